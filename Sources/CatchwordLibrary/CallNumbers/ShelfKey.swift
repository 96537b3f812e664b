/// Where a label stands among others: keys in plain byte order are labels in shelf order.
///
/// A key is a row of units, each a word or a number, and nothing comes before something. All classes
/// of call numbers write the same units and differ only in which digits they take for decimals, so
/// labels of several classes can share a shelf, and one that was taken for the wrong class stands
/// near its place.
///
/// Laws: equal labels have equal keys; case, diacritics and the signs between units do not matter;
/// no key holds a zero byte, so that keys can be followed by other parts of an order.
///
/// Bytes: a word is 0x20, its letters, 0x01. A number is 0x10, how many digits it has plus two, the
/// digits, its decimals, 0x01. The digits of a cutter follow their word: 0x30, the digits, 0x01; and
/// the letters that adjoin them, 0x40, the letters, 0x01, since S65m stands behind all of S65.
public struct ShelfKey: Hashable, Sendable, Comparable {
  public private(set) var bytes: [UInt8] = []

  static let wordMark: UInt8 = 0x20
  static let numberMark: UInt8 = 0x10
  static let decimalMark: UInt8 = 0x30
  static let workMark: UInt8 = 0x40
  /// Less than any letter or digit, so that a shorter unit stands before a longer one.
  static let end: UInt8 = 0x01

  /// - Parameters:
  ///   - scheme: the item's `call_number_scheme`; see `CallNumberClass`.
  ///   - enumeration: volume or issue, where it does not stand in the label.
  public init(_ label: String, scheme: String? = nil, enumeration: String = "") {
    let units = LabelUnit.units(of: label)
    let kind =
      scheme.flatMap(CallNumberClass.init(scheme:)) ?? CallNumberClass(shapeOf: units)
    file(units, as: kind)
    fileWhole(LabelUnit.units(of: enumeration)[...])
  }

  public init(_ label: String, as kind: CallNumberClass) {
    file(LabelUnit.units(of: label), as: kind)
  }

  public static func < (a: ShelfKey, b: ShelfKey) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }

  /// Not less than this key, nor than any that begins with the same letters and digits: the end of
  /// a range that is written `A to C` on the end of a row.
  public var last: [UInt8] {
    var open = bytes
    if open.last == Self.end { open.removeLast() }
    return open + [0xff]
  }

  // MARK: Filing

  private mutating func file(_ units: [LabelUnit], as kind: CallNumberClass) {
    switch kind {
    case .dewey:
      guard let number = DeweyNumber(units, isStated: true) else { break }
      fileWhole(units[..<number.digits])
      // As digits of one length: 92 for biographies stands before 920.
      write(number: units[number.digits].text, counted: 3, decimals: number.decimals(units))
      return fileCutters(units[number.rest...])
    case .lcc:
      guard let number = LCCNumber(units, isStated: true) else { break }
      fileWhole(units[...number.letters])
      let digits = Self.significant(units[number.letters + 1].text)
      write(number: digits, counted: digits.count, decimals: number.decimals(units))
      return fileCutters(units[number.rest...])
    case .generic: break
    }
    // `.C437` is a cutter in the schemes that libraries made up for themselves, too.
    let cutter = units.indices.dropLast().first { place in
      units[place].gap == .point && !units[place].isNumber && units[place + 1].isNumber
        && units[place + 1].gap == .none
    }
    fileWhole(units[..<(cutter ?? units.count)])
    fileCutters(units[(cutter ?? units.count)...])
  }

  /// Digits as people count: v.2 before v.10.
  private mutating func fileWhole(_ units: ArraySlice<LabelUnit>) {
    for unit in units { write(unit) }
  }

  /// What follows a class number: a letter with digits is a cutter, unless it names a volume.
  private mutating func fileCutters(_ units: ArraySlice<LabelUnit>) {
    var place = units.startIndex
    while place < units.endIndex {
      let (unit, isFirst) = (units[place], place == units.startIndex)
      place += 1
      let hasDigits =
        !unit.isNumber && place < units.endIndex && units[place].isNumber
        && units[place].gap == .none
      let isWorkMark = !unit.isNumber && unit.gap == .none && !isFirst && !hasDigits
      write(unit, as: isWorkMark ? Self.workMark : Self.wordMark)
      guard hasDigits, !unit.countsVolumes(isFirst: isFirst) else { continue }
      bytes.append(Self.decimalMark)
      bytes += units[place].text
      bytes.append(Self.end)
      place += 1
    }
  }

  private mutating func write(_ unit: LabelUnit, as mark: UInt8 = Self.wordMark) {
    guard unit.isNumber else {
      bytes.append(mark)
      bytes += unit.text
      return bytes.append(Self.end)
    }
    let digits = Self.significant(unit.text)
    write(number: digits, counted: digits.count, decimals: [])
  }

  private mutating func write(number digits: [UInt8], counted count: Int, decimals: [UInt8]) {
    bytes.append(Self.numberMark)
    bytes.append(UInt8(count + 2))
    bytes += digits
    bytes += decimals
    bytes.append(Self.end)
  }

  private static func significant(_ digits: [UInt8]) -> [UInt8] {
    Array(digits.drop { $0 == 0x30 })
  }
}
