/// What stands of one record when all deeds that were ever done to it are looked at together.
///
/// Nothing is applied one after another. A value, an addition or a deletion stands exactly if no
/// other deed takes its place, asked of every pair. Where care was needed:
/// - A later deed takes the place of what it had seen and does not keep. In one commit the later
///   operation does, and cannot keep: nobody had seen what was not yet written.
/// - What a deed claims to keep without having seen it is no keeping.
/// - A deletion takes the place of every deletion it had seen, and keeps none.
/// - An edit takes a deletion's place like a value's. So the record is back when somebody who knew
///   of the deletion writes to it, and dead still if he kept the deletion.
/// - A deletion is survived exactly if somewhere an edit was made and neither knew of the other:
///   whether the edit's own value still stands does not matter, for whatever took its place was
///   not known to the deletion either.
struct RecordStanding: Sendable {
  /// A value that stands in a register.
  struct Sibling: Sendable {
    let value: OracleValue
    let commit: Int
  }

  struct Tombstone: Sendable {
    let commit: Int
    let isSurvived: Bool
  }

  let key: RecordKey
  /// Ascending by field; the siblings in the order in which they are shown.
  let registers: [(field: Int, siblings: [Sibling])]
  /// Ascending by field; elements ascending by their form's bytes.
  let sets: [(field: Int, elements: [String])]
  /// Ascending by field.
  let counters: [(field: Int, sum: Int64)]
  /// Ascending by time, writer and number.
  let tombstones: [Tombstone]

  init(_ key: RecordKey, _ deeds: [Deed], _ past: Past) {
    let judge = DeedJudge(deeds: deeds, past: past)
    self.key = key
    registers = judge.fields(of: [.write]).map { ($0, judge.siblings($0)) }
    sets = judge.fields(of: [.add]).map { ($0, judge.elements($0)) }
      .filter { !$0.elements.isEmpty }
    counters = judge.fields(of: [.increment]).map { ($0, judge.sum($0)) }
    tombstones = judge.tombstones()
  }

  var isDead: Bool { tombstones.contains { !$0.isSurvived } }
  var survived: [Tombstone] { tombstones.filter(\.isSurvived) }

  func siblings(_ field: Int) -> [Sibling] {
    registers.first { $0.field == field }?.siblings ?? []
  }

  func shown(_ field: Int) -> OracleValue { siblings(field).first?.value ?? .null }

  func text(_ field: Int) -> [UInt8]? { shown(field).textValue }
}

/// Asks of every pair of deeds whether one takes the place of the other.
private struct DeedJudge {
  let deeds: [Deed]
  let past: Past

  func fields(of actions: Set<OracleOperation.Action>) -> [Int] {
    Set(
      deeds.filter { actions.contains($0.operation.action) }
        .flatMap { $0.operation.values.map(\.number) }
    ).sorted()
  }

  /// Whether `later` takes the place of what `earlier` left.
  private func replaces(_ later: Deed, _ earlier: Deed) -> Bool {
    if later.commit == earlier.commit { return later.place > earlier.place }
    return past.saw(later.commit, earlier.commit) && !keeps(later, earlier)
  }

  private func keeps(_ keeper: Deed, _ kept: Deed) -> Bool {
    keeper.operation.keeps.contains(past.dots[kept.commit])
      && past.saw(keeper.commit, kept.commit)
  }

  func siblings(_ field: Int) -> [RecordStanding.Sibling] {
    let writes = deeds.filter { $0.operation.action == .write && $0.value(field) != nil }
    let standing = writes.filter { write in !writes.contains { replaces($0, write) } }
    let isKept = { (deed: Deed) in standing.contains { self.keeps($0, deed) } }
    let ordered = standing.sorted { a, b in
      let (keptA, keptB) = (isKept(a), isKept(b))
      return keptA == keptB ? past.isLess(b.commit, a.commit) : keptB
    }
    return ordered.map { .init(value: $0.value(field) ?? .null, commit: $0.commit) }
  }

  func elements(_ field: Int) -> [String] {
    let touches = deeds.filter {
      ($0.operation.action == .add || $0.operation.action == .remove) && $0.value(field) != nil
    }
    let standing = touches.filter { addition in
      addition.operation.action == .add
        && !touches.contains {
          $0.value(field) == addition.value(field) && replaces($0, addition)
        }
    }
    let forms = Set(standing.map { Array(($0.value(field) ?? .null).form.utf8) })
    return forms.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Wraps around, as every replica must.
  func sum(_ field: Int) -> Int64 {
    deeds.filter { $0.operation.action == .increment }
      .reduce(0) { $0 &+ ($1.value(field)?.integerValue ?? 0) }
  }

  func tombstones() -> [RecordStanding.Tombstone] {
    let edits = deeds.filter { !$0.isDeletion }
    let deletions = deeds.filter(\.isDeletion)
    let standing = deletions.filter { deletion in
      let isReplaced = deletions.contains { other in
        other.commit == deletion.commit
          ? other.place > deletion.place : past.saw(other.commit, deletion.commit)
      }
      return !isReplaced && !edits.contains { replaces($0, deletion) }
    }
    return standing.sorted { past.isLess($0.commit, $1.commit) }.map { deletion in
      let isSurvived = edits.contains { edit in
        edit.commit != deletion.commit && !past.saw(deletion.commit, edit.commit)
          && !past.saw(edit.commit, deletion.commit)
      }
      return .init(commit: deletion.commit, isSurvived: isSurvived)
    }
  }
}
