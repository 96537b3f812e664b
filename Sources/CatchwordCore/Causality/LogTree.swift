/// A segment's place in its log's chain.
public struct ChainLink: Hashable, Sendable {
  public let first: Int64
  public let last: Int64
  public let hash: ContentHash
  /// `ContentHash.none` for the first of a log.
  public let previous: ContentHash

  public init(first: Int64, last: Int64, hash: ContentHash, previous: ContentHash) {
    self.first = first
    self.last = last
    self.hash = hash
    self.previous = previous
  }
}

/// A log whose writer had several lives at once: a trunk, and arms where the histories part (R8).
///
/// Segments name the one before them, so the segments of one log form a tree. It is cut wherever two
/// segments follow one: what stands before is the trunk, or an arm, and each of the two begins an arm
/// of its own. An arm is a log like any other. Its *virtual writer* is named after its first segment,
/// so the cut depends only on the set of segments: whoever holds the same ones names them alike.
public enum LogTree {
  /// The virtual writer of the arm that begins with a segment.
  public static func arm(
    of log: LogID, startingWith hash: ContentHash, hashing: Hashing
  ) -> WriterID {
    var bytes = ByteWriter()
    bytes.append(raw: Array("catchword fork\0".utf8))
    bytes.append(raw: log.writer.key.bytes)
    bytes.append(byte: log.lane.rawValue)
    bytes.append(raw: hash.word.bytes)
    return WriterID(hashing.sha256(bytes.bytes).word)
  }

  /// Cuts a log's segments into its trunk and arms, each ascending.
  ///
  /// - Returns: only what hangs together with the beginning; a log that never forked gives itself.
  public static func runs(
    of log: LogID, _ links: some Sequence<ChainLink>, hashing: Hashing
  ) -> [LogID: [ChainLink]] {
    let following = Dictionary(grouping: Set(links)) { $0.previous }
      .mapValues { $0.sorted { $0.hash < $1.hash } }
    var runs: [LogID: [ChainLink]] = [:]
    // What follows a cut, and the number after which it does.
    var open: [(hash: ContentHash, number: Int64)] = [(.none, 0)]
    while let cut = open.popLast() {
      let starts = (following[cut.hash] ?? []).filter { $0.first == cut.number + 1 }
      let isTrunk = cut.hash == .none && starts.count == 1
      for start in starts {
        let writer = isTrunk ? log.writer : arm(of: log, startingWith: start.hash, hashing: hashing)
        var run = [start]
        while let next = onlyNext(after: run[run.count - 1], following) { run.append(next) }
        runs[LogID(writer: writer, lane: log.lane)] = run
        open.append((run[run.count - 1].hash, run[run.count - 1].last))
      }
    }
    return runs
  }

  private static func onlyNext(
    after link: ChainLink, _ following: [ContentHash: [ChainLink]]
  ) -> ChainLink? {
    let next = (following[link.hash] ?? []).filter { $0.first == link.last + 1 }
    return next.count == 1 ? next[0] : nil
  }
}
