import Catchword
import CatchwordCore
import CatchwordStore

/// One local transaction: what staff did, as at most one commit a lane.
extension MemoryState {
  /// Checks all operations, then applies all: what does not fit leaves no trace.
  ///
  /// - Parameter minted: the last number that was given out while the operations were planned.
  mutating func commit(
    _ operations: [Operation], minted: Int64, clock: ClockReading, staff: String,
    offset: ClockOffset, _ hashing: Hashing, _ changes: inout [Change]
  ) throws -> [Acknowledgement] {
    let drafts = try drafts(of: operations)
    let foreign = foreign
    var acknowledgements: [Acknowledgement] = []
    for (index, draft) in drafts.enumerated() {
      let log = own(draft.lane)
      let number = (ends[log] ?? 0) + 1
      let commit = Commit(
        number: number, sequence: sequence + Int64(index) + 1, clock: clock, staff: staff,
        operations: draft.operations)
      let dot = Dot(writer: writer, number: number)
      let origin = MemoryOrigin(
        stamp: Stamp(dot: dot, time: clock.wallSeconds &+ offset.seconds),
        past: CausalPast(dot: dot, lane: draft.lane, context: foreign),
        sequence: commit.sequence, staff: staff, offset: offset)
      for operation in draft.operations { tables.apply(operation, origin, &changes) }
      let hash = hashing.sha256(commit.canonicalBytes(log: log))
      tails[Int(draft.lane.rawValue)].append(
        MemoryTail(commit: commit, hash: hash, offset: offset))
      ends[log] = number
      acknowledgements.append(Acknowledgement(log: log, number: number, hash: hash))
    }
    self.minted = max(self.minted, minted)
    sequence += Int64(drafts.count)
    return acknowledgements.sorted { $0.log < $1.log }
  }

  private struct Draft {
    let lane: Lane
    var operations: [Operation]
  }

  /// By lane, in the order in which lanes were first written to.
  private func drafts(of operations: [Operation]) throws -> [Draft] {
    var drafts: [Draft] = []
    var stated: Set<RecordID> = []
    for operation in operations {
      let kind = try Staging.check(operation, schema)
      let operation = Staging.normalized(operation)
      if kind.isFact {
        let isNew = stated.insert(operation.record).inserted
        guard isNew, !tables.hasFact(kind.number, operation.record) else {
          throw StoreError.invalidOperation(
            kind: kind.name, field: "", reason: "fact \(operation.record) was stated before")
        }
      }
      if let index = drafts.firstIndex(where: { $0.lane == kind.lane }) {
        drafts[index].operations.append(operation)
      } else {
        drafts.append(Draft(lane: kind.lane, operations: [operation]))
      }
    }
    for draft in drafts { try checkSize(draft.operations) }
    return drafts
  }

  private func checkSize(_ operations: [Operation]) throws {
    let weight = operations.reduce(0) { $0 + $1.weight }
    guard operations.count <= Limits.commitOperations, weight <= Limits.commitBytes else {
      throw StoreError.limit(
        name: "bytes of one commit", value: weight, maximum: Limits.commitBytes)
    }
  }
}
