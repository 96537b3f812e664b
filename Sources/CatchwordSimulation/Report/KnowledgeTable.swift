import CatchwordCore

/// Who knew what when: for each commit of a history and each host, when the host came to hold it.
///
/// Played back from `Holdings` and from the copies in the trace; without holdings only makers are
/// known.
struct KnowledgeTable {
  enum Change: Equatable {
    case fromTheStart
    case made(Moment)
    /// By whom; a stick counts as somebody.
    case arrived(Moment, from: String)
    case copied(Moment)
    case gone(Moment)
  }

  /// By commit, then by host in the order of the run.
  private(set) var cells: [[[Change]]]
  let hosts: [String]
  let isComplete: Bool

  init(_ history: RecordHistory, _ run: Run) {
    hosts = run.hosts.map(\.name)
    isComplete = run.holdings != nil
    let founded = Set(run.trace.filter { $0.kind == .copy }.map(\.step))
    let copies = run.plan.steps.filter { founded.contains($0.id) }
      .compactMap { ($0.verb as? CloneVerb)?.name }
    cells = history.entries.map { entry in
      run.hosts.map { host in
        entry.isFounding && !copies.contains(host.name) ? [.fromTheStart] : []
      }
    }
    var playback = Playback(history.entries, cells, run)
    playback.play(history)
    cells = playback.cells
  }
}

/// Goes through what happened in order and keeps what each host holds.
private struct Playback {
  private(set) var cells: [[[KnowledgeTable.Change]]]
  private let names: [CommitName]
  /// Under which they were saved.
  private let hashes: [ContentHash]
  /// Of commits that were written again: their first names, which count where they were made alone,
  /// for others know another commit by them.
  private let formers: [(name: CommitName, host: String)?]
  private let run: Run
  private let laneOf: [String: Int]
  /// By host: which of the commits it holds.
  private var holds: [[Bool]]
  /// By host and the name of a backup.
  private var backups: [String: [Bool]] = [:]

  init(_ entries: [RecordHistory.Entry], _ cells: [[[KnowledgeTable.Change]]], _ run: Run) {
    names = entries.map(\.name)
    hashes = entries.map { $0.acknowledged?.hash ?? $0.hash }
    formers = entries.map { entry in
      entry.isRewritten ? entry.acknowledged.map { ($0.name, $0.host) } : nil
    }
    self.cells = cells
    self.run = run
    laneOf = Dictionary(
      run.hosts.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
    holds = run.hosts.indices.map { host in cells.map { !$0[host].isEmpty } }
  }

  mutating func play(_ history: RecordHistory) {
    guard let notes = run.holdings?.notes else {
      for (commit, entry) in history.entries.enumerated() {
        guard let account = entry.acknowledged, let host = laneOf[account.host] else { continue }
        add(.made(account.at), commit, host)
      }
      return
    }
    var next = 0
    for index in 0...run.trace.count {
      while next < notes.count, notes[next].afterEvents <= index {
        take(notes[next])
        next += 1
      }
      if index < run.trace.count, run.trace[index].kind == .copy { copy(run.trace[index]) }
    }
  }

  private mutating func add(_ change: KnowledgeTable.Change, _ commit: Int, _ host: Int) {
    guard !holds[host][commit] else { return }
    holds[host][commit] = true
    cells[commit][host].append(change)
  }

  private mutating func remove(_ commit: Int, _ host: Int, at moment: Moment) {
    guard holds[host][commit] else { return }
    holds[host][commit] = false
    cells[commit][host].append(.gone(moment))
  }

  private mutating func take(_ note: Holdings.Note) {
    guard let host = laneOf[note.host] else { return }
    switch note.content {
    case .made(let hash):
      for commit in names.indices where hashes[commit] == hash {
        add(.made(note.at), commit, host)
      }
    case .received(let log, let last, let peer):
      for (commit, name) in names.enumerated() where name.log == log && name.number <= last {
        add(.arrived(note.at, from: peer), commit, host)
      }
    case .observed(let ends):
      for (commit, name) in names.enumerated() {
        let former = formers[commit].flatMap { $0.host == note.host ? $0.name : nil }
        let isHeld = [name, former].contains { name in
          name.map { (ends[$0.log] ?? 0) >= $0.number } ?? false
        }
        if isHeld {
          add(.arrived(note.at, from: stick(note) ?? ""), commit, host)
        } else {
          remove(commit, host, at: note.at)
        }
      }
    }
  }

  /// What a host holds after it met a stick came from there.
  private func stick(_ note: Holdings.Note) -> String? {
    let next = note.afterEvents
    guard next < run.trace.count, run.trace[next].kind == .sync, run.trace[next].host == note.host
    else { return nil }
    return run.trace[next].peer
  }

  private mutating func copy(_ event: TraceEvent) {
    guard let host = laneOf[event.host],
      let verb = run.plan.steps.first(where: { $0.id == event.step })?.verb
    else { return }
    switch verb {
    case let backup as BackupVerb: backups["\(backup.host) \(backup.name)"] = holds[host]
    case let restore as RestoreVerb:
      guard let image = backups["\(restore.host) \(restore.name)"] else { return }
      assign(image, host, at: event.at)
    case let clone as CloneVerb:
      guard let original = laneOf[clone.host] else { return }
      assign(holds[original], host, at: event.at)
    default: return
    }
  }

  private mutating func assign(_ image: [Bool], _ host: Int, at moment: Moment) {
    for commit in names.indices {
      if image[commit] {
        add(.copied(moment), commit, host)
      } else {
        remove(commit, host, at: moment)
      }
    }
  }
}
