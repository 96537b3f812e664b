/// Where the class number of a Dewey label stands among its units.
struct DeweyNumber {
  /// The unit of the digits before the point; those before it are a prefix: `REF`, `JUV`, `LP FIC`.
  let digits: Int
  /// The first unit behind number and decimals.
  let rest: Int

  private static let longestPrefix = 3

  /// - Parameter isStated: whether the source says that this is a Dewey number; then one or two
  ///   digits will do where nothing stands before them, such as the 92 of biographies.
  /// - Returns: nil for `FIC ROW` and whatever else has no class number.
  init?(_ units: [LabelUnit], isStated: Bool) {
    guard let first = units.firstIndex(where: \.isNumber), first <= Self.longestPrefix,
      units[first].text.count == 3 || (isStated && first == 0 && units[first].text.count < 3),
      first == 0 || !units[first - 1].namesVolume
    else { return nil }
    digits = first
    var next = first + 1
    while next < units.count, units[next].isNumber, [.point, .prime].contains(units[next].gap) {
      next += 1
    }
    rest = next
  }

  func decimals(_ units: [LabelUnit]) -> [UInt8] { units[digits + 1..<rest].flatMap(\.text) }
}
