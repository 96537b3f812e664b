/// All facts of one kind in a history, those of circulation as a rule, and who had seen which.
struct Facts: Sendable {
  let past: Past
  /// Which patrons were merged: facts name them, and mean who stands for them.
  let patrons: Merges
  /// Ascending by id, each once.
  let all: [Fact]
  /// Facts about holds, ascending by id, each once.
  let holds: [Fact]
  /// Facts about orders, likewise.
  let orders: [Fact]
  /// What was said of clocks.
  let notes: ClockNotes

  /// A fact that two commits state, as when two branches import one file, counts in the copy whose
  /// dot is the lesser; in one commit the first counts.
  init(_ past: Past, kind: Int = LibraryKind.circulation, patrons: Merges = .nobody) {
    self.past = past
    self.patrons = patrons
    notes = ClockNotes(past)
    all = Facts.stated(kind, past, notes: notes).map { fact in
      var fact = fact
      fact.patron = fact.patron.map(patrons.survivor)
      return fact
    }
    holds = Facts.stated(LibraryKind.hold, past, notes: notes)
    orders = Facts.stated(LibraryKind.order, past, notes: nil)
  }

  /// - Parameter notes: nil for what does not go by clocks.
  static func stated(_ kind: Int, _ past: Past, notes: ClockNotes?) -> [Fact] {
    let goesByClocks = kind == LibraryKind.circulation || kind == LibraryKind.hold
    var copies: [OracleID: Fact] = [:]
    for (index, commit) in past.commits.enumerated() {
      for operation in commit.operations
      where operation.action == .fact && operation.kind == kind {
        let happened =
          kind == LibraryKind.hold
          ? HoldField.happened
          : kind == LibraryKind.order ? OrderField.happened : Fact.Field.happened
        let supposed = goesByClocks ? notes?.supposed(past.dots[index]) : nil
        let fact = Fact(
          operation, commit: index, in: past, happened: happened, supposed: supposed)
        if let other = copies[fact.id], other.dot <= fact.dot { continue }
        copies[fact.id] = fact
      }
    }
    return copies.values.sorted { $0.id < $1.id }
  }

  /// Whether `b` was known where and when `a` was stated. Of one writer's facts in one commit, the
  /// lesser id counts as known to the greater.
  func saw(_ a: Fact, _ b: Fact) -> Bool {
    guard past.isSameWriter(a.commit, b.commit) else { return past.saw(a.commit, b.commit) }
    return a.sequence == b.sequence ? b.id < a.id : b.sequence < a.sequence
  }

  func areConcurrent(_ a: Fact, _ b: Fact) -> Bool {
    a.id != b.id && !saw(a, b) && !saw(b, a)
  }

  /// G8: again and again the least by (time, writer, sequence, id) among those that have seen none
  /// of the facts still to be taken.
  func inOrder(_ facts: [Fact]) -> [Fact] {
    var waitsFor = facts.map { fact in facts.filter { $0.id != fact.id && saw(fact, $0) }.count }
    var rest = Array(facts.indices)
    var order: [Fact] = []
    while !rest.isEmpty {
      let free = rest.filter { waitsFor[$0] == 0 }
      // Where sights form a circle nobody is free; then time alone decides, so that even a history
      // that cannot be is judged.
      let choice = (free.isEmpty ? rest : free).min { isBefore(facts[$0], facts[$1]) }
      guard let choice else { break }
      rest.removeAll { $0 == choice }
      for index in rest where saw(facts[index], facts[choice]) { waitsFor[index] -= 1 }
      order.append(facts[choice])
    }
    return order
  }

  func isBefore(_ a: Fact, _ b: Fact) -> Bool {
    if a.statedAt != b.statedAt { return a.statedAt < b.statedAt }
    if a.dot.writer != b.dot.writer {
      return a.dot.writer.lexicographicallyPrecedes(b.dot.writer)
    }
    return a.sequence == b.sequence ? a.id < b.id : a.sequence < b.sequence
  }
}
