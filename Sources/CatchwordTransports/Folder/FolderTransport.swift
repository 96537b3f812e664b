package import Catchword
package import CatchwordCore

/// A folder, share or stick where replicas meet without a dialogue, in the protocol's layout:
/// `network`, `segments/<writer>/<lane>/<first>-<last>-<hash>.seg`, `heads/<writer>`.
///
/// The folder speaks the session's language as a peer that folds nothing: it has no digests and a
/// frontier digest that equals nobody's, so a session always compares and never takes it for equal.
/// What is damaged in it counts as absent, for its log alone.
package final class FolderTransport: Transport {
  package let name: String
  package private(set) var traffic = Traffic()

  let folder: DurableFolder
  private let options: TransportOptions
  /// Whose folder it is, once it was greeted.
  private var network: ContentHash?
  private var index: FolderIndex?
  /// Logs that lead no further here, with the file that stops them.
  private var damage: [LogName: String] = [:]
  /// Ends of logs that were read and found whole.
  private var checked: Set<String> = []
  /// Places of segments of forked logs, by path.
  private var places: [String: SegmentPlace] = [:]

  package init(path: String, name: String, options: TransportOptions = .init()) {
    folder = DurableFolder(root: path)
    self.name = name
    self.options = options
  }

  package func greet(_ hello: Hello) throws -> Hello {
    try folder.expectPresent()
    try claim(for: hello.network)
    network = hello.network
    return Hello(
      format: hello.format, schemaVersion: hello.schemaVersion, network: hello.network,
      writer: WriterID(.zero), name: name, frontierDigest: .none, digests: Self.noDigests,
      wallSeconds: 0, isClockSynchronized: false)
  }

  package func compare(_ have: Have) throws -> Have {
    index = try FolderIndex(reading: folder)
    damage = [:]
    // What is damaged is merely absent: said to be paused, nobody would send it again.
    return Have(heads: try standing().heads, digests: Self.noDigests)
  }

  package func fetch(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws {
    let runs = try currentIndex().logs.keys.sorted().flatMap { try self.runs(of: $0) }
    for want in wants.sorted() {
      for run in runs where LogName(run.log) == want.log {
        try fetch(run.segments, after: max(want.after, run.after), receive: receive)
      }
    }
  }

  package func push(_ segments: [[UInt8]]) throws -> Have {
    _ = try currentIndex()
    var touched: Set<String> = []
    for segment in segments {
      try checkDeadline()
      let label: SegmentLabel
      do {
        label = try SegmentLabel(peeking: segment)
      } catch {
        throw TransportError.garbled(peer: name, detail: "a segment to be written is damaged")
      }
      if try store(segment, label) { touched.insert(Self.directory(of: label)) }
      index?.insert(label)
      checked.insert(label.path)
      let log = LogName(label.log)
      if damage[log] == label.path { damage[log] = nil }
    }
    for directory in touched.sorted() { try folder.sync(directory) }
    return try standing()
  }

  package func conclude(_ have: Have, head: SignedHead) throws {
    let path = "heads/\(head.writer)"
    if try folder.read(path, limit: FolderLimits.headBytes) == head.bytes { return }
    try folder.makeDirectory("heads")
    try folder.write(head.bytes, to: path)
    try folder.sync("heads")
    traffic.sentBytes += Int64(head.bytes.count)
  }

  /// What writers say of themselves here, ascending by writer; what does not verify is nobody's word
  /// and left out.
  ///
  /// - Precondition: the folder was greeted, so that it is known to be this network's.
  package func accounts() throws -> [HeadAccount] {
    guard let network else { preconditionFailure("accounts of a folder that was not greeted") }
    var accounts: [HeadAccount] = []
    for file in try folder.names(in: "heads", kind: .file) {
      guard let writer = WriterID(hex: file), writer.key.hex == file,
        let bytes = try folder.read("heads/\(file)", limit: FolderLimits.headBytes)
      else { continue }
      traffic.receivedBytes += Int64(bytes.count)
      if let account = try? HeadAccount.open(bytes, network: network, writer: writer) {
        accounts.append(account)
      }
    }
    return accounts
  }

  /// A log, or the trunk or an arm of one that forked here.
  private struct Run {
    let log: LogID
    /// The number after which it begins.
    let after: Int64
    let segments: [SegmentLabel]
  }

  /// The histories of a log, told apart by the headers of its segments; only where names alone cannot
  /// tell are files read.
  private func runs(of log: LogID) throws -> [Run] {
    let labels = try currentIndex().logs[log] ?? []
    guard try currentIndex().isForked(log) else {
      return [Run(log: log, after: 0, segments: labels)]
    }
    let found = try labels.compactMap { label -> SegmentPlace? in
      if let known = places[label.path] { return known }
      let place = try intactBytes(label).map { try SegmentPlace(headerOf: $0) }
      places[label.path] = place
      return place
    }
    return SegmentPlace.runs(of: log, found).sorted { $0.key < $1.key }.map { run, places in
      Run(
        log: run, after: (places.first?.label.first ?? 1) - 1, segments: places.map(\.label))
    }
  }

  /// Delivers one log's segments until the first gap; a damaged file is a gap.
  private func fetch(
    _ segments: [SegmentLabel], after: Int64, receive: ([UInt8]) throws -> Void
  ) throws {
    var covered = after
    for label in segments where label.last > after {
      try checkDeadline()
      if label.first > covered + 1 { return }
      guard let bytes = try intactBytes(label) else { continue }
      traffic.receivedBytes += Int64(bytes.count)
      try receive(bytes)
      covered = max(covered, label.last)
    }
  }

  /// - Returns: whether anything was written.
  private func store(_ segment: [UInt8], _ label: SegmentLabel) throws -> Bool {
    if try folder.read(label.path, limit: segment.count) == segment { return false }
    try folder.makeDirectory(Self.directory(of: label))
    try folder.write(segment, to: label.path)
    traffic.sentBytes += Int64(segment.count)
    return true
  }

  /// What lies here without a gap. The end of each log is read once, since what a stick that was
  /// pulled out damages is what was written last; the holder then writes it again.
  private func standing() throws -> Have {
    var heads: [LogName: Head] = [:]
    for log in try currentIndex().logs.keys.sorted() {
      if try currentIndex().isForked(log) {
        for run in try runs(of: log) {
          guard let end = run.segments.last else { continue }
          heads[LogName(run.log)] = Head(number: end.last, hash: end.shortHash)
        }
        continue
      }
      while let end = index?.end(of: log) {
        if try checked.contains(end.path) || intactBytes(end) != nil {
          heads[LogName(log)] = Head(number: end.last, hash: end.shortHash)
          break
        }
      }
    }
    let paused = damage.mapValues { path in
      "\(folder.full(path)) is damaged; whoever holds these commits should sync with it again"
    }
    return Have(heads: heads, digests: Self.noDigests, paused: paused)
  }

  /// The bytes of a file that is what its name says; else it leaves the index and is noted.
  private func intactBytes(_ label: SegmentLabel) throws -> [UInt8]? {
    let limit = Limits.segmentHeaderBytes + Limits.segmentPackedBytes + 1_024
    if let bytes = try folder.read(label.path, limit: limit),
      let inside = try? SegmentLabel(peeking: bytes), inside.path == label.path
    {
      checked.insert(label.path)
      return bytes
    }
    index?.remove(label)
    damage[LogName(label.log)] = label.path
    return nil
  }

  /// Reads whose folder this is, or makes it this network's.
  private func claim(for network: ContentHash) throws {
    if let bytes = try folder.read("network", limit: 256) {
      let owner = String(decoding: bytes.prefix(64), as: UTF8.self)
      guard owner != network.description else { return }
      guard Word256(hex: owner) != nil else {
        throw TransportError.file(
          path: folder.full("network"),
          detail: "it does not name a network; if the folder is yours, delete that file")
      }
      throw TransportError.file(
        path: folder.full("network"),
        detail: """
          the folder belongs to network \(owner.prefix(16)) and this replica \
          to network \(network.description.prefix(16)); use another folder
          """)
    }
    try folder.write(Array("\(network)\n".utf8), to: "network")
    try folder.sync("")
  }

  private func currentIndex() throws -> FolderIndex {
    if let index { return index }
    let read = try FolderIndex(reading: folder)
    index = read
    return read
  }

  private func checkDeadline() throws {
    if let deadline = options.deadline, .now >= deadline {
      throw TransportError.outOfTime(peer: name)
    }
  }

  private static func directory(of label: SegmentLabel) -> String {
    "segments/\(label.log.writer)/\(label.log.lane.name)"
  }

  private static let noDigests = StateDigests(lanes: [:], derived: .empty, derivingVersion: 0)
}
