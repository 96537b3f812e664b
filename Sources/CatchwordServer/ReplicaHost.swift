import Catchword
import CatchwordCore

/// Owns the replica: the one place where the server touches it, one call at a time.
///
/// SQLite blocks, so the actor has a queue of its own and never occupies a thread of the pool that
/// the event loops' tasks run on. No call holds the replica's lock longer than one transaction.
actor ReplicaHost {
  private let executor = ReplicaExecutor()
  private let directory: String
  private var replica: Replica

  init(replicaAt directory: String) throws {
    self.directory = directory
    replica = try Replica.open(at: directory)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  var branch: String { replica.branch }

  func isAuthorized(bearer: String) -> Bool { replica.isAuthorized(bearer: bearer) }

  func answer(_ hello: Hello) throws -> Hello { try live { try $0.answer(hello) } }

  func answer(_ have: Have) throws -> Have { try live { try $0.answer(have) } }

  func standing() throws -> Have { try live { try $0.standing() } }

  func sealIfDue() throws { try live { try $0.sealIfDue() } }

  /// Another process of the directory may have begun a new writer: then the replica is opened again,
  /// and what was asked is done by the new one. A request is idempotent, so doing it again is safe.
  private func live<Answer>(_ body: (Replica) throws -> Answer) throws -> Answer {
    do {
      return try body(replica)
    } catch  where Replica.isOutlived(by: error) {
      replica = try Replica.open(at: directory)
      return try body(replica)
    }
  }

  /// A segment that the replica refused, by the log that it says it is of.
  struct RefusedSegment: Sendable {
    /// Nil where not even that can be read.
    let log: LogName?
    let code: String
    let sentence: String
  }

  /// - Returns: those that were refused; the others are durable or wait for others.
  func receive(_ segments: [[UInt8]]) throws -> [RefusedSegment] {
    let receptions = try live { try $0.receive(all: segments) }
    return zip(segments, receptions).compactMap { segment, reception in
      guard case .failure(let refusal) = reception else { return nil }
      let log = (try? SegmentLabel(headerOf: segment)).map { LogName($0.log) }
      return RefusedSegment(log: log, code: refusal.code, sentence: refusal.sentence)
    }
  }

  /// Some of what is wanted, and what is still wanted after it.
  struct Batch: Sendable {
    var segments: [[UInt8]] = []
    var rest: [Want] = []
  }

  /// Takes segments in order of urgency until a batch is full; always at least one where any is
  /// left, so that repeating until `rest` is empty comes to an end.
  func batch(of wants: [Want]) throws -> Batch { try live { try batch(of: wants, from: $0) } }

  private func batch(of wants: [Want], from replica: Replica) throws -> Batch {
    var batch = Batch()
    var bytes = 0
    var after: Int64 = 0
    for (index, want) in wants.enumerated() {
      do {
        after = want.after
        try replica.segments(for: [want]) { segment in
          if bytes >= ServerLimits.fetchBatchBytes { throw BatchIsFull() }
          let last = try SegmentLabel(headerOf: segment).last
          batch.segments.append(segment)
          bytes += segment.count
          after = last
        }
      } catch is BatchIsFull {
        batch.rest = [Want(log: want.log, after: after)] + wants[(index + 1)...]
        return batch
      }
    }
    return batch
  }

  /// Leaves the replica's own iteration; never seen outside.
  private struct BatchIsFull: Error {}
}
