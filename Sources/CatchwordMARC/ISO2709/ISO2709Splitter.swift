/// One record as it stands in the file.
struct ISO2709Extent {
  enum Ending { case terminator, nextLeader, endOfFile, tooLarge }

  /// From the leader to the end, terminator included; empty if the record is too large.
  var bytes: [UInt8] = []
  var offset: Int
  var ending: Ending
  /// The length that the leader says, if that is a number.
  var declaredLength: Int?
  /// Bytes before the leader that are neither record nor filler.
  var junk: Range<Int>
  /// For a record that is too large: the bytes passed over.
  var skippedBytes = 0
}

/// Cuts a file into records at their terminators. The length in the leader is taken when it points
/// at one; otherwise the terminator decides, because many systems count characters, or count
/// wrongly, and following such a length loses every record after it.
struct ISO2709Splitter {
  private var position = 0
  private(set) var fillerBytes = 0

  mutating func next(in window: inout ByteWindow) throws(MARCError) -> ISO2709Extent? {
    let fillerStart = position
    guard try skipFiller(in: &window) else { return nil }
    var extent = ISO2709Extent(
      offset: position, ending: .terminator, junk: position..<position)
    guard let terminator = try findTerminator(in: &window, &extent) else { return extent }

    locateLeader(in: window, &extent, notBefore: fillerStart, terminator: terminator)
    extent.declaredLength = window.slice(extent.offset..<extent.offset + 5).decimalNumber
    let end = try findEnd(in: &window, &extent, terminator: terminator)
    extent.bytes = Array(window.slice(extent.offset..<end))
    position = end
    window.discard(before: end)
    return extent
  }

  /// False at the end of the file.
  private mutating func skipFiller(in window: inout ByteWindow) throws(MARCError) -> Bool {
    while true {
      while let byte = window[position] {
        guard LeaderShape.isFiller(byte) else { return true }
        position += 1
        fillerBytes += 1
      }
      // Five blanks may yet turn out to be the start of a leader without a length.
      window.discard(before: position - 5)
      guard try window.fill() else { return false }
    }
  }

  /// The first terminator; nil if there is none, with `extent` saying why.
  private mutating func findTerminator(
    in window: inout ByteWindow, _ extent: inout ISO2709Extent
  ) throws(MARCError) -> Int? {
    var from = position
    while true {
      if let found = window.firstIndex(of: 0x1d, from: from) {
        guard found - position >= MARCLimits.recordBytes else { return found }
        extent.ending = .tooLarge
        extent.skippedBytes = found + 1 - position
        position = found + 1
        window.discard(before: position)
        return nil
      }
      from = window.end
      if from - position > MARCLimits.recordBytes { window.discard(before: from) }
      guard try window.fill() else { break }
    }
    let rest = window.end - position
    extent.ending = rest > MARCLimits.recordBytes ? .tooLarge : .endOfFile
    extent.skippedBytes = rest
    if extent.ending == .endOfFile { extent.bytes = Array(window.slice(position..<window.end)) }
    position = window.end
    return nil
  }

  /// Moves the start to where a leader is, if it is not where the filler ends.
  private mutating func locateLeader(
    in window: ByteWindow, _ extent: inout ISO2709Extent, notBefore limit: Int, terminator: Int
  ) {
    let start = extent.offset
    let looksRight = { (at: Int) in window.slice(at..<at + LeaderShape.length) }
    if LeaderShape.isLeader(looksRight(start)) { return }
    for blanks in 1...5 {
      let candidate = start - blanks
      guard candidate >= limit, window[candidate] == 0x20 else { break }
      if LeaderShape.isLeaderWithoutLength(looksRight(candidate)) {
        extent.offset = candidate
        extent.junk = candidate..<candidate
        fillerBytes -= blanks
        return
      }
    }
    let directoryEnd = window.slice(start..<terminator).firstIndex(of: 0x1e)
    let searchEnd = directoryEnd.map { start + $0 - window.slice(start..<terminator).startIndex }
    let last = (searchEnd ?? terminator) - LeaderShape.length
    guard start < last else { return }
    for candidate in start + 1...last where LeaderShape.isLeader(looksRight(candidate)) {
      extent.offset = candidate
      extent.junk = start..<candidate
      return
    }
  }

  /// The offset after the record.
  private mutating func findEnd(
    in window: inout ByteWindow, _ extent: inout ISO2709Extent, terminator: Int
  ) throws(MARCError) -> Int {
    let atTerminator = terminator + 1
    guard let declared = extent.declaredLength, declared > LeaderShape.length else {
      return atTerminator
    }
    let end = extent.offset + declared
    if end == atTerminator { return end }
    if end < atTerminator {
      // The terminator may be the next record's, if this one lost its own.
      guard window[end - 1] == 0x1e, isLeader(at: end, in: window) else { return atTerminator }
      extent.ending = .nextLeader
      return end
    }
    // A terminator inside a field: believed only if the length points at another one and no record
    // begins after the first.
    guard try window.reach(end), window[end - 1] == 0x1d else { return atTerminator }
    _ = try window.reach(end + LeaderShape.length)
    return isLeader(at: atTerminator, in: window) ? atTerminator : end
  }

  private func isLeader(at offset: Int, in window: ByteWindow) -> Bool {
    var start = offset
    while let byte = window[start], LeaderShape.isFiller(byte) { start += 1 }
    return LeaderShape.isLeader(window.slice(start..<start + LeaderShape.length))
  }
}
