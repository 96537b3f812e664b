import Catchword
import CatchwordCore

/// Which segments lie in a folder, by their names alone.
struct FolderIndex {
  /// Each log's segments, ascending by first number; of a forked log those of all its histories.
  private(set) var logs: [LogID: [SegmentLabel]] = [:]

  /// Reads the names below `segments/`. Whatever is not exactly a name that we would have computed
  /// is none of ours: leftovers, junk of the system, a stranger's files.
  init(reading folder: DurableFolder) throws {
    for writer in try folder.names(in: "segments", kind: .directory) {
      guard let id = WriterID(hex: writer), id.key.hex == writer else { continue }
      for lane in Lane.allCases {
        let directory = "segments/\(writer)/\(lane.name)"
        for file in try folder.names(in: directory, kind: .file) where file.hasSuffix(".seg") {
          guard let label = SegmentLabel(path: "\(directory)/\(file)") else { continue }
          logs[label.log, default: []].append(label)
        }
        guard logs.count <= Limits.knownLogs else {
          throw TransportError.file(
            path: folder.full("segments"),
            detail: "it names more logs than a network may have; use a folder of its own")
        }
      }
    }
    for log in logs.keys { logs[log]?.sort { ($0.first, $0.last) < ($1.first, $1.last) } }
  }

  mutating func insert(_ label: SegmentLabel) {
    let labels = logs[label.log] ?? []
    guard !labels.contains(where: { Self.isSame($0, label) }) else { return }
    let place = labels.lastIndex { $0.first <= label.first }.map { $0 + 1 } ?? 0
    logs[label.log, default: []].insert(label, at: place)
  }

  mutating func remove(_ label: SegmentLabel) {
    logs[label.log]?.removeAll { Self.isSame($0, label) }
  }

  /// Whether two segments of a log lie here that hold one number.
  func isForked(_ log: LogID) -> Bool {
    var covered: Int64 = 0
    for label in logs[log] ?? [] {
      if label.first <= covered { return true }
      covered = label.last
    }
    return false
  }

  /// The last segment up to which a log lies here without a gap; nil where its first is missing.
  func end(of log: LogID) -> SegmentLabel? {
    var end: SegmentLabel?
    for label in logs[log] ?? [] {
      let covered = end?.last ?? 0
      if label.first > covered + 1 { break }
      if label.last > covered { end = label }
    }
    return end
  }

  /// Within one log; paths would say the same and are costly to compute.
  private static func isSame(_ a: SegmentLabel, _ b: SegmentLabel) -> Bool {
    a.first == b.first && a.last == b.last && a.shortHash == b.shortHash
  }
}
