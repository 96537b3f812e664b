import Catchword
import CatchwordCore
import CatchwordLibrary

/// Every commit that touches an item, its bib or its barcode, in the order in which it is folded:
/// who made it, when, what they had seen, and what became of it.
///
/// Commits are gathered from all reachable hosts, so it also tells what has not reached everybody.
package struct RecordHistory {
  package struct Entry {
    package let name: CommitName
    let commit: Commit
    /// A fork gives one name to two commits.
    let hash: ContentHash
    /// Seconds since 1970, corrected: what it is ordered by.
    package let time: Int64
    let context: Context
    /// A sentence each for the operations that touch the record.
    package let words: [String]
    let facts: [RecordID]
    /// Who made it and when, by the simulator's own account; nil where nobody was told it is saved.
    package let acknowledged: Acknowledged?
    /// Whether it was there before time began.
    let isFounding: Bool
    /// Places in the history, from 0, of what it had seen and of what it had not.
    package var seen: [Int] = []
    package var unseen: [Int] = []
    /// What the fold says of it.
    package var decisions: [String] = []

    /// Whether it bears another name now than the one under which it was saved.
    var isRewritten: Bool { acknowledged.map { $0.hash != hash } ?? false }

    func hasSeen(_ other: Entry) -> Bool {
      let dot = Dot(writer: other.name.log.writer, number: other.name.number)
      return dot.writer == name.log.writer
        ? other.commit.sequence < commit.sequence : context.covers(dot, in: other.name.log.lane)
    }
  }

  package let barcode: String
  package private(set) var entries: [Entry] = []
  /// What the fold says that is of no commit in particular, and how the item stands now.
  package private(set) var standing: [String] = []
  package private(set) var conflicts: [String] = []
  /// What was acknowledged and is in no log that can be read, a sentence each.
  package private(set) var lost: [String] = []
  /// Hosts whose logs could not be read.
  package private(set) var unread: [String] = []

  /// - Throws: what a reachable engine throws where it cannot be read.
  package init(of barcode: String, in run: Run) throws {
    self.barcode = barcode
    guard run.domain.name == DomainKit.library.name else { return }
    var gathering = RecordGathering(barcode, run)
    unread = try gathering.readLogs()
    entries = Self.ordered(try gathering.entries(), facts: gathering.foldOrder)
    for index in entries.indices {
      let others = entries.indices.filter { $0 != index }
      entries[index].seen = others.filter { entries[index].hasSeen(entries[$0]) }
      entries[index].unseen = others.filter { !entries[index].hasSeen(entries[$0]) && $0 < index }
    }
    lost = Self.lost(barcode, in: run, hashes: gathering.hashes)
    guard let judge = gathering.judge else { return }
    try explain(at: judge, run)
  }

  /// Commits are known by what made them: a step of the plan that names the barcode.
  private static func lost(
    _ barcode: String, in run: Run, hashes: Set<ContentHash>
  ) -> [String] {
    let renamed = (try? run.renames()) ?? [:]
    return run.acknowledged.compactMap { each in
      guard !hashes.contains(each.hash), renamed[each.hash] == nil,
        let verb = run.plan.steps.first(where: { $0.id == each.step })?.verb,
        verb.arguments.contains(where: { $0.utf8.elementsEqual(barcode.utf8) })
      else { return nil }
      let way = each.isLostWithDisk ? "went with its disk" : "is in no log that can be read"
      return "\(Plan.line(verb)), saved at \(each.at), \(way)."
    }
  }

  /// Facts that the run's failure names; where it names none, those of the record, if they are few.
  func evidence(for failure: CheckFailure, _ run: Run) -> [Entry] {
    let text = run.readable(failure.text)
    let made = entries.filter { $0.acknowledged != nil && !$0.facts.isEmpty }
    let named = made.filter { $0.facts.contains { text.names(run.readable($0.description)) } }
    if !named.isEmpty { return named }
    return text.names(barcode) && made.count <= Self.mostEvidence ? made : []
  }

  private static let mostEvidence = 6

  /// What comes first in causality stands first; facts stand as they are folded; then time decides.
  private static func ordered(_ entries: [Entry], facts: [RecordID]) -> [Entry] {
    let places = Dictionary(
      facts.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
    let place = { (entry: Entry) in entry.facts.compactMap { places[$0] }.min() }
    var rest = entries.sorted {
      ($0.time, $0.name.log.writer, $0.commit.sequence, $0.name)
        < ($1.time, $1.name.log.writer, $1.commit.sequence, $1.name)
    }
    var ordered: [Entry] = []
    while !rest.isEmpty {
      let next = rest.indices.first { index in
        rest.indices.allSatisfy { other in
          if other == index || rest[index].name == rest[other].name { return true }
          if rest[index].hasSeen(rest[other]) { return false }
          guard let mine = place(rest[index]), let theirs = place(rest[other]) else { return true }
          return mine < theirs
        }
      }
      ordered.append(rest.remove(at: next ?? 0))
    }
    return ordered
  }

  // MARK: What the fold made of it

  private mutating func explain(at host: Host, _ run: Run) throws {
    let subject = try run.subject(barcode, at: host)
    let (lines, standing) = try run.use(host) { engine in
      try engine.read { reader -> ([String], String) in
        let lines = try reader.explanations(of: subject)
        guard case .record(_, let id) = subject else {
          return (lines, "No item bears the barcode.")
        }
        return (lines, run.standing(of: try reader.record(kind: LibraryKind.item, id)))
      }
    }
    for line in lines {
      // A decision is made when the last of the facts that it names is folded.
      let last = entries.indices.last { index in
        entries[index].facts.contains { line.names($0.description) }
      }
      if let last {
        entries[last].decisions.append(run.told(line))
      } else {
        self.standing.append(run.told(line))
      }
    }
    self.standing.append(run.readable(standing))
    conflicts = try run.reviews(about: barcode, at: host).map { item in
      let state = item.isResolved ? "decided: \(item.resolution)" : "open"
      let owner = item.owner.isEmpty ? "cataloguing" : item.owner
      let sides = item.sides.map { "\($0.letter) \($0.text)" }.joined(separator: " ")
      return run.told(
        "case \(item.conflictCase), \(state), with \(owner): \(item.summary) \(sides)")
    }
  }
}

/// Gathers the commits that touch a record from all logs that can be read.
private struct RecordGathering {
  let barcode: String
  let run: Run
  private var commits: [CommitName: [LoggedCommit]] = [:]
  private var counts: [(host: Host, commits: Int)] = []
  private var items: Set<RecordID> = []
  private var bibs: Set<RecordID> = []

  init(_ barcode: String, _ run: Run) {
    self.barcode = barcode
    self.run = run
  }

  /// Of all commits that can be read.
  var hashes: Set<ContentHash> { Set(commits.values.joined().map(\.hash)) }

  /// The host that holds most, the first of several.
  var judge: Host? {
    counts.enumerated().max { ($0.element.commits, -$0.offset) < ($1.element.commits, -$1.offset) }?
      .element.host
  }

  /// - Returns: hosts that could not be read.
  mutating func readLogs() throws -> [String] {
    var unread: [String] = []
    for host in run.hosts {
      guard host.isReachable, let engine = host.engine else {
        unread.append(host.name)
        continue
      }
      var held: [LoggedCommit] = []
      try engine.log { held.append($0) }
      counts.append((host, held.count))
      for each in held {
        let name = CommitName(log: each.log, number: each.commit.number)
        if commits[name]?.contains(where: { $0.hash == each.hash }) == true { continue }
        commits[name, default: []].append(each)
      }
      try engine.read { reader in
        for view in try reader.records(
          kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
        {
          items.insert(view.id)
          if let bib = view[ItemField.bib].record { bibs.insert(bib) }
        }
      }
    }
    return unread
  }

  /// Facts of the item in the order in which they are folded, by the host that holds most.
  var foldOrder: [RecordID] {
    guard let judge, let engine = judge.engine else { return [] }
    let facts = try? engine.read { reader -> [PlacedFact] in
      var facts = try items.sorted().flatMap {
        try reader.facts(
          kind: LibraryKind.circulation, where: CirculationField.item, is: .record($0))
      }
      for fact in try reader.facts(
        kind: LibraryKind.circulation, where: CirculationField.barcode, is: .text(barcode))
      where !facts.contains(where: { $0.id == fact.id }) {
        facts.append(fact)
      }
      return facts
    }
    return FoldOrder.sorted(facts ?? []).map(\.id)
  }

  func entries() throws -> [RecordHistory.Entry] {
    let all = commits.sorted { $0.key < $1.key }.flatMap { name, versions in
      versions.map { (name: name, commit: $0) }
    }
    var children: Set<RecordID> = []
    for operation in all.flatMap({ $0.commit.commit.operations })
    where operation.kind == LibraryKind.bibField {
      if let bib = operation[BibChildField.bib]?.record, bibs.contains(bib) {
        children.insert(operation.record)
      }
    }
    let acknowledged = Dictionary(
      run.acknowledged.map { ($0.hash, $0) }, uniquingKeysWith: { a, _ in a })
    let renames = try run.renames()
    let renamed = renames.values.reduce(into: Set()) { $0.formUnion($1) }
    let hashes = hashes
    // Both copies of a machine may have given out a number; what was written again is not there.
    var rewritten: [ContentHash: Acknowledged] = [:]
    for each in run.acknowledged where !hashes.contains(each.hash) {
      for name in Run.names(of: each.hash, renames) { rewritten[name] = each }
    }
    let words = OperationWords(run, barcode: barcode)
    return all.compactMap { name, logged in
      let touching = logged.commit.operations.filter { touches($0, children: children) }
      guard !touching.isEmpty else { return nil }
      let account = acknowledged[logged.hash] ?? rewritten[logged.hash]
      let isEarly = logged.time <= Moment.opening.unixSeconds + Self.foundingSeconds
      return RecordHistory.Entry(
        name: name, commit: logged.commit, hash: logged.hash, time: logged.time,
        context: logged.context,
        words: words.sentences(touching),
        facts: touching.filter { $0.action == .fact }.map(\.record),
        acknowledged: account,
        isFounding: account == nil && isEarly && !renamed.contains(logged.hash))
    }
  }

  /// Founding takes a moment of the hosts' time too.
  private static let foundingSeconds: Int64 = 60

  private func touches(_ operation: Operation, children: Set<RecordID>) -> Bool {
    switch operation.kind {
    case LibraryKind.item: items.contains(operation.record)
    case LibraryKind.bib: bibs.contains(operation.record)
    case LibraryKind.bibField: children.contains(operation.record)
    case LibraryKind.circulation:
      operation[CirculationField.item]?.record.map(items.contains)
        ?? (operation[CirculationField.barcode] == .text(barcode))
    default: false
    }
  }
}
