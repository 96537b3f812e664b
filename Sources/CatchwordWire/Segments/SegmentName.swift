package import CatchwordCore

/// Where a segment lies in a folder, a bucket or on a stick (Protocol §3.5).
///
/// Computed from a header that was checked, never taken from a listing: a name that was read only
/// tells what to fetch.
package struct SegmentName: Hashable, Sendable, Comparable {
  package let log: LogID
  package let first: Int64
  package let last: Int64
  /// First eight bytes of the chain hash.
  package let hash: UInt64

  package init(log: LogID, first: Int64, last: Int64, hash: UInt64) {
    self.log = log
    self.first = first
    self.last = last
    self.hash = hash
  }

  /// `segments/<writer>/<lane>/<first>-<last>-<hash>.seg`, relative to the root of the layout.
  package var path: String { "\(Self.folder(of: log))/\(file)" }

  package var file: String {
    "\(Self.hex(UInt64(bitPattern: first)))-\(Self.hex(UInt64(bitPattern: last)))"
      + "-\(Self.hex(hash)).seg"
  }

  /// - Throws: `WireError.badName` unless the text is exactly what `path` would give.
  package init(path: String) throws(WireError) {
    let parts = path.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
    guard parts.count == 4, let writer = WriterID(hex: String(parts[1]) ?? ""),
      let lane = Lane.allCases.first(where: { $0.name.utf8.elementsEqual(parts[2]) })
    else { throw .badName }
    try self.init(file: String(parts[3]) ?? "", log: LogID(writer: writer, lane: lane))
    guard self.path.utf8.elementsEqual(path.utf8) else { throw .badName }
  }

  /// - Throws: `WireError.badName` unless the text is exactly what `file` would give.
  package init(file: String, log: LogID) throws(WireError) {
    let bytes = Array(file.utf8)
    guard bytes.count == 16 * 3 + 2 + 4,
      let first = Self.word(bytes[0..<16]), let last = Self.word(bytes[17..<33]),
      let hash = Self.word(bytes[34..<50]), first >= 1, first <= last, last <= UInt64(Int64.max)
    else { throw .badName }
    self.init(log: log, first: Int64(first), last: Int64(last), hash: hash)
    guard self.file.utf8.elementsEqual(bytes) else { throw .badName }
  }

  package static func folder(of log: LogID) -> String {
    "segments/\(log.writer.key.hex)/\(log.lane.name)"
  }

  package static func headPath(of writer: WriterID) -> String { "heads/\(writer.key.hex)" }

  /// The writer whose head object a file `heads/<writer>` would be; nil for any other file.
  package static func writer(ofHeadFile file: String) -> WriterID? {
    guard let writer = WriterID(hex: file), writer.key.hex.utf8.elementsEqual(file.utf8) else {
      return nil
    }
    return writer
  }

  package static func < (a: SegmentName, b: SegmentName) -> Bool {
    (a.log, a.first, a.last, a.hash) < (b.log, b.first, b.last, b.hash)
  }

  private static func hex(_ word: UInt64) -> String {
    var bytes: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
    }
    return bytes.hex
  }

  private static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
    [UInt8](hex: String(decoding: digits, as: UTF8.self))?.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
