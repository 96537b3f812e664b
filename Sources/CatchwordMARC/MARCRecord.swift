/// A bibliographic, authority or holdings record as exchanged: a leader and fields in file order.
///
/// Control numbers repeat and are missing in real files, so this value has no identity of its own;
/// the importer gives it one.
package struct MARCRecord: Sendable, Hashable {
  /// 24 printable ASCII characters. Lengths and addresses inside it are those of the file it came
  /// from; writers replace them.
  package var leader: String
  package var fields: [MARCField]

  package init(leader: String, fields: [MARCField]) {
    self.leader = leader
    self.fields = fields
  }

  /// The first field of that tag.
  package subscript(tag: String) -> MARCField? {
    fields.first { $0.tag == tag }
  }

  /// Every field of that tag, in order.
  package func fields(_ tag: String) -> [MARCField] {
    fields.filter { $0.tag == tag }
  }

  /// 001 without surrounding blanks; nil when absent or blank.
  package var controlNumber: String? {
    guard let text = self["001"]?.controlText else { return nil }
    let trimmed = text.trimmingBlanks()
    return trimmed.isEmpty ? nil : trimmed
  }

  /// The character at a leader position, counted from 0 as in the MARC documentation.
  package func leaderCode(_ position: Int) -> Unicode.Scalar {
    let scalars = leader.unicodeScalars
    guard position >= 0,
      let index = scalars.index(
        scalars.startIndex, offsetBy: position, limitedBy: scalars.endIndex),
      index < scalars.endIndex
    else { return " " }
    return scalars[index]
  }

  /// UNIMARC has its title in 200 and its general data, with the character sets, in 100.
  package var isUNIMARC: Bool {
    self["200"] != nil && self["245"] == nil
      && (self["100"]?.subfield("a")?.utf8.prefix(8).allSatisfy(\.isASCIIDigit) ?? false)
  }
}

extension String {
  /// Without blanks, tabs and line ends at either end.
  func trimmingBlanks() -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.value == 0x20 || 9...13 ~= scalar.value }
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}
