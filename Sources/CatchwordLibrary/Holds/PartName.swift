/// The name of a part of a work, as a label says it: `Disc 2`, `v.3`.
///
/// Labels are typed by many hands: names are alike whose letters are, without regard to capitals of
/// ASCII and to blanks.
package struct PartName: Hashable, Sendable {
  private let key: [UInt8]

  /// - Returns: nil for a text without a letter.
  package init?(_ text: some StringProtocol) {
    key = text.utf8.filter { $0 != 0x20 && $0 != 0x09 }
      .map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
    guard !key.isEmpty else { return nil }
  }

  /// What an item is: its enumeration whole, and each piece of it between commas, since a box may hold
  /// several parts.
  package static func all(in enumeration: String?) -> Set<PartName> {
    guard let enumeration else { return [] }
    return Set(
      ([Substring(enumeration)] + enumeration.split(separator: ",")).compactMap { PartName($0) })
  }
}
