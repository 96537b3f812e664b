/// Where the class number of a Library of Congress label stands among its units.
struct LCCNumber {
  /// The unit of the letters; the whole number follows it. Units before them are a prefix: `REF`.
  let letters: Int
  /// The first unit behind number and decimals.
  let rest: Int

  private static let longestPrefix = 2
  private static let mostDigits = 4

  /// - Parameter isStated: whether the source says that this is such a number; else it must look
  ///   like one: letters of the schedule, and decimals or a cutter behind the number.
  init?(_ units: [LabelUnit], isStated: Bool) {
    let starts = isStated ? Array(0...Self.longestPrefix) : [0]
    let start = starts.first { start in
      guard start + 1 < units.count, !units[start].isNumber, units[start + 1].isNumber,
        units[start + 1].gap != .point, units[start + 1].text.count <= Self.mostDigits
      else { return false }
      // With a prefix, only a real class can be told from it.
      return isStated && start == 0 ? units[0].text.count <= 3 : Self.isClass(units[start].text)
    }
    guard let start else { return nil }
    letters = start
    let next = start + 2
    let hasDecimals = next < units.count && units[next].isNumber && units[next].gap == .point
    rest = hasDecimals ? next + 1 : next
    guard isStated || looksLike(units) else { return nil }
  }

  func decimals(_ units: [LabelUnit]) -> [UInt8] { units[letters + 2..<rest].flatMap(\.text) }

  private func looksLike(_ units: [LabelUnit]) -> Bool {
    let number = units[letters + 1]
    guard number.text.first != 0x30 else { return false }
    let cutter = units.indices.first { place in
      place >= rest && !units[place].isNumber && place + 1 < units.count
        && units[place + 1].isNumber && units[place + 1].gap == .none
    }
    // `J 398.2` and `CD 780 M57` are Dewey with a prefix, `E184 .A1` and `E 184 .A1` are not.
    let mayBePrefix = units[letters].text.count == 1 || units[letters].text == [0x63, 0x64]
    if mayBePrefix && number.text.count == 3 {
      return cutter.map { number.gap == .none || units[$0].gap == .point } ?? false
    }
    return cutter != nil || rest > letters + 2
  }

  /// Whether the schedules know a class of these letters, those of medicine included.
  static func isClass(_ letters: [UInt8]) -> Bool {
    guard (1...3).contains(letters.count), (0x61...0x7a).contains(letters[0]) else { return false }
    let second = Self.subclasses[Int(letters[0] - 0x61)]
    guard letters.count > 1 else { return !second.isEmpty }
    guard second.utf8.contains(letters[1]) else { return false }
    // Only history and law have classes of three letters.
    return letters.count == 2 || letters[0] == 0x6b || letters == [0x64, 0x61, 0x77]
      || letters == [0x64, 0x6a, 0x6b]
  }

  /// By first letter: a blank stands for classes without subclasses.
  private static let subclasses = [
    "cegimnpsyz", "cdfhjlmpqrstvx", "bcdejnrst", "abcdefghjklpqrstux", " ", " ", "abcefnrtv",
    "abcdefgjmnqstvx", "", "acfjklnqsvxz", "bdefghijkltuvwz", "abcdefghjt", "lt", "abcdekx", "",
    "abcdefghjklmnqrstz", "abcdehklmprstuvwxyz", "abcdefgjklmstvxz", "bdfhk", "acdefghjklnprstx",
    "abcdefgh", "abcdefgkm", "abcdefghijklmnopqrstuvwxyz", "", "", "a",
  ]
}
