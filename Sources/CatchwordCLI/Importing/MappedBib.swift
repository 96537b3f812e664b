import CatchwordCore
import CatchwordLibrary
import CatchwordMARC

/// A record as the catalogue will have it, with what is to be said about it before it is written.
struct MappedBib {
  private(set) var bib: ImportedBib
  private(set) var messages: [ImportMessageShape] = []
  private(set) var isWarned = false
  /// Why it cannot be taken in at all.
  private(set) var refusal: String?

  private let operations: Int
  private let bytes: Int

  /// What it counts against `Limits.commitBytes`, estimated from above: 96 bytes an operation are
  /// for tags, positions, marks and ids; items are short.
  var weight: Int { bytes + operations * 96 + bib.items.count * 512 }

  init(
    _ record: MARCRecord, _ profile: HoldingsProfile, _ place: MARCPlace, _ hashing: Hashing,
    _ barcodes: inout BarcodeLedger, preparing prepare: MARCImportRun.Preparing? = nil
  ) {
    let isAuthority = record.leaderCode(6) == "z"
    let mapping =
      isAuthority
      ? HoldingsProfile.none.map(record, hashing: hashing)
      : profile.map(record, hashing: hashing)
    bib = mapping.bib
    bib.isAuthority = isAuthority
    let objection = prepare?(&bib)
    operations = 1 + bib.fields.count + bib.items.count
    bytes = bib.fields.reduce(0) { sum, field in
      sum + field.content.text.utf8.count + (field.originalBytes?.count ?? 0)
    }
    for finding in record.contentFindings() {
      let message = finding.placed(at: place)
      messages.append(ImportMessageShape(message))
      isWarned = isWarned || message.severity == .warning
    }
    for finding in mapping.findings {
      warn(place, field: finding.field, code: finding.code.rawValue, finding.text)
    }
    if let objection {
      refusal = objection
      messages.append(
        ImportMessageShape(place, severity: "rejected", code: "not-wanted", objection))
      return
    }
    refuseIfTooLarge(place)
    if refusal == nil { dropRepeatedBarcodes(place, &barcodes) }
  }

  private mutating func warn(_ place: MARCPlace, field: String?, code: String, _ text: String) {
    isWarned = true
    messages.append(
      ImportMessageShape(place, field: field, severity: "warning", code: code, text))
  }

  private mutating func refuseIfTooLarge(_ place: MARCPlace) {
    let longest = bib.fields.map(\.content.text.utf8.count).max() ?? 0
    let sentence: String? =
      if longest > Limits.valueBytes {
        "a field has \(longest) bytes, more than \(Limits.valueBytes); not taken in"
      } else if weight > Limits.commitBytes / 2 {
        "\(bib.fields.count) fields and \(bib.items.count) items of \(bytes) bytes are too much for "
          + "one record, which must fit a commit; not taken in"
      } else {
        nil
      }
    guard let sentence else { return }
    refusal = sentence
    messages.append(
      ImportMessageShape(place, severity: "rejected", code: "record-too-large", sentence))
  }

  /// A label that two items bear would stop the desk at every scan: the later one comes in without,
  /// and its label is kept among what is unmapped.
  private mutating func dropRepeatedBarcodes(_ place: MARCPlace, _ barcodes: inout BarcodeLedger) {
    let title = bib.fields.first { $0.tag == "245" }?.content["a"] ?? bib.key
    for index in bib.items.indices {
      guard let barcode = bib.items[index].barcode else { continue }
      let bearer = BarcodeLedger.Bearer(
        title: title, branch: bib.items[index].owningBranch ?? "")
      guard let first = barcodes.enter(barcode, bearer) else { continue }
      let kept = bib.items[index].unmapped ?? ""
      bib.items[index].barcode = nil
      bib.items[index].unmapped = kept + "\u{1f}p\(barcode)"
      warn(
        place, field: nil, code: "barcode-repeated",
        "barcode \(barcode) is used by items \"\(first.title)\" (\(first.branch)) and \"\(title)\" "
          + "(\(bearer.branch)); the later one is imported without it")
    }
  }
}

/// Barcodes that this import has met, with the first item that bore each.
struct BarcodeLedger {
  struct Bearer: Hashable {
    let title: String
    let branch: String
  }

  private var bearers: [[UInt8]: Bearer] = [:]

  /// - Returns: the earlier bearer; nil where the barcode is new.
  mutating func enter(_ barcode: String, _ bearer: Bearer) -> Bearer? {
    let key = Array(barcode.utf8)
    if let first = bearers[key] { return first }
    bearers[key] = bearer
    return nil
  }
}
