/// A field as the bytes of its record have it, before its text is decoded.
struct RawField: Hashable {
  /// Three bytes.
  var tag: [UInt8]
  /// Its content within the record, without terminators.
  var range: Range<Int>
}

/// One entry of a directory: a tag, and what it claims of length and start.
struct DirectoryEntry {
  static let length = 12

  let tag: [UInt8]
  let fieldLength: Int?
  let fieldStart: Int?

  init(_ bytes: ArraySlice<UInt8>) {
    tag = Array(bytes.prefix(3))
    fieldLength = bytes.dropFirst(3).prefix(4).decimalNumber
    fieldStart = bytes.dropFirst(7).prefix(5).decimalNumber
  }

  /// An entry that is not as it should be, for the field that it must mean.
  init(tag: [UInt8], for extent: Range<Int>, in data: FieldData) {
    self.tag = Array((tag + [UInt8](repeating: UInt8(ascii: "?"), count: 3)).prefix(3))
    fieldLength = data.offset(extent.upperBound) - data.offset(extent.lowerBound)
    fieldStart = data.offset(extent.lowerBound)
  }

  /// The bytes that the entry names, terminator included, if a field begins and ends there.
  func extent(in data: FieldData) -> Range<Int>? {
    guard let fieldLength, let fieldStart, fieldLength > 0,
      let start = data.position(fieldStart), let end = data.position(fieldStart + fieldLength),
      data.bytes[end - 1] == 0x1e,
      start == data.range.lowerBound || data.bytes[start - 1] == 0x1e
    else { return nil }
    return start..<end
  }
}

/// The data after a directory: fields, each ended by 0x1E.
struct FieldData {
  let bytes: [UInt8]
  /// From the base address to the record terminator, which is outside.
  let range: Range<Int>
  /// Where each character begins, and the end, if the directory counts characters.
  private let characters: [Int]?

  init(bytes: [UInt8], base: Int, countsCharacters: Bool) {
    let end = bytes.last == 0x1d ? bytes.count - 1 : bytes.count
    self.bytes = bytes
    range = base..<max(end, base)
    characters =
      countsCharacters ? range.filter { bytes[$0] & 0xc0 != 0x80 } + [range.upperBound] : nil
  }

  /// Where in `bytes` an offset of the directory points; nil past the end.
  func position(_ offset: Int) -> Int? {
    if let characters { return characters.indices.contains(offset) ? characters[offset] : nil }
    return offset <= range.count ? range.lowerBound + offset : nil
  }

  /// The offset by which the directory would name a position.
  func offset(_ position: Int) -> Int {
    guard let characters else { return position - range.lowerBound }
    var low = 0
    var high = characters.count
    while low < high {
      let middle = (low + high) / 2
      if characters[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The fields as their terminators part them, terminators included.
  func chunks() -> [Range<Int>] { chunks(range) }

  /// The same for a part of the data.
  func chunks(_ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: 0x1e).map { $0 + 1 }
      result.append(start..<(end ?? range.upperBound))
      start = end ?? range.upperBound
    }
    return result
  }

  /// Without the terminators at its end, of which some systems write two.
  func content(_ extent: Range<Int>) -> Range<Int> {
    var end = extent.upperBound
    while end > extent.lowerBound, bytes[end - 1] == 0x1e { end -= 1 }
    return extent.lowerBound..<end
  }
}

/// A directory as read at one of the places where it may end.
struct ISO2709Directory {
  private(set) var entries: [DirectoryEntry] = []
  private(set) var extents: [Range<Int>?] = []
  let data: FieldData
  let countsCharacters: Bool
  /// Bytes that belong to no entry.
  private(set) var strayBytes = 0
  /// The tags as which entries were read that lost or gained bytes.
  private(set) var damaged: [String] = []
  /// Entries whose numbers have more digits than the format gives them.
  private(set) var overlongEntries = 0

  var fittingEntries: Int { extents.count { $0 != nil } }

  /// Reads the directory in `bytes` before `base`.
  init(_ bytes: [UInt8], base: Int, countsCharacters: Bool = false) {
    data = FieldData(bytes: bytes, base: base, countsCharacters: countsCharacters)
    self.countsCharacters = countsCharacters
    let directory = bytes[LeaderShape.length..<max(base - 1, LeaderShape.length)]
    if directory.count.isMultiple(of: DirectoryEntry.length) {
      var position = directory.startIndex
      while position < directory.endIndex {
        entries.append(Self.entry(directory, at: position))
        position += DirectoryEntry.length
      }
    } else {
      realign(directory)
    }
    extents = entries.map { [data] in $0.extent(in: data) }
    let listed = extents.reduce(0) { $0 + ($1?.count ?? 0) }
    if listed > data.range.count { separate() }
  }

  /// Entries that together name more bytes than there are name some twice. Those that span several
  /// fields are not believed, and of two for one field the first is: a short record must not become
  /// a thousand copies of itself.
  private mutating func separate() {
    var starts: Set<Int> = []
    for (index, extent) in extents.enumerated() {
      guard let extent else { continue }
      let isOneField = data.bytes[extent].firstIndex(of: 0x1e) == extent.upperBound - 1
      if !isOneField || !starts.insert(extent.lowerBound).inserted { extents[index] = nil }
    }
  }

  private static func entry(_ directory: ArraySlice<UInt8>, at position: Int) -> DirectoryEntry {
    DirectoryEntry(directory[position...].prefix(DirectoryEntry.length))
  }

  /// Reads entries of which some are longer or shorter than they should be. An entry is where one
  /// points at a field exactly; what is between two of those stands for the fields between theirs.
  private mutating func realign(_ directory: ArraySlice<UInt8>) {
    var position = directory.startIndex
    var previousEnd = data.range.lowerBound
    while position < directory.endIndex {
      let fitting = (position..<directory.endIndex).first { candidate in
        candidate + DirectoryEntry.length <= directory.endIndex
          && Self.entry(directory, at: candidate).extent(in: data) != nil
      }
      let end = fitting ?? directory.endIndex
      let entry = Self.entry(directory, at: end)
      let extent = entry.extent(in: data)
      let nextStart = max(extent?.lowerBound ?? data.range.upperBound, previousEnd)
      readDamaged(directory[position..<end], data.chunks(previousEnd..<nextStart))
      position = end
      if let extent {
        entries.append(entry)
        position += DirectoryEntry.length
        // Never back again, or a directory in disorder would have the same fields looked through
        // for each of its entries.
        previousEnd = max(previousEnd, extent.upperBound)
      }
    }
  }

  /// Reads what is left of some entries, for the fields that they must mean. Where the digits of a
  /// field's length and start are whole, what is before them is its tag; the first tag is where the
  /// last good entry ends. A tag that is not certain becomes "???": the field is kept, and nobody
  /// takes it for another.
  private mutating func readDamaged(_ bytes: ArraySlice<UInt8>, _ fields: [Range<Int>]) {
    if bytes.isEmpty { return }
    if bytes.count == fields.count * DirectoryEntry.length {
      for index in 0..<fields.count {
        entries.append(Self.entry(bytes, at: bytes.startIndex + index * DirectoryEntry.length))
      }
      return
    }
    if readOverlong(bytes, fields) { return }
    guard bytes.count >= fields.count * 8, !fields.isEmpty else {
      strayBytes += bytes.count
      return
    }
    var rest = bytes
    var unfound = 0
    for (index, field) in fields.enumerated() {
      var tag = index == 0 ? Array(bytes.prefix(3)) : []
      // A search for what is lost ends soon: entries that far off are not certain anyway.
      let nearby = rest.prefix(unfound < 8 ? 10 * DirectoryEntry.length : 0)
      if let found = nearby.firstRange(of: digits(of: field)) {
        let before = rest[..<found.lowerBound]
        if before.count == 3 + unfound * DirectoryEntry.length {
          tag = Array(before.suffix(3))
        } else if before.count == 2, unfound == 0 {
          tag = Array(before)
          // Programs that take tags for numbers eat the zero of a control field's.
          let isControl = tag[0] == 0x30 && !data.bytes[field].contains(0x1f)
          tag.insert(isControl ? 0x30 : UInt8(ascii: "?"), at: 0)
        } else {
          tag = []
        }
        rest = rest[found.upperBound...]
        unfound = 0
      } else {
        unfound += 1
      }
      let entry = DirectoryEntry(tag: tag, for: field, in: data)
      entries.append(entry)
      damaged.append(String(decoding: entry.tag, as: UTF8.self))
    }
  }

  /// What the entry of a field should say after its tag.
  private func digits(of field: Range<Int>) -> [UInt8] {
    let start = data.offset(field.lowerBound)
    let count = data.offset(field.upperBound) - start
    return Array((count.padded(4) + start.padded(5)).utf8)
  }

  /// Reads entries that are right except that a length or a start needed one more digit, as naive
  /// programs write them for fields beyond 9,999 and records beyond 99,999 bytes.
  private mutating func readOverlong(_ bytes: ArraySlice<UInt8>, _ fields: [Range<Int>]) -> Bool {
    var rest = bytes
    var found: [DirectoryEntry] = []
    for field in fields {
      let digits = digits(of: field)
      guard rest.dropFirst(3).starts(with: digits) else { return false }
      found.append(DirectoryEntry(tag: Array(rest.prefix(3)), for: field, in: data))
      rest = rest.dropFirst(3 + digits.count)
    }
    guard rest.isEmpty, !found.isEmpty else { return false }
    entries += found
    overlongEntries += found.count
    return true
  }
}

extension Int {
  /// In decimal, with zeros in front.
  func padded(_ count: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(count - digits.utf8.count, 0)) + digits
  }
}
