/// What no history of an honest network can show, whatever it is about.
extension History {
  /// A number used twice (C7), a gap in a log, a sight of what is not there, or of what a seen
  /// commit had not seen in turn (C5). An arm of a forked log (R8) begins behind a
  /// commit of another log that it has seen.
  ///
  /// The judgement rests on these; whoever holds the history asks first.
  /// - Returns: one sentence a flaw, ascending.
  package func flaws() -> [String] {
    var logs: [OracleLog: [OracleCommit]] = [:]
    for commit in commits {
      logs[OracleLog(writer: commit.writer, lane: commit.lane), default: []].append(commit)
    }
    var flaws: [String] = []
    for (log, held) in logs {
      let sorted = held.sorted { $0.number < $1.number }
      let start = arms.contains(log) && hasSeenWhereItParts(sorted[0]) ? sorted[0].number : 1
      for (index, commit) in sorted.enumerated() where commit.number != Int64(index) + start {
        flaws.append(
          "\(log.text): commit \(commit.number) stands where \(Int64(index) + start) belongs")
      }
    }
    let ends = logs.mapValues { $0.map(\.number).max() ?? 0 }
    for commit in commits {
      // R9: other lanes may lag behind in a part of a history.
      let needed = commit.seen.filter { $0.key.lane == commit.lane || $0.key.lane == .members }
      for (log, number) in needed where number > ends[log] ?? 0 {
        flaws.append("\(commit.text) has seen \(log.text) to \(number), which is not there")
      }
    }
    return (flaws + gapsInSight()).sorted()
  }

  private func hasSeenWhereItParts(_ first: OracleCommit) -> Bool {
    first.seen.contains { $0.key.lane == first.lane && $0.value == first.number - 1 }
  }

  /// What a seen commit had seen is seen too, within one lane. The last seen commit of each log and
  /// the writer's own one before stand for all before them.
  private func gapsInSight() -> [String] {
    var held: [OracleLog: [Int64: OracleCommit]] = [:]
    for commit in commits {
      held[OracleLog(writer: commit.writer, lane: commit.lane), default: [:]][commit.number] =
        commit
    }
    return commits.flatMap { commit -> [String] in
      let own = OracleLog(writer: commit.writer, lane: commit.lane)
      var sight = commit.seen.filter { $0.key.lane == commit.lane }
      sight[own] = commit.number - 1
      let known = sight.compactMap { log, number in held[log]?[number] }
      return known.filter { other in
        other.seen.contains { log, number in
          log.lane == commit.lane && number > sight[log] ?? 0
        }
      }.map { "\(commit.text) has seen \($0.text) and not what that had seen" }
    }
  }
}

extension OracleLog {
  var text: String { Hex.text(Array(writer.prefix(8))) + "/" + String(describing: lane) }
}

extension OracleCommit {
  var text: String { OracleLog(writer: writer, lane: lane).text + " " + String(number) }
}
