/// What the single rows look like.
extension Workload {
  static func item(number: Int64, _ dice: inout Dice) -> Item {
    let home = number % branches
    return Item(
      barcode: barcode(number, home), callNumber: callNumber(&dice), home: home,
      current: dice.chance(percent: 93) ? home : dice.roll(0...(branches - 1)),
      status: dice.pick([0, 0, 0, 0, 0, 1, 1, 2, 3]), condition: dice.pick([0, 0, 0, 1, 1, 2, 3]),
      note: dice.chance(percent: 70) ? "" : note(&dice))
  }

  static func loan(
    _ branch: Int64, _ sequence: Int64, _ item: ItemKey, at: Int64, _ dice: inout Dice
  ) -> Loan {
    let action = dice.pick([0, 0, 0, 1, 1, 1, 2] as [Int64])
    return Loan(
      id: padded(branch, 2) + padded(sequence, 14), action: action, item: item,
      patron: dice.roll(100_000...159_999), branch: branch, at: at,
      due: action == 1 ? 0 : at + 21 * 86_400)
  }

  static func note(_ dice: inout Dice) -> String {
    (0..<dice.roll(2...9)).map { _ in dice.pick(words) }.joined(separator: " ")
  }

  /// Fourteen digits: 3 for an item, the library's number, a serial one, and a check digit that
  /// doubles every other digit.
  private static func barcode(_ number: Int64, _ home: Int64) -> String {
    // Serial numbers are scattered, as labels are: the factor is coprime to the range.
    let digits = "3" + padded(1_200 + home, 4) + padded(number * 7_919 % 100_000_000, 8)
    let sum = digits.utf8.enumerated().reduce(0) { sum, digit in
      let value = Int(digit.element - 0x30)
      guard digit.offset % 2 == 0 else { return sum + value }
      return sum + (value > 4 ? value * 2 - 9 : value * 2)
    }
    return digits + "\((10 - sum % 10) % 10)"
  }

  private static func callNumber(_ dice: inout Dice) -> String {
    let letter = { (dice: inout Dice) in dice.pick(letters) }
    let subject = "\(letter(&dice))\(letter(&dice))\(dice.roll(1...999)).\(dice.roll(1...99))"
    let cutter = ".\(letter(&dice))\(dice.roll(10...99)) \(letter(&dice))\(dice.roll(10...999))"
    return subject + cutter + " \(dice.roll(1950...2025))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let letters = Array("ABCDEFGHJKLMNPQRSTUVZ")
  private static let words = [
    "annotated", "binding", "broken", "case", "cover", "creased", "dedication", "donated", "dust",
    "faded", "gift", "hinge", "index", "insert", "jacket", "label", "loose", "map", "margin",
    "mended", "missing", "only", "page", "pencil", "plate", "reading", "rebound", "room", "sheet",
    "spine", "stain", "torn", "volume", "water",
  ]
}
