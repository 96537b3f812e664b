import CatchwordCore

/// Which arms of forked logs a piece of a log had seen, so that what it calls by a writer's name can be
/// told apart: a fact that another fact names, a value that a write keeps.
///
/// Only within the lane: a commit of another lane waits for nothing of this one, and what it names
/// would depend on what is here.
struct Meaning {
  /// The name under which the piece is read.
  let own: LogID
  /// Nil where it is no arm.
  let trunk: WriterID?
  /// By a run's writer: the arms beyond it that were seen, each with the last number seen of it.
  var arms: [WriterID: [(log: LogID, through: Int64)]] = [:]

  var isEmpty: Bool { trunk == nil && arms.isEmpty }
}

extension Tables {
  /// - Returns: nil where every name says all by itself.
  func meaning(of piece: Segment) throws -> Meaning? {
    guard try !logs().arms.isEmpty else { return nil }
    var meaning = Meaning(own: piece.log, trunk: try log(piece.log).root)
    var seen = piece.context.sorted.map { (log: $0.log, through: $0.head.number) }
    if meaning.trunk != nil { seen.append((piece.log, piece.last)) }
    for each in seen where each.log.lane == piece.log.lane {
      for ancestor in try lineage(of: each.log).dropFirst() {
        meaning.arms[ancestor.log.writer, default: []].append(each)
      }
    }
    return meaning.isEmpty ? nil : meaning
  }

  /// The operation as its commit meant it.
  func meant(_ operation: Operation, in commit: Commit, _ meaning: Meaning) throws -> Operation {
    var record = operation.record
    if operation.action == .fact, let trunk = meaning.trunk, record.space == .writer(trunk) {
      record = RecordID(space: .writer(meaning.own.writer), number: record.number)
    }
    return Operation(
      operation.action, kind: operation.kind, record: record,
      values: try operation.values.map { each in
        guard case .record(let id) = each.value else { return each }
        return FieldValue(each.field, .record(try meant(id, in: commit, meaning)))
      },
      keeps: try operation.keeps.map { try meant($0, before: commit.number, meaning) })
  }

  private func meant(_ id: RecordID, in commit: Commit, _ meaning: Meaning) throws -> RecordID {
    guard case .writer(let writer) = id.space, let arms = meaning.arms[writer] else { return id }
    let own = RecordID(space: .writer(meaning.own.writer), number: id.number)
    if writer == meaning.trunk,
      commit.operations.contains(where: { $0.action == .fact && $0.record == id })
    {
      return own
    }
    for arm in arms {
      let stated = RecordID(space: .writer(arm.log.writer), number: id.number)
      if try isStated(stated, in: arm.log, through: arm.through) { return stated }
    }
    return id
  }

  private func meant(_ dot: Dot, before number: Int64, _ meaning: Meaning) throws -> Dot {
    for arm in meaning.arms[dot.writer] ?? [] {
      let through = arm.log == meaning.own ? number - 1 : arm.through
      let base = try lineage(of: arm.log).dropFirst().first?.number ?? 0
      guard base < dot.number, dot.number <= through,
        try name(of: dot.number, in: arm.log) == arm.log
      else { continue }
      return Dot(writer: arm.log.writer, number: dot.number)
    }
    return dot
  }

  /// Whether an arm states a fact under an id of its space, no later than with a number.
  private func isStated(_ id: RecordID, in arm: LogID, through: Int64) throws -> Bool {
    guard let row = try interning.find(id) else { return false }
    for kind in factTables.kinds {
      if let dot = try fact(kind: kind, row: row)?.stamp.dot, dot.writer == arm.writer {
        return dot.number <= through
      }
    }
    let number = try connection.statement("SELECT number FROM unknown_fact WHERE id = ?")
      .first(.integer(row)) { $0.integer(0) }
    return number.map { $0 <= through } ?? false
  }
}
