import CatchwordCore

/// Which unsent commits are written again, and under which ids.
///
/// Where another life of the former writer sent commits of its own, the two lives share a beginning:
/// the history up to the copy. Commits of that beginning that the witness handed over come back with
/// its segments and are not written again. Others of the beginning, in lanes that the witness does
/// not hold so far, keep their ids: if they ever come back too, what is stated twice is one. The rest
/// was made after the copy, when the other life gave out the same numbers: it gets ids that are made of
/// the commit. There may be a third life that had the same commit and writes it again too.
///
/// A writer's history is one line over all its lanes, so one common commit shows that everything
/// before it is common; and what a common commit names was made with it or before it.
struct ReissuePlan {
  let former: WriterID
  let writer: WriterID
  /// By lane, the last number up to which the witness holds the very same commits.
  private(set) var common: [Lane: Int64] = [:]
  private(set) var commonCommits: Int64 = 0
  /// The last sequence of the shared beginning, as far as it is known.
  private(set) var sharedThrough: Int64 = 0
  /// New ids of records that the unsent commits made.
  private(set) var ids: [RecordID: RecordID] = [:]
  private(set) var introduction: (commit: Commit, run: Int64)
  /// Ids that stand in the shared beginning.
  private var sharedRecords: Set<RecordID> = []
  private let formerHeads: [LogID: Head]

  /// Expects the unsent commits to be taken out, and the state to be that of the rest.
  init(_ renewal: Renewal, former: WriterID, in tables: Tables) throws {
    self.former = former
    writer = renewal.writer
    formerHeads = try tables.logs().logs.filter {
      $0.key.writer == former && $0.value.number > 0
    }.mapValues(\.head)
    let record = RecordID(space: .writer(renewal.writer), number: 1)
    introduction = (
      Commit(
        number: 1, sequence: 1, clock: renewal.clock, staff: "",
        operations: [renewal.introduction(record)]),
      try tables.ownRun(renewal.offset)
    )
    // What is written first must not have seen more than what is written after it.
    if let first = try tables.unsent(after: 0) {
      let context = try tables.run(run(of: first, in: tables)).contextID
      introduction.run = try tables.intern(context: context, offset: renewal.offset)
    }
    guard renewal.identities == .rewritten else {
      sharedThrough = .max
      return
    }
    for lane in Lane.allCases {
      common[lane] = try commonEnd(lane, renewal.returned, in: tables)
    }
    try findShared(in: tables)
    try rename(in: tables)
  }

  func isCommon(_ unsent: UnsentCommit) -> Bool {
    unsent.commit.number <= common[unsent.lane] ?? 0
  }

  /// What the commit had seen, and the former writer's logs, which have become foreign.
  func run(of unsent: UnsentCommit, in tables: Tables) throws -> Int64 {
    let run = try tables.run(unsent.run)
    var context = run.context
    for (log, head) in formerHeads { context[log] = head }
    return try tables.intern(context: tables.intern(context), offset: run.offset)
  }

  // MARK: The shared beginning

  /// Walks the returned segments along the chain, as long as they say what the unsent commits say.
  private func commonEnd(
    _ lane: Lane, _ returned: [ReturnedSegment], in tables: Tables
  ) throws -> Int64 {
    let log = LogID(writer: former, lane: lane)
    var (number, hash) = (try tables.log(log).number, try tables.log(log).hash)
    for each in returned.filter({ $0.log == log })
      .sorted(by: { ($0.first, $0.chainHash) < ($1.first, $1.chainHash) })
    where each.first == number + 1 && each.previous == hash {
      for commit in each.commits {
        guard try tables.unsentHash(lane, number + 1) == commit else { return number }
        number += 1
      }
      hash = each.chainHash
    }
    return number
  }

  private mutating func findShared(in tables: Tables) throws {
    var named: Set<RecordID> = []
    try tables.eachUnsent { unsent in
      guard isCommon(unsent) else { return }
      commonCommits += 1
      sharedThrough = max(sharedThrough, unsent.commit.sequence)
    }
    var grows = sharedThrough > 0
    while grows {
      grows = false
      var found: Set<RecordID> = []
      try tables.eachUnsent { unsent in
        let isShared = isCommon(unsent) || unsent.commit.sequence <= sharedThrough
        for operation in unsent.commit.operations {
          if isShared {
            sharedRecords.insert(operation.record)
            named.insert(operation.record)
            named.formUnion(operation.values.compactMap(\.value.record))
          } else if isNew(operation.record), named.contains(operation.record),
            try !tables.isKnown(operation), found.insert(operation.record).inserted
          {
            sharedThrough = max(sharedThrough, unsent.commit.sequence)
            grows = true
          }
        }
      }
    }
  }

  /// Gives new ids to what was made after the shared beginning.
  private mutating func rename(in tables: Tables) throws {
    try tables.eachUnsent { unsent in
      guard !isCommon(unsent), unsent.commit.sequence > sharedThrough else { return }
      for operation in unsent.commit.operations
      where try isNew(operation.record) && !tables.isKnown(operation) {
        ids[operation.record] = RecordID.made(
          by: unsent.hash, of: former, number: operation.record.number, hashing: tables.hashing)
      }
    }
  }

  /// Whether an id of the former writer's stands in nothing that is looked at so far.
  private func isNew(_ id: RecordID) -> Bool {
    id.space == .writer(former) && ids[id] == nil && !sharedRecords.contains(id)
  }
}

/// Gives unsent commits their new numbers, in order.
struct ReissueWriting {
  private let plan: ReissuePlan
  private(set) var sequence: Int64 = 1
  private var numbers: [Lane: Int64] = [.members: 1]
  /// New numbers of the former writer's commits.
  private var renumbered: [Lane: [Int64: Int64]] = [:]
  private var runs: [Int64: Int64] = [:]

  init(_ plan: ReissuePlan) { self.plan = plan }

  mutating func run(of unsent: UnsentCommit, in tables: Tables) throws -> Int64 {
    if let known = runs[unsent.run] { return known }
    let run = try plan.run(of: unsent, in: tables)
    runs[unsent.run] = run
    return run
  }

  mutating func next(_ unsent: UnsentCommit) -> Commit {
    sequence += 1
    let number = numbers[unsent.lane, default: 0] + 1
    numbers[unsent.lane] = number
    renumbered[unsent.lane, default: [:]][unsent.commit.number] = number
    let old = unsent.commit
    return Commit(
      number: number, sequence: sequence, clock: old.clock, staff: old.staff,
      operations: old.operations.map { renamed($0, unsent.lane) })
  }

  private func renamed(_ operation: Operation, _ lane: Lane) -> Operation {
    let values = operation.values.map { each in
      guard case .record(let id) = each.value, let new = plan.ids[id] else { return each }
      return FieldValue(each.field, .record(new))
    }
    return Operation(
      operation.action, kind: operation.kind,
      record: plan.ids[operation.record] ?? operation.record, values: values,
      keeps: operation.keeps.map { renamed($0, lane) })
  }

  private func renamed(_ dot: Dot, _ lane: Lane) -> Dot {
    guard dot.writer == plan.former, let number = renumbered[lane]?[dot.number] else { return dot }
    return Dot(writer: plan.writer, number: number)
  }
}

extension Tables {
  /// Whether what an operation is about stands here already.
  func isKnown(_ operation: Operation) throws -> Bool {
    guard let row = try interning.find(operation.record) else { return false }
    if operation.action == .fact { return try fact(kind: operation.kind, row: row) != nil }
    return try load(kind: operation.kind, operation.record, row: row).state != nil
  }
}
