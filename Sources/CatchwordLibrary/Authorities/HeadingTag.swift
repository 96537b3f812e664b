/// What sort of heading a field holds: the last two digits of its tag, in bibs and authorities alike.
package enum HeadingSort: String, Sendable, Hashable, CaseIterable {
  case person = "00"
  case corporation = "10"
  case meeting = "11"
  case title = "30"
  case period = "48"
  case topic = "50"
  case place = "51"
  case form = "55"
}

/// The tag of a field that holds a heading: 100, 600, 700, 800 in bibs, 100, 400, 500 in authorities.
package struct HeadingTag: Sendable {
  package let sort: HeadingSort
  private let block: UInt8

  /// Nil for a tag that holds none in any record.
  package init?(_ tag: String) {
    let digits = Array(tag.utf8)
    guard digits.count == 3, (0x31...0x38).contains(digits[0]),
      let sort = HeadingSort(rawValue: String(decoding: digits[1...], as: UTF8.self))
    else { return nil }
    self.sort = sort
    block = digits[0]
  }

  /// Nil unless an authority may control that field of a bib.
  package init?(ofBib tag: String) {
    self.init(tag)
    switch block {
    case 0x36: break
    case 0x31, 0x37, 0x38:
      guard [.person, .corporation, .meeting, .title].contains(sort) else { return nil }
    default: return nil
    }
  }

  /// Whether a subfield is part of the heading. Relators, notes, numbers and links are not; nor are
  /// the ISSN of an added entry and the volume of a series, which use a subdivision's letter.
  package func holds(_ code: Unicode.Scalar) -> Bool {
    switch code {
    case "a"..."d", "f"..."h", "k"..."t", "y", "z": true
    case "e": sort == .meeting
    case "j": sort != .meeting
    case "x": block < 0x37
    case "v": block < 0x38
    default: false
    }
  }
}
