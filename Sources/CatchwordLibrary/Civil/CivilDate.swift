/// A day in the civil (proleptic Gregorian) calendar, counted from 1970-01-01 as day 0.
///
/// Due dates are civil dates: time zones take no part in merging. Years 1 to 9999.
public struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let day: Int64

  static let firstDay: Int64 = -719_162
  static let lastDay: Int64 = 2_932_896

  /// - Parameter day: days since 1970; a day beyond the years 1 to 9999 becomes the nearest in them,
  ///   because facts of a hostile replica reach the fold too.
  public init(day: Int64) { self.day = min(max(day, Self.firstDay), Self.lastDay) }

  /// - Throws: `CivilDateError.notADate`, where the month has no such day.
  public init(year: Int64, month: Int64, day: Int64) throws(CivilDateError) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { throw .notADate("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))") }
    self.init(day: Self.days(year: year, month: month, day: day))
  }

  /// - Parameter text: exactly `YYYY-MM-DD`.
  /// - Throws: `CivilDateError.notADate`, which names the text.
  public init(parsing text: String) throws(CivilDateError) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d,
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10])
    else { throw .notADate(text) }
    do { try self.init(year: year, month: month, day: day) } catch { throw .notADate(text) }
  }

  /// The day of an instant, in UTC.
  public init(ofSeconds seconds: Int64) { self.init(day: floorDivided(seconds, by: 86_400)) }

  public var components: (year: Int64, month: Int64, day: Int64) {
    // Eras of 400 years that start on 1 March, so that the leap day comes last (Hinnant).
    let shifted = day + 719_468
    let era = floorDivided(shifted, by: 146_097)
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.day < b.day }

  public func adding(days: Int64) -> CivilDate { CivilDate(day: day + days) }

  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivided(shiftedYear, by: 400)
    let yearOfEra = shiftedYear - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value
  }
}

/// Why a text is no civil date.
public enum CivilDateError: Error, Hashable, Sendable, CustomStringConvertible {
  case notADate(String)

  public var description: String {
    switch self {
    case .notADate(let text): "\(text) is not a date; write YYYY-MM-DD."
    }
  }
}

/// An instant as a sentence names it: RFC 3339 in UTC, `2026-11-20T15:00:00Z`.
package func instantText(_ seconds: Int64) -> String {
  let day = CivilDate(ofSeconds: seconds)
  let rest = (seconds % 86_400 + 86_400) % 86_400
  let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  return "\(day)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))Z"
}

private func floorDivided(_ a: Int64, by b: Int64) -> Int64 {
  a >= 0 ? a / b : -((-(a + 1)) / b) - 1
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
