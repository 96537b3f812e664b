/// Everything that a simulated network acknowledged, with true causality: what the oracle judges.
///
/// Own types, built by the simulator. Nothing of the engine is shared, for else a bug in what is
/// shared would fool both.
package struct History: Sendable {
  /// What the records are about, and so what is derived from them.
  package enum Domain: Sendable {
    /// Records, and the circulation facts of a library with their conflicts.
    case library
    /// Records alone: registers, sets, counters, deletions.
    case generic
  }

  package var domain: Domain
  /// Two branches cannot both have one item in hand within less than this (case 2).
  package var minimumTravelSeconds: Int64
  /// In any order; the result does not depend on it (R4).
  package var commits: [OracleCommit]
  /// Logs that are arms of forked ones (R8): their numbers go on from where they part.
  package var arms: Set<OracleLog>

  package init(
    domain: Domain, minimumTravelSeconds: Int64 = 1200, commits: [OracleCommit] = [],
    arms: Set<OracleLog> = []
  ) {
    self.domain = domain
    self.minimumTravelSeconds = minimumTravelSeconds
    self.commits = commits
    self.arms = arms
  }
}

/// The separately ordered logs of a writer.
package enum OracleLane: Int, Hashable, Sendable, CaseIterable {
  case members
  case circulation
  case patrons
  case catalog
}

/// One log: a writer's commits in one lane, numbered from 1.
package struct OracleLog: Hashable, Sendable {
  package let writer: [UInt8]
  package let lane: OracleLane

  package init(writer: [UInt8], lane: OracleLane) {
    self.writer = writer
    self.lane = lane
  }
}

/// Names a commit within a lane that the surroundings fix.
package struct OracleDot: Hashable, Comparable, Sendable {
  package let writer: [UInt8]
  package let number: Int64

  package init(writer: [UInt8], number: Int64) {
    self.writer = writer
    self.number = number
  }

  /// `<first 16 hexadecimal digits of the writer>/<number>`.
  package var text: String { Hex.text(Array(writer.prefix(8))) + "/" + String(number) }

  package static func < (a: OracleDot, b: OracleDot) -> Bool {
    a.writer == b.writer ? a.number < b.number : a.writer.lexicographicallyPrecedes(b.writer)
  }
}

/// What one action changed in one lane, and what was known when it did.
package struct OracleCommit: Sendable {
  /// The 32 bytes of the writer's key.
  package var writer: [UInt8]
  package var lane: OracleLane
  /// Within its log, from 1.
  package var number: Int64
  /// Within all of its writer's commits.
  package var sequence: Int64
  /// Corrected wall seconds since 1970.
  package var time: Int64
  package var staff: String
  /// For each log of another writer, the last commit applied when this one was made. The writer's
  /// own earlier commits count as seen without being named.
  package var seen: [OracleLog: Int64]
  package var operations: [OracleOperation]

  package init(
    writer: [UInt8], lane: OracleLane, number: Int64, sequence: Int64, time: Int64,
    staff: String = "", seen: [OracleLog: Int64] = [:], operations: [OracleOperation]
  ) {
    self.writer = writer
    self.lane = lane
    self.number = number
    self.sequence = sequence
    self.time = time
    self.staff = staff
    self.seen = seen
    self.operations = operations
  }
}

/// A field's number and the value that an operation gives it.
package struct OracleField: Hashable, Sendable {
  package let number: Int
  package let value: OracleValue

  package init(_ number: Int, _ value: OracleValue) {
    self.number = number
    self.value = value
  }
}

/// One change of one record, or one fact.
package struct OracleOperation: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case write
    case delete
    case fact
    case add
    case remove
    case increment
  }

  package var action: Action
  package var kind: Int
  package var record: OracleID
  /// Each field once.
  package var values: [OracleField]
  /// What the writer saw of the record and left standing.
  package var keeps: [OracleDot]

  package init(
    _ action: Action, kind: Int, record: OracleID, values: [OracleField] = [],
    keeps: [OracleDot] = []
  ) {
    self.action = action
    self.kind = kind
    self.record = record
    self.values = values
    self.keeps = keeps
  }
}
