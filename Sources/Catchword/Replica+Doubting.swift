import CatchwordCore
import CatchwordStore
import CatchwordSync
import CatchwordWire

/// Peers are witnesses: one that holds commits of this replica's own writer which are not here shows
/// that the replica was restored from an older copy, or copied whole. No file beside the database can
/// tell, where all of them are equally old.
///
/// From then on the replica is *in doubt*: it goes on working, and nothing of its own is sealed or
/// sent. The lost segments come back first, are kept aside, and tell which of the unsent commits the
/// other life has made too. Then a new writer begins, and only then they are merged like anybody's. The
/// calling side fetches them (`recall`); to the answering side the caller hands them back.
///
/// Where the witness breaks off and another peer comes first, the new writer begins with what is
/// known: then commits may stand twice, but none is lost.
extension Replica {
  /// Compares a peer's heads with what is held here, and falls into doubt where the peer holds more of
  /// this replica's own writer, or something else under its numbers.
  ///
  /// - Parameter peer: as people know it; empty where it did not say.
  /// - Returns: the peer's heads that no segment here ends with.
  func heed(_ theirs: Have, of peer: String) throws -> Set<LogName> {
    try readDoubt()
    let unknown = try unknown(theirs.heads)
    let own = unknown.filter { $0.writer == writer.short }
    #if Mutants
      if Planted.numberReusedAfterRestore.isAtWork { return unknown }
    #endif
    if !own.isEmpty {
      let heads = own.compactMap { name in theirs.heads[name].map { (name.lane, $0) } }
      try write(
        GuardFile.Doubt(peer: peer, heads: Dictionary(heads, uniquingKeysWith: { one, _ in one })))
    }
    return unknown
  }

  /// Which of a peer's heads no segment here ends with, whatever the peer calls its log.
  func unknown(_ heads: [LogName: Head]) throws -> Set<LogName> {
    try store.read { reader in
      let held = try reader.frontier().byShortName
      return Set(
        try heads.filter {
          try held[$0.key] != $0.value && !reader.holds($0.value, in: $0.key.lane)
        }
        .keys)
    }
  }

  /// Keeps an own segment aside that came back.
  ///
  /// - Returns: false where no more of them are taken before a new writer began.
  func recall(_ bytes: [UInt8]) throws -> Bool {
    let opened: OpenedSegment
    do {
      opened = try codec.inspect(bytes)
    } catch {
      throw ReceiveError(code: error.code, sentence: error.sentence)
    }
    guard opened.segment.log.writer == writer else { return true }
    let segment = ReturnedSegment(
      opened.segment, chainHash: opened.chainHash, hashing: hashing)
    return returned.append(segment, bytes)
  }

  /// Whether a witness has handed back all that it holds of these own logs and is not here.
  func hasReturned(_ unknown: Set<LogName>, of theirs: Have) -> Bool {
    returned.isFull
      || unknown.allSatisfy { name in
        guard name.writer == writer.short, let head = theirs.heads[name] else { return true }
        return returned.holds(head, of: LogID(writer: writer, lane: name.lane))
      }
  }

  /// Begins a new writer, seals what it wrote again, and merges what came back.
  ///
  /// - Returns: why segments that came back were refused at the door, a sentence each.
  @discardableResult
  func settleDoubt() throws -> [String] {
    guard let doubt else { return [] }
    try begin(
      as: SigningKey(raw: machine.entropy.bytes(32)), .witness, detail: doubt.peer,
      left: leftSoFar())
    let back = returned.bytes
    returned = ReturnedSegments()
    try seal()
    return try receive(all: back).compactMap { $0.refusal?.sentence }
  }
}
