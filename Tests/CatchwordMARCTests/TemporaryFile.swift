import Foundation

@testable import CatchwordMARC

/// A file that is gone with its last reference.
final class TemporaryFile: Sendable {
  let path: String

  init(_ bytes: [UInt8], name: String = "records.mrc") throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("catchword-marc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    path = file.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  /// Reads the file; it stays until that is done.
  func everything() throws -> Everything { try Everything(path: path) }

  /// Reads the file that many bytes at a time.
  func readings(windowBytes: Int) throws -> [MARCReading] {
    var reader = try MARCReader(window: ByteWindow(path: path, readBytes: windowBytes))
    var readings: [MARCReading] = []
    while let reading = try reader.next() { readings.append(reading) }
    return readings
  }
}
