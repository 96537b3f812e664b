/// A moment as PostgreSQL writes it: `2020-10-27 10:26:51.4267-04`.
package struct ForeignTime: Hashable, Sendable {
  /// Seconds since 1970.
  package let seconds: Int64
  /// The day as it is written: that of whoever wrote it, by the offset that stands behind.
  package let day: CivilDate

  /// - Returns: nil unless the text is a date, a time of day and an offset from UTC; parts of seconds
  ///   are left out.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 22, bytes[10] == 0x20 || bytes[10] == 0x54,
      bytes[13] == 0x3a, bytes[16] == 0x3a,
      let day = try? CivilDate(parsing: String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = Self.number(bytes[11..<13]), hour < 24,
      let minute = Self.number(bytes[14..<16]), minute < 60,
      let second = Self.number(bytes[17..<19]), second < 60
    else { return nil }
    var rest = bytes[19...]
    if rest.first == 0x2e {
      rest = rest.dropFirst().drop { (0x30...0x39).contains($0) }
    }
    guard let offset = Self.offset(rest) else { return nil }
    self.day = day
    seconds = day.day * 86_400 + hour * 3_600 + minute * 60 + second - offset
  }

  /// `-04`, `+05:30` or `+0530`, in seconds.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard let sign = bytes.first, sign == 0x2b || sign == 0x2d else { return nil }
    let digits = bytes.dropFirst().filter { $0 != 0x3a }
    guard digits.count == 2 || digits.count == 4, let hours = number(digits[..<2]), hours < 16,
      let minutes = digits.count == 4 ? number(digits[2...]) : 0, minutes < 60
    else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return sign == 0x2d ? -seconds : seconds
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }
}
