/// What a moment of processor time went to: told by the innermost function on the stack that says so,
/// so that memory, sorting and hashing count for whoever asked for them.
package enum Phase: String, CaseIterable, Sendable {
  case statements = "SQLite, running statements"
  case compiling = "SQLite, compiling statements and schemas"
  case opening = "SQLite and GRDB, opening and closing"
  case disk = "simulated disks"
  case store = "store: rows to records and back"
  case fold = "fold and rules of the library"
  case encoding = "encoding and decoding"
  case packing = "zstd"
  case verifying = "verifying signatures"
  case signing = "signing"
  case hashing = "hashing"
  case replica = "replicas and sessions"
  case memory = "the engine in memory"
  case oracle = "oracle and invariants"
  case simulator = "simulator: plans, lines, trace, checks"
  case core = "records, registers, order of facts"
  case other = "everything else"

  /// Parts of function names, mangled as they stand in the program; the first that fits decides.
  private static let marks: [(part: String, phase: Phase)] = [
    ("ED25519_verify", .verifying), ("ED25519_sign", .signing), ("ED25519_keypair", .signing),
    ("ED25519_public", .signing), ("SHA256_", .hashing), ("csf_", .disk),
    ("15CatchwordOracle", .oracle), ("16CatchwordLibrary", .fold), ("13CatchwordWire", .encoding),
    ("14CatchwordStore10Connection", .opening), ("14CatchwordStore", .store), ("4GRDB", .opening),
    ("13CatchwordSync", .replica), ("19CatchwordSimulation6Memory", .memory),
    ("19CatchwordSimulation11RecordShelf", .memory), ("19CatchwordSimulation9FactShelf", .memory),
    ("19CatchwordSimulation", .simulator), ("9Catchword", .replica), ("13CatchwordCore", .core),
  ]

  /// - Returns: nil for a function that works for whoever calls it.
  init?(function name: String) {
    // Swift's own code is made for each module that uses it: its caller tells more.
    if name.hasPrefix("$sS") || name.hasPrefix("$ss") { return nil }
    guard let mark = Self.marks.first(where: { name.holds(bytesOf: $0.part) }) else { return nil }
    self = mark.phase
  }
}
