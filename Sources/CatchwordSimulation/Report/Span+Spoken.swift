extension Span {
  private static let spokenUnits: [(name: String, milliseconds: Int64)] = [
    ("y", 365 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1_000),
    ("ms", 1),
  ]

  /// `5 h 58 min`, `45 s`, `230 ms`: the two largest units, without a sign.
  var spoken: String {
    let size = Int64(clamping: milliseconds.magnitude)
    let units = Self.spokenUnits
    guard let first = units.firstIndex(where: { size >= $0.milliseconds }) else { return "0 s" }
    var text = "\(size / units[first].milliseconds) \(units[first].name)"
    guard first + 2 < units.count else { return text }
    let rest = size % units[first].milliseconds / units[first + 1].milliseconds
    if rest > 0 { text += " \(rest) \(units[first + 1].name)" }
    return text
  }

  /// `+9 min`, `−26 h`: as a clock is off; ahead is positive.
  var spokenSigned: String { (milliseconds < 0 ? "−" : "+") + spoken }
}
