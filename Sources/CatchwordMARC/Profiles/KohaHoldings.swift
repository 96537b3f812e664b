import CatchwordCore
import CatchwordLibrary

/// Koha's items: one 952 each, by the table of its default framework.
enum KohaHoldings {
  static func map(_ record: MARCRecord, hashing: Hashing) -> HoldingsProfile.Mapping {
    let number = record.fields("999").lazy.compactMap { $0.subfield("c")?.trimmingBlanks() }
      .first { !$0.isEmpty }
    let identity =
      number.map(BibIdentity.init(sourceNumber:))
      ?? BibIdentity(record, hashing: hashing)
    var mapping = HoldingsProfile.Mapping(bib: record.importedBib(identity, without: "952"))
    for field in record.fields("952") {
      let (item, findings) = item(field)
      mapping.bib.items.append(item)
      mapping.findings += findings
    }
    return mapping
  }

  /// The first subfield of a code is mapped; its repetitions, empty ones and all other codes stay in
  /// `unmapped` in their order.
  private static func item(_ field: MARCField) -> (ImportedItem, [HoldingsFinding]) {
    var item = ImportedItem()
    var findings: [HoldingsFinding] = []
    var mapped: Set<Unicode.Scalar> = []
    var rest: [MARCSubfield] = []
    for subfield in field.subfields {
      let text = subfield.value
      if subfield.code == "7", item.notForLoan == nil, let number = Int64(text) {
        item.notForLoan = number
      } else if let path = path(subfield.code), !text.trimmingBlanks().isEmpty,
        mapped.insert(subfield.code).inserted
      {
        // A scanner sends no blanks, so a barcode with some would never be found.
        item[keyPath: path] = subfield.code == "p" ? text.trimmingBlanks() : text
      } else {
        rest.append(subfield)
      }
    }
    if item.notForLoan == nil, let text = field.subfield("7"), !text.isEmpty {
      findings.append(
        HoldingsFinding(
          .notForLoanUnreadable, field: "952$7",
          "\"\(text.quoted)\" is no number; kept, and the item counts as lendable"))
    }
    item.importedStatus = status(field)
    item.unmapped = verbatim(rest)
    findings += barcodeFindings(item)
    return (item, findings)
  }

  private static func barcodeFindings(_ item: ImportedItem) -> [HoldingsFinding] {
    guard let barcode = item.barcode else {
      let name = item.sourceNumber.map { "item \($0.quoted)" } ?? "an item"
      return [
        HoldingsFinding(
          .barcodeMissing, field: "952$p", "\(name) has no barcode; imported without one")
      ]
    }
    guard let warning = CodabarBarcode(barcode)?.warning else { return [] }
    return [HoldingsFinding(.barcodeCheckDigit, field: "952$p", warning)]
  }

  /// What staff read until something happens to the item here; nil where nothing is the matter.
  /// The codes themselves, which mean more, stay in `unmapped`.
  private static func status(_ field: MARCField) -> String? {
    let isSet = { (code: Unicode.Scalar) in
      let text = field.subfield(code)?.trimmingBlanks() ?? ""
      return !text.isEmpty && text != "0"
    }
    if isSet("0") { return "withdrawn" }
    if isSet("1") { return field.subfield("1")?.trimmingBlanks() == "4" ? "missing" : "lost" }
    if isSet("4") { return "damaged" }
    return isSet("5") ? "restricted" : nil
  }

  private static func path(_ code: Unicode.Scalar) -> WritableKeyPath<ImportedItem, String?>? {
    switch code {
    case "9": \.sourceNumber
    case "p": \.barcode
    case "a": \.owningBranch
    case "b": \.currentBranch
    case "c": \.shelvingLocation
    case "o": \.callNumber
    case "2": \.callNumberScheme
    case "t": \.copyNumber
    case "h": \.enumeration
    case "3": \.materials
    case "y": \.itemType
    case "8": \.collection
    case "g": \.price
    case "d": \.acquired
    case "e": \.sourceOfAcquisition
    case "z": \.notePublic
    case "x": \.noteStaff
    default: nil
    }
  }

  /// U+001F, code and text of each, as in a field's content; nil for none.
  private static func verbatim(_ subfields: [MARCSubfield]) -> String? {
    guard !subfields.isEmpty else { return nil }
    var scalars = String.UnicodeScalarView()
    for subfield in subfields {
      scalars.append(FieldContent.separator)
      scalars.append(subfield.code)
      scalars.append(contentsOf: subfield.value.unicodeScalars)
    }
    return String(scalars)
  }
}
