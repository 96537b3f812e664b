import CatchwordCore

/// A run of texts or byte strings (Protocol §4.4): their lengths and their bytes; repetitive ones by
/// way of a dictionary; barcodes and their like as integers.
enum StringStream {
  static let dictionaryFlag: UInt8 = 1
  static let digitsFlag: UInt8 = 2
  /// Decimal digits that always fit an integer.
  static let digits = 18

  /// - Returns: the code for the column's encoding byte.
  static func encode(_ strings: [[UInt8]], isText: Bool, into draft: inout Draft) -> UInt8 {
    guard let dictionary = dictionary(of: strings) else {
      return encodeEntries(strings, isText: isText, into: &draft)
    }
    draft.append(varint: dictionary.count)
    let code = encodeEntries(dictionary, isText: isText, into: &draft)
    IntegerStream.encode(places(of: strings, in: dictionary), into: &draft)
    return code | dictionaryFlag
  }

  static func decode(
    _ reader: inout ColumnReader, count: Int, code: UInt8
  ) throws(WireError.ColumnFault) -> [[UInt8]] {
    guard code & dictionaryFlag != 0 else {
      return try decodeEntries(&reader, count: count, code: code)
    }
    let entryCount = try reader.count(maximum: count)
    let entries = try decodeEntries(&reader, count: entryCount, code: code)
    for (next, previous) in zip(entries.dropFirst(), entries)
    where !previous.lexicographicallyPrecedes(next) { throw .dictionary }
    var strings: [[UInt8]] = []
    strings.reserveCapacity(count)
    for index in try IntegerStream.decode(&reader, count: count) {
      guard index >= 0, index < Int64(entryCount) else {
        throw .index(Int(truncatingIfNeeded: index), count: entryCount)
      }
      strings.append(entries[Int(index)])
    }
    return strings
  }

  /// Distinct strings, ascending, where at least half of all repeat another.
  private static func dictionary(of strings: [[UInt8]]) -> [[UInt8]]? {
    var distinct: Set<[UInt8]> = []
    // Neighbours are mostly the same where many are, and a comparison is cheaper than a hash.
    var last: [UInt8]?
    for string in strings where string != last {
      last = string
      distinct.insert(string)
      guard distinct.count * 2 <= strings.count else { return nil }
    }
    return distinct.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Where each string stands in a dictionary that holds all of them.
  private static func places(of strings: [[UInt8]], in dictionary: [[UInt8]]) -> [Int64] {
    guard let first = dictionary.first else { return [] }
    var index: [[UInt8]: Int64] = [:]
    for (position, entry) in dictionary.enumerated() { index[entry] = Int64(position) }
    var last = (string: first, place: Int64(0))
    return strings.map { string in
      if string != last.string { last = (string, index[string] ?? 0) }
      return last.place
    }
  }

  private static func encodeEntries(
    _ strings: [[UInt8]], isText: Bool, into draft: inout Draft
  ) -> UInt8 {
    if isText, let numbers = numbers(strings) {
      draft.append(byte: UInt8(strings[0].count))
      IntegerStream.encode(numbers, into: &draft)
      return digitsFlag
    }
    IntegerStream.encode(strings.map { Int64($0.count) }, into: &draft)
    draft.cut()
    for string in strings { draft.append(raw: string) }
    draft.cut()
    return 0
  }

  private static func decodeEntries(
    _ reader: inout ColumnReader, count: Int, code: UInt8
  ) throws(WireError.ColumnFault) -> [[UInt8]] {
    if code & digitsFlag != 0 {
      let length = try reader.byte()
      guard (1...UInt8(digits)).contains(length) else { throw .encoding(length) }
      var strings: [[UInt8]] = []
      for number in try IntegerStream.decode(&reader, count: count) {
        strings.append(try text(of: number, length: Int(length)))
      }
      return strings
    }
    var strings: [[UInt8]] = []
    let lengths = try IntegerStream.decode(&reader, count: count)
    strings.reserveCapacity(count)
    for length in lengths {
      guard length >= 0, length <= Int64(Limits.valueBytes) else { throw .number(length) }
      strings.append(Array(try reader.raw(Int(length))))
    }
    return strings
  }

  /// The strings as integers, if all are decimal digits of one length.
  private static func numbers(_ strings: [[UInt8]]) -> [Int64]? {
    guard let length = strings.first?.count, (1...digits).contains(length) else { return nil }
    var numbers: [Int64] = []
    numbers.reserveCapacity(strings.count)
    for string in strings {
      guard string.count == length else { return nil }
      var number: Int64 = 0
      for byte in string {
        guard (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int64(byte - 0x30)
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func text(
    of number: Int64, length: Int
  ) throws(WireError.ColumnFault) -> [UInt8] {
    guard number >= 0 else { throw .number(number) }
    var rest = number
    var digits = [UInt8](repeating: 0x30, count: length)
    for position in stride(from: length - 1, through: 0, by: -1) {
      digits[position] = UInt8(0x30 + rest % 10)
      rest /= 10
    }
    guard rest == 0 else { throw .number(number) }
    return digits
  }
}
