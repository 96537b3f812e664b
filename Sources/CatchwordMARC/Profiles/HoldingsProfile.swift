package import CatchwordCore
package import CatchwordLibrary

/// How a system writes its items into MARC records, and by what it knows a bib.
///
/// A profile is named by staff and never guessed: Evergreen's 852$s, $g and $y differ from what MARC
/// defines. Every subfield that a profile does not map is kept verbatim, so that exporting what was
/// imported loses nothing.
package enum HoldingsProfile: String, CaseIterable, Sendable {
  /// Items in 952, the bib's number in 999$c.
  case koha952 = "koha-952"
  /// Bibs alone, known by 901$c as Evergreen writes it; its items come with its tables.
  case evergreen901 = "evergreen-901"
  /// Bibs alone: every field is a bib's field, and there are no items.
  case none

  /// The source under which records are known where staff name none.
  package var defaultSource: String {
    switch self {
    case .koha952: "koha:default"
    case .evergreen901: "evergreen:default"
    case .none: "marc:default"
    }
  }

  /// What the catalogue makes of a record.
  package struct Mapping: Sendable {
    package var bib: ImportedBib
    package var findings: [HoldingsFinding] = []
  }

  /// - Parameter hashing: for the fingerprint of records without any number.
  package func map(_ record: MARCRecord, hashing: Hashing) -> Mapping {
    switch self {
    case .koha952: return KohaHoldings.map(record, hashing: hashing)
    case .evergreen901:
      let number =
        record.fields("901").lazy.compactMap { $0.subfield("c")?.trimmingBlanks() }
        .first { !$0.isEmpty } ?? record.controlNumber
      let identity =
        number.map(BibIdentity.init(sourceNumber:)) ?? BibIdentity(record, hashing: hashing)
      return Mapping(bib: record.importedBib(identity, without: nil))
    case .none:
      let identity = BibIdentity(record, hashing: hashing)
      return Mapping(bib: record.importedBib(identity, without: nil))
    }
  }
}

/// Something about a record's items that staff should know.
package struct HoldingsFinding: Sendable, Hashable {
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case barcodeMissing = "barcode-missing"
    case barcodeCheckDigit = "barcode-check-digit"
    case notForLoanUnreadable = "not-for-loan-unreadable"
  }

  package let code: Code
  /// Such as "952$p".
  package let field: String
  package let text: String

  package init(_ code: Code, field: String, _ text: String) {
    self.code = code
    self.field = field
    self.text = text
  }
}

/// By what a bib is known when its file is read again.
struct BibIdentity: Hashable, Sendable {
  let key: String
  /// Nil where the key is computed.
  let sourceNumber: String?

  /// 003 and 001, or 001 alone; without a number a fingerprint of the content.
  init(_ record: MARCRecord, hashing: Hashing) {
    if let number = record.controlNumber {
      let agency = record["003"]?.controlText?.trimmingBlanks() ?? ""
      key = agency.isEmpty ? number : "\(agency) \(number)"
    } else {
      key = "fingerprint \(Self.fingerprint(record, hashing))"
    }
    sourceNumber = nil
  }

  init(sourceNumber: String) {
    key = sourceNumber
    self.sourceNumber = sourceNumber
  }

  /// Over the fields as they stand; the leader's lengths and addresses are the file's, not the bib's.
  private static func fingerprint(_ record: MARCRecord, _ hashing: Hashing) -> String {
    var bytes: [UInt8] = []
    for field in record.fields {
      bytes += field.tag.utf8
      bytes += field.fieldContent.text.utf8
      bytes.append(0x1e)
    }
    return String(hashing.sha256(bytes).word.hex.prefix(32))
  }
}

extension MARCRecord {
  /// - Parameter tag: the tag whose fields are items and no part of the bib.
  func importedBib(_ identity: BibIdentity, without tag: String?) -> ImportedBib {
    ImportedBib(
      key: identity.key, sourceNumber: identity.sourceNumber, controlNumber: controlNumber,
      leader: leader,
      fields: fields.filter { $0.tag != tag }.map { field in
        ImportedField(
          tag: field.tag, content: field.fieldContent, originalBytes: field.originalBytes)
      })
  }
}

extension MARCField {
  var fieldContent: FieldContent {
    switch content {
    case .control(let text): FieldContent(text)
    case .data(let first, let second, let subfields):
      FieldContent(
        indicators: first, second,
        subfields: subfields.map { FieldContent.Subfield($0.code, $0.value) })
    }
  }
}
