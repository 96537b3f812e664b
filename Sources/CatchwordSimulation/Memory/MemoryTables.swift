import CatchwordCore
import CatchwordStore

/// What stands folded for one subject.
struct MemoryFold: Sendable {
  var derivation: Derivation
  /// What it adds to the derived digest, as last summed.
  var summed = Digest.empty
  var isUnsummed = false
}

/// Where an operation comes from: its commit's place and what it had seen.
struct MemoryOrigin {
  let stamp: Stamp
  let past: CausalPast
  let sequence: Int64
  let staff: String
  let offset: ClockOffset
}

/// The state that a replica's logs make: records, facts, and what is folded from them.
///
/// Digests are sums that are brought up to date when somebody asks: a record that ten commits
/// changed is hashed once.
struct MemoryTables: Sendable {
  private var records: [RecordShelf] = []
  private var facts: [FactShelf] = []
  /// Places in `records` and `facts` by kind; −1 for none.
  private var recordPlaces = [Int](repeating: -1, count: Limits.kinds + 1)
  private var factPlaces = [Int](repeating: -1, count: Limits.kinds + 1)
  private(set) var folds: [Subject: MemoryFold] = [:]
  /// Subjects with review items.
  private(set) var reviewed: Set<Subject> = []
  /// Subjects that changes touched since they were last folded.
  var pending: Set<Subject> = []
  private var unsummedFolds: [Subject] = []
  private var laneDigests = [Digest](repeating: .empty, count: Lane.allCases.count)
  private var derivedDigest = Digest.empty

  init(_ schema: Schema) {
    for kind in schema.kinds {
      if kind.isFact {
        addFacts(kind.number, kind)
      } else {
        addRecords(kind.number, kind.lane, kind)
      }
    }
  }

  // MARK: Reading

  var allRecords: [RecordShelf] { records }
  var allFacts: [FactShelf] { facts }

  /// - Returns: nil for a kind that no schema and no commit named.
  func records(of kind: Int) -> RecordShelf? {
    recordPlaces[kind] >= 0 ? records[recordPlaces[kind]] : nil
  }

  func record(_ kind: Int, _ id: RecordID) -> RecordView? {
    recordPlaces[kind] >= 0 ? records[recordPlaces[kind]].view(id) : nil
  }

  func views(_ kind: Int, where field: Int, is value: Value) -> [RecordView] {
    recordPlaces[kind] >= 0 ? records[recordPlaces[kind]].views(where: field, is: value) : []
  }

  func fact(_ kind: Int, _ id: RecordID) -> PlacedFact? {
    factPlaces[kind] >= 0 ? facts[factPlaces[kind]][id] : nil
  }

  func facts(_ kind: Int, where field: Int, is value: Value) -> [PlacedFact] {
    factPlaces[kind] >= 0 ? facts[factPlaces[kind]].facts(where: field, is: value) : []
  }

  func facts(_ kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>) -> [PlacedFact] {
    guard factPlaces[kind] >= 0 else { return [] }
    return facts[factPlaces[kind]].facts.filter {
      $0.stamp.dot.writer == writer && numbers.contains($0.stamp.dot.number)
    }.sorted { $0.id < $1.id }
  }

  func hasFact(_ kind: Int, _ id: RecordID) -> Bool {
    factPlaces[kind] >= 0 && facts[factPlaces[kind]].contains(id)
  }

  // MARK: Applying

  /// Applies an operation of a commit whose past in the lane is applied already.
  mutating func apply(
    _ operation: Operation, _ origin: MemoryOrigin, _ changes: inout [Change]
  ) {
    if operation.action == .fact {
      if factPlaces[operation.kind] < 0 { addFacts(operation.kind, nil) }
      let fact = PlacedFact(
        id: operation.record, kind: operation.kind,
        values: operation.values.filter { !$0.value.isNull }, stamp: origin.stamp,
        sequence: origin.sequence, past: origin.past, staff: origin.staff, offset: origin.offset)
      changes += facts[factPlaces[operation.kind]].merge(fact, operation)
    } else {
      if recordPlaces[operation.kind] < 0 { addRecords(operation.kind, origin.past.lane, nil) }
      let arrival = Arrival(stamp: origin.stamp, past: origin.past, keeps: operation.keeps)
      changes.append(records[recordPlaces[operation.kind]].apply(operation, arrival))
    }
  }

  /// Moves what one of the own commits stamped to the offset that it was sealed with.
  mutating func restamp(
    _ commit: Commit, _ dot: Dot, from old: ClockOffset, to offset: ClockOffset,
    _ changes: inout [Change]
  ) {
    let time = commit.clock.wallSeconds &+ offset.seconds
    for operation in commit.operations {
      if operation.action == .fact {
        facts[factPlaces[operation.kind]]
          .restamp(operation.record, of: dot, time: time, offset)
        changes.append(Change(operation: operation))
      } else if old.seconds != offset.seconds {
        let before = records[recordPlaces[operation.kind]]
          .restamp(operation.record) { $0.restamped(dot, time: time) }
        guard let before else { continue }
        let fields = operation.values.map { FieldValue($0.field, before.shown($0.field)) }
        changes.append(Change(operation: operation, before: fields))
      }
    }
  }

  private mutating func addRecords(_ number: Int, _ lane: Lane, _ kind: Kind?) {
    recordPlaces[number] = records.count
    records.append(RecordShelf(number, lane: lane, schema: kind))
  }

  private mutating func addFacts(_ number: Int, _ kind: Kind?) {
    factPlaces[number] = facts.count
    facts.append(FactShelf(number, schema: kind))
  }

  // MARK: Folding

  /// Replaces what stands folded for a subject.
  mutating func set(_ derivation: Derivation, for subject: Subject) {
    let columns = derivation.columns
    let isNothing =
      columns.isEmpty && derivation.rows.isEmpty && derivation.reviews.isEmpty
      && derivation.document == nil
    if isNothing, folds[subject] == nil { return }
    if case .record(let kind, let id) = subject, recordPlaces[kind] >= 0 {
      records[recordPlaces[kind]].setDerived(columns, id)
    }
    if derivation.reviews.isEmpty {
      reviewed.remove(subject)
    } else {
      reviewed.insert(subject)
    }
    var fold = folds[subject] ?? MemoryFold(derivation: derivation)
    fold.derivation = derivation
    if !fold.isUnsummed {
      fold.isUnsummed = true
      unsummedFolds.append(subject)
    }
    folds[subject] = fold
  }

  // MARK: Digests

  mutating func digests(_ hashing: Hashing) -> (lanes: [Digest], derived: Digest) {
    for index in records.indices {
      let place = Int(records[index].lane.rawValue)
      records[index].sum(into: &laneDigests[place], hashing)
    }
    for subject in unsummedFolds {
      guard var fold = folds[subject] else { continue }
      derivedDigest.subtract(fold.summed)
      fold.summed = fold.derivation.digest(subject, hashing)
      derivedDigest.add(fold.summed)
      fold.isUnsummed = false
      folds[subject] = fold
    }
    unsummedFolds.removeAll(keepingCapacity: true)
    return (laneDigests, derivedDigest)
  }

  /// The digests as sums over all that stands, for comparison with those that were kept along.
  func digestsAnew(_ hashing: Hashing) -> (lanes: [Digest], derived: Digest) {
    var lanes = [Digest](repeating: .empty, count: Lane.allCases.count)
    for shelf in records {
      for row in shelf.rows {
        guard let bytes = row.state.canonicalBytes(id: row.id) else { continue }
        lanes[Int(shelf.lane.rawValue)].insert(hashing.sha256(bytes))
      }
    }
    var derived = Digest.empty
    for (subject, fold) in folds {
      derived.add(fold.derivation.digest(subject, hashing))
    }
    return (lanes, derived)
  }
}
