/// Which records of a kind people declared one, and which of them stands for the others.
///
/// A redirect leads from one record to the next; what is led to again and again from everywhere it
/// leads to itself is the end: one record, or a circle, of which the one with more items, then the
/// older, then the lesser id stands for all.
struct Merges: Sendable {
  let kind: Int
  let field: Int
  private let next: [OracleID: OracleID]
  private let survivors: [OracleID: OracleID]
  private let groups: [OracleID: [OracleID]]

  static let nobody = Merges()

  private init() {
    (kind, field, next, survivors, groups) = (0, 0, [:], [:], [:])
  }

  /// - Parameter items: how many living items name a record.
  init(_ records: Records, kind: Int, field: Int, items: (OracleID) -> Int) {
    self.kind = kind
    self.field = field
    var next: [OracleID: OracleID] = [:]
    for record in records.all(kind) {
      guard let target = record.shown(field).recordValue, target != record.key.id else { continue }
      next[record.key.id] = target
    }
    self.next = next
    let reached = { (start: OracleID) in
      var reached = [start]
      while let last = reached.last, let target = next[last], !reached.contains(target) {
        reached.append(target)
      }
      return reached
    }
    let since = { (id: OracleID) in
      (records.record(kind, id)?.registers ?? []).flatMap(\.siblings)
        .map { records.past.commits[$0.commit].time }.min() ?? .max
    }
    var survivors: [OracleID: OracleID] = [:]
    for id in Set(next.keys).union(next.values) {
      let there = reached(id)
      let ends = there.filter { end in reached(end).allSatisfy { reached($0).contains(end) } }
      survivors[id] = ends.min { a, b in
        let (x, y) = (items(a), items(b))
        if x != y { return x > y }
        return since(a) == since(b) ? a < b : since(a) < since(b)
      }
    }
    self.survivors = survivors
    groups = Dictionary(grouping: survivors.keys.sorted()) { survivors[$0] ?? $0 }
  }

  func survivor(of id: OracleID) -> OracleID { survivors[id] ?? id }

  /// Ascending, itself among them.
  func one(with id: OracleID) -> [OracleID] { groups[survivor(of: id)] ?? [id] }

  /// Each circle once, its members ascending; the circles by their first members.
  var circles: [[OracleID]] {
    var circles: Set<[OracleID]> = []
    for start in next.keys {
      var circle = [start]
      while let last = circle.last, let target = next[last], !circle.contains(target) {
        circle.append(target)
      }
      if let last = circle.last, next[last] == start { circles.insert(circle.sorted()) }
    }
    return circles.sorted { $0[0] < $1[0] }
  }
}
