/// A record's bytes taken apart into leader and fields, with every repair that this needed.
///
/// Directories lie: they count characters instead of bytes, overflow their four digits, lose an
/// entry. The field terminators in the data do not, so wherever an entry does not point exactly at
/// a field, the fields are taken in order.
struct ISO2709Structure {
  let bytes: [UInt8]
  private(set) var fields: [RawField] = []
  private(set) var findings: [MARCFinding] = []
  /// Where the field data begin.
  private(set) var base = LeaderShape.length

  var data: ArraySlice<UInt8> { bytes[base...] }

  /// What 001 seems to say, to name a record by that is not read.
  var controlNumber: String? {
    let field = fields.first { $0.tag.elementsEqual("001".utf8) }
    let text = field.map { String(decoding: bytes[$0.range], as: UTF8.self).trimmingBlanks() }
    return text?.isEmpty == false ? text : nil
  }

  /// - Parameter bytes: at least a leader.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard let directory = chooseDirectory() else { return }
    base = directory.data.range.lowerBound
    if directory.strayBytes > 0 { findings.append(.directoryStray(directory.strayBytes)) }
    if directory.countsCharacters { findings.append(.directoryCountsCharacters) }
    if directory.overlongEntries > 0 {
      findings.append(.directoryOverlong(directory.overlongEntries))
    }
    if !directory.damaged.isEmpty { findings.append(.directoryDamaged(directory.damaged)) }
    let extents = resolve(directory)
    for (entry, extent) in zip(directory.entries, extents) {
      guard let extent else {
        drop(entry, directory)
        continue
      }
      fields.append(RawField(tag: entry.tag, range: directory.data.content(extent)))
    }
    reportUnlisted(extents, directory.data)
  }

  /// The directory before the declared base address and the one before the first field terminator
  /// are nearly always the same. Where they differ, the one that fits more fields is right.
  private mutating func chooseDirectory() -> ISO2709Directory? {
    let said = bytes[12..<17]
    var declared: Int?
    if let number = said.decimalNumber, number > LeaderShape.length, number <= bytes.count {
      declared = number
    }
    let rest = bytes[LeaderShape.length...]
    let found = rest.firstIndex(of: 0x1e).map { $0 + 1 }
    let count = ((found ?? declared ?? 0) - LeaderShape.length) / DirectoryEntry.length
    guard count <= MARCLimits.recordFields else {
      findings.append(.tooManyFields(count))
      return nil
    }
    if let found, found == declared {
      return countingCharacters(ISO2709Directory(bytes, base: found))
    }

    let byTerminator = found.map { ISO2709Directory(bytes, base: $0) }
    let byAddress = declared.map { ISO2709Directory(bytes, base: $0) }
    let chosen: ISO2709Directory?
    switch (byTerminator, byAddress) {
    case (let one?, let other?):
      chosen = other.fittingEntries > one.fittingEntries ? other : one
    case (let one, let other): chosen = one ?? other
    }
    if let base = chosen?.data.range.lowerBound {
      let text = String(decoding: said, as: UTF8.self)
      findings.append(
        base == declared
          ? .directoryUnterminated(base) : .baseAddressWrong(said: text, actual: base))
    }
    return chosen.map(countingCharacters)
  }

  /// The same directory read as one that counts characters, if that fits more fields.
  private func countingCharacters(_ directory: ISO2709Directory) -> ISO2709Directory {
    let data = bytes[directory.data.range]
    guard directory.fittingEntries < directory.entries.count, data.contains(where: { $0 >= 0x80 }),
      UTF8Text.isValid(data)
    else { return directory }
    let other = ISO2709Directory(
      bytes, base: directory.data.range.lowerBound, countsCharacters: true)
    return other.fittingEntries > directory.fittingEntries ? other : directory
  }

  /// The bytes of each entry's field; nil for an entry that fits none.
  private mutating func resolve(_ directory: ISO2709Directory) -> [Range<Int>?] {
    let unfit = directory.extents.indices.filter { directory.extents[$0] == nil }
    if unfit.isEmpty { return directory.extents }
    let tags = unfit.map { String(decoding: directory.entries[$0].tag, as: UTF8.self) }
    var chunks = directory.data.chunks()
    if chunks.count != directory.entries.count { chunks.removeAll { $0.count < 2 } }
    if chunks.count == directory.entries.count,
      let extents = inOrder(directory, chunks)
    {
      findings.append(.directoryWrong(tags, of: directory.entries.count))
      return extents
    }
    let extents = betweenAnchors(directory, chunks)
    let recovered = unfit.filter { extents[$0] != nil }
    if !recovered.isEmpty {
      let tags = recovered.map { String(decoding: directory.entries[$0].tag, as: UTF8.self) }
      findings.append(.directoryWrong(tags, of: directory.entries.count))
    }
    return extents
  }

  /// As many fields as entries: they belong together in the order in which the entries' starts
  /// say. Where lengths were counted in characters, an entry may fit the wrong field by accident,
  /// but not most of them; entries that are out of order must agree wherever they fit.
  private func inOrder(_ directory: ISO2709Directory, _ chunks: [Range<Int>]) -> [Range<Int>?]? {
    let starts = directory.entries.compactMap(\.fieldStart)
    let rises = zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
    if rises {
      let fitting = directory.extents.indices.filter { directory.extents[$0] != nil }
      let agreeing = fitting.count { directory.extents[$0] == chunks[$0] }
      return agreeing * 2 >= fitting.count ? chunks : nil
    }
    guard starts.count == directory.entries.count else { return nil }
    let order = directory.entries.indices.sorted { starts[$0] < starts[$1] }
    var extents = [Range<Int>?](repeating: nil, count: chunks.count)
    for (index, chunk) in zip(order, chunks) { extents[index] = chunk }
    let agrees = zip(directory.extents, extents).allSatisfy { $0 == nil || $0 == $1 }
    return agrees ? extents : nil
  }

  /// Entries that fit hold; between two of them, as many fields as entries belong together; what
  /// remains is taken where an entry's start is a field's.
  private func betweenAnchors(
    _ directory: ISO2709Directory, _ chunks: [Range<Int>]
  ) -> [Range<Int>?] {
    var extents = directory.extents
    var index = 0
    var previousEnd = directory.data.range.lowerBound
    while index < extents.count {
      if let anchor = extents[index] {
        previousEnd = anchor.upperBound
        index += 1
        continue
      }
      let next = extents[index...].firstIndex { $0 != nil } ?? extents.count
      let nextStart =
        (next < extents.count ? extents[next]?.lowerBound : nil) ?? directory.data.range.upperBound
      let first = Self.firstIndex(in: chunks, from: previousEnd)
      let free = chunks[first...].prefix { $0.upperBound <= nextStart }
      for (offset, gap) in (index..<next).enumerated() {
        if free.count == next - index {
          extents[gap] = free[free.startIndex + offset]
        } else if let start = directory.entries[gap].fieldStart,
          let address = directory.data.position(start)
        {
          let found = Self.firstIndex(in: chunks, from: address)
          if free.indices.contains(found), chunks[found].lowerBound == address {
            extents[gap] = chunks[found]
          }
        }
      }
      index = next
    }
    return extents
  }

  /// The index of the first field that begins at or after a position.
  private static func firstIndex(in chunks: [Range<Int>], from position: Int) -> Int {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].lowerBound < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func drop(_ entry: DirectoryEntry, _ directory: ISO2709Directory) {
    let tag = String(decoding: entry.tag, as: UTF8.self)
    let end = (entry.fieldStart ?? 0) + (entry.fieldLength ?? 0)
    let isPastEnd = directory.data.position(end) == nil
    findings.append(isPastEnd ? .fieldPastEnd(tag) : .fieldWithoutPlace(tag))
  }

  /// Says what lies in the data and belongs to no entry: text that would vanish.
  private mutating func reportUnlisted(_ extents: [Range<Int>?], _ data: FieldData) {
    let listed = extents.compactMap(\.self).sorted { $0.lowerBound < $1.lowerBound }
    var position = data.range.lowerBound
    for extent in listed {
      report(position..<max(extent.lowerBound, position), data)
      position = max(position, extent.upperBound)
    }
    report(position..<max(data.range.upperBound, position), data)
  }

  private mutating func report(_ gap: Range<Int>, _ data: FieldData) {
    let lost = bytes[gap].filter { $0 != 0x1e && !LeaderShape.isFiller($0) }
    if lost.isEmpty { return }
    let sample = String(decoding: bytes[gap], as: UTF8.self)
    findings.append(.dataUnlisted(gap.count, sample: sample))
  }
}
