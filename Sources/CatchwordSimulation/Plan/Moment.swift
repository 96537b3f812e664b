/// A point of true simulated time: milliseconds since the midnight at which every simulation begins.
///
/// True time is the simulator's alone; hosts see it through their clocks.
package struct Moment: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Midnight of Monday, 2 March 2026, UTC, in seconds since 1970.
  package static let epochSeconds: Int64 = 1_772_409_600
  /// Simulations begin when the library opens.
  package static let opening = Moment(milliseconds: 8 * 3_600_000)

  /// Whole seconds since 1970.
  package var unixSeconds: Int64 { Self.epochSeconds + milliseconds / 1_000 }

  package static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }

  package func adding(milliseconds more: Int64) -> Moment {
    Moment(milliseconds: milliseconds + more)
  }

  /// `09:00`, `day 2 09:00:30`, `day 3 09:00:00.250`: as little as says it exactly.
  package var description: String {
    let day = milliseconds / 86_400_000
    let rest = milliseconds % 86_400_000
    let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    var text = day > 0 ? "day \(day + 1) " : ""
    text += two(rest / 3_600_000) + ":" + two(rest / 60_000 % 60)
    let (seconds, fraction) = (rest / 1_000 % 60, rest % 1_000)
    guard seconds > 0 || fraction > 0 else { return text }
    text += ":" + two(seconds)
    return fraction > 0
      ? text + "." + (String(repeating: "0", count: 3 - "\(fraction)".count))
        + "\(fraction)" : text
  }

  /// - Parameter clock: `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`; nil for anything else.
  package init?(day: Int64, clock: String) {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), day >= 1, let hours = Int64(parts[0]),
      let minutes = Int64(parts[1]), (0..<24).contains(hours), (0..<60).contains(minutes)
    else { return nil }
    var total = (day - 1) * 86_400_000 + hours * 3_600_000 + minutes * 60_000
    if parts.count == 3 {
      let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
      guard let whole = Int64(seconds[0]), (0..<60).contains(whole) else { return nil }
      total += whole * 1_000
      if seconds.count == 2 {
        guard seconds[1].count == 3, let fraction = Int64(seconds[1]) else { return nil }
        total += fraction
      }
    }
    milliseconds = total
  }
}

/// A length of time as stories write it: `90s`, `5m`, `+26h`, `-10y`, `250ms`.
package struct Span: Hashable, Sendable, CustomStringConvertible {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  private static let units: [(name: String, milliseconds: Int64)] = [
    ("y", 365 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
    ("ms", 1),
  ]

  package init?(_ text: String) {
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let unit = rest.dropFirst(digits.count)
    guard let number = Int64(digits), number < 1_000_000_000,
      let size = Self.units.first(where: { $0.name == unit })?.milliseconds
    else { return nil }
    milliseconds = (isNegative ? -1 : 1) * number * size
  }

  package var description: String {
    let size = milliseconds.magnitude
    let unit =
      Self.units.first { size >= UInt64($0.milliseconds) && size % UInt64($0.milliseconds) == 0 }
      ?? (name: "s", milliseconds: 1_000)
    return (milliseconds < 0 ? "-" : "") + "\(size / UInt64(unit.milliseconds))\(unit.name)"
  }

  /// With its sign, as a clock is set.
  package var signed: String { milliseconds < 0 ? description : "+" + description }
}
