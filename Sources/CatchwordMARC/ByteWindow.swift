import Foundation

/// The part of a file that is in memory: from the first byte still needed to the last one read.
///
/// A catalog of a million records is some gigabytes; reading it must not cost that in memory, and a
/// mapped file would end the process when somebody pulls the stick out. All positions are offsets
/// in the file.
struct ByteWindow {
  let file: String
  private var bytes: [UInt8]
  /// Where in `bytes` the window begins; what is before it has been discarded.
  private var head = 0
  /// The file offset of the window's first byte.
  private(set) var start = 0
  private var source: FileHandle?
  private let readBytes: Int

  /// The file offset after the window's last byte.
  var end: Int { start + bytes.count - head }
  /// Whether `end` is the end of the file.
  var reachedEnd: Bool { source == nil }

  init(bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    readBytes = MARCLimits.readBytes
  }

  init(path: String, readBytes: Int = MARCLimits.readBytes) throws(MARCError) {
    file = (path as NSString).lastPathComponent
    self.readBytes = max(readBytes, 1)
    bytes = []
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .unreadable(file: file, reason: "there is no such file")
    }
    guard !isDirectory.boolValue else {
      throw .unreadable(file: file, reason: "it is a folder")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(file: file, reason: "permission denied")
    }
    source = handle
  }

  /// Reads on; false at the end of the file.
  mutating func fill() throws(MARCError) -> Bool {
    guard let source else { return false }
    if head > 0 {
      bytes.removeSubrange(0..<head)
      head = 0
    }
    let data: Data?
    do { data = try source.read(upToCount: readBytes) } catch {
      throw .unreadable(file: file, reason: "\(error)")
    }
    guard let data, !data.isEmpty else {
      self.source = nil
      return false
    }
    bytes.append(contentsOf: data)
    return true
  }

  /// Reads on until `offset` is within the window or its end; false if the file ends before it.
  mutating func reach(_ offset: Int) throws(MARCError) -> Bool {
    while end < offset { guard try fill() else { return false } }
    return true
  }

  /// Forgets what is before `offset`.
  mutating func discard(before offset: Int) {
    let count = min(max(offset - start, 0), bytes.count - head)
    head += count
    start += count
  }

  /// The byte at a file offset; nil outside of the window.
  subscript(offset: Int) -> UInt8? {
    offset >= start && offset < end ? bytes[head + offset - start] : nil
  }

  /// The bytes of a range of file offsets, as far as the window has them.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    let lower = min(max(range.lowerBound, start), end)
    let upper = min(max(range.upperBound, lower), end)
    return bytes[(head + lower - start)..<(head + upper - start)]
  }

  /// The file offset of the first `byte` in the window at or after `offset`.
  func firstIndex(of byte: UInt8, from offset: Int) -> Int? {
    let from = max(offset, start)
    guard from < end else { return nil }
    let index = head + from - start
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base + index, Int32(byte), buffer.count - index)
      else { return nil }
      return from + (UnsafeRawPointer(found) - (base + index))
    }
  }
}
