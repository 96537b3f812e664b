package import CatchwordCore

/// What of logs is held, whatever history of them, and how forked ones are read.
extension StoreReader {
  /// Whether a segment that is held here ends with this head.
  package func holds(_ head: Head, in lane: Lane) throws -> Bool {
    try tables.run(endingWith: head, in: lane) != nil
  }

  /// Logs of which something waits here that follows another history than the one held: whoever has
  /// it must send it from the start.
  package func partedLogs() throws -> Set<LogID> { try tables.partedLogs() }

  /// Arms of forked logs, each with the log as its writer named it; ascending.
  package func arms() throws -> [(arm: LogID, trunk: LogID)] {
    try tables.logs().logs.values.compactMap { row in
      row.root.map { (row.log, LogID(writer: $0, lane: row.log.lane)) }
    }.sorted { $0.arm < $1.arm }
  }

  /// A stored segment of a log or arm as it is read here, in pieces that are each read under one name:
  /// contexts name what was seen, and facts, references and kept dots are those that were meant. Facts
  /// bear the id under which they stand. Of what several arms begin with, one copy alone is read.
  package func pieces(of segment: Segment, in run: LogID) throws -> [Segment] {
    try tables.pieces(of: segment, in: run).filter { $0.log == run }.map { piece in
      let meaning = try tables.meaning(of: piece)
      return piece.with(
        try piece.commits.map { commit in
          Commit(
            number: commit.number, sequence: commit.sequence, clock: commit.clock,
            staff: commit.staff,
            operations: try commit.operations.map { said in
              let meant = try meaning.map { try tables.meant(said, in: commit, $0) } ?? said
              return try tables.standing(meant, by: commit.staff)
            })
        })
    }
  }
}
