import CatchwordCore

/// How commits of forked logs are read, since a writer's name and number no longer say which commit is
/// meant: every commit of an arm is read as one of the arm's virtual writer, and whoever names such a
/// commit, or a fact that it states, means the one that lies in its own past.
///
/// Two lives of one writer share a beginning, and seal it in different segments where it had not
/// been sealed before they parted. So arms may begin with the very same commits: those are read once,
/// as of the least of the arms that hold them. All of this is a function of the segments held.
extension Tables {
  /// The part of a segment that is read under one name, as its reader takes it.
  ///
  /// Contexts name what is seen, kept dots and facts are those that the writer meant.
  func pieces(of segment: Segment, in run: LogID) throws -> [Segment] {
    guard try !logs().arms.isEmpty else { return [segment] }
    let seen = try read(segment.context)
    var pieces: [Segment] = []
    var commits = segment.commits[...]
    while let first = commits.first {
      let name = try name(of: first.number, in: run)
      var end = commits.startIndex
      while end < commits.endIndex, try self.name(of: commits[end].number, in: run) == name {
        end += 1
      }
      var context = seen
      for (log, number) in try past(through: first.number - 1, of: run) where log != name {
        context.raise(log, to: number)
      }
      pieces.append(
        Segment(
          log: name, schemaVersion: segment.schemaVersion, previous: segment.previous,
          context: context, offset: segment.offset, commits: Array(commits[..<end])))
      commits = commits[end...]
    }
    return pieces
  }

  /// What somebody had seen, by the names under which it is read here.
  func read(_ context: Context) throws -> Context {
    guard try !logs().arms.isEmpty else { return context }
    var seen = Context()
    for (log, head) in context.sorted {
      // Of another lane it may not be here so far; there nothing hangs on it.
      guard try isForked(log), let run = try run(log, at: head) else {
        seen.raise(log, to: head.number, head.hash)
        continue
      }
      for (name, number) in try past(through: head.number, of: run) {
        seen.raise(name, to: number)
      }
    }
    return seen
  }

  /// Under whose name a commit of a run is read.
  func name(of number: Int64, in run: LogID) throws -> LogID {
    try logs().shared[run]?.first { number <= $0.through }?.name ?? run
  }

  /// All that precedes in its log what ends at a number of a run, and that commit itself.
  private func past(through number: Int64, of run: LogID) throws -> [LogID: Int64] {
    var past: [LogID: Int64] = [:]
    var number = number
    for row in try lineage(of: run) {
      let parent = row.parent.map { LogID(writer: $0, lane: run.lane) }
      let base = try parent.map { try log($0).number } ?? 0
      var reached = base
      for part in try logs().shared[row.log] ?? [] where number > reached {
        past[part.name] = max(past[part.name] ?? 0, min(number, part.through))
        reached = part.through
      }
      if number > reached { past[row.log] = number }
      number = min(number, base)
    }
    return past
  }
}
