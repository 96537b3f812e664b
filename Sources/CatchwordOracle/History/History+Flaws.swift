/// What no history of an honest network can show, whatever it is about.
extension History {
  /// A number used twice (C7), a gap in a log, a sight of what is not there, or of what a seen
  /// commit had not seen in turn (C5).
  ///
  /// The judgement rests on these; whoever holds the history asks first.
  /// - Returns: one sentence a flaw, ascending.
  package func flaws() -> [String] {
    var numbers: [OracleLog: [Int64]] = [:]
    for commit in commits {
      numbers[OracleLog(writer: commit.writer, lane: commit.lane), default: []]
        .append(commit.number)
    }
    var flaws: [String] = []
    for (log, held) in numbers {
      let sorted = held.sorted()
      for (index, number) in sorted.enumerated() where number != Int64(index) + 1 {
        flaws.append("\(log.text): commit \(number) stands where \(index + 1) belongs")
      }
    }
    for commit in commits {
      // R9: other lanes may lag behind in a part of a history.
      let needed = commit.seen.filter { $0.key.lane == commit.lane || $0.key.lane == .members }
      for (log, number) in needed where number > Int64(numbers[log]?.count ?? 0) {
        flaws.append("\(commit.text) has seen \(log.text) to \(number), which is not there")
      }
    }
    return (flaws + gapsInSight()).sorted()
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
