import CatchwordCore

/// All of a replica's tables as seen through one connection, inside one transaction.
///
/// What accumulates while a transaction runs (digests, counts, changes to fold) is written once, by
/// `flush()`; `forget()` drops it together with every cache when the transaction is rolled back.
final class Tables {
  let connection: Connection
  let schema: Schema
  let deriving: any Deriving
  let hashing: Hashing
  let interning: Interning
  let codec: BesideCodec
  let recordTables: ByKind<RecordTable>
  let factTables: ByKind<FactTable>
  let derivedTables: [String: DerivedTableRows]

  /// What this transaction added to digests and counts, by place and by kind.
  var digestChanges: [Int: Digest] = [:]
  var censusChanges: [Int: (known: Int64, live: Int64)] = [:]
  /// What happened since the last fold.
  var changes: [Change] = []

  /// The replica's own row as this transaction found it and left it so far.
  var current: ReplicaRow?
  var logCache = LogCache()
  var contexts: [Int64: Context] = [:]
  var runs: [Int64: Run] = [:]
  var memo = FactMemo()
  var loaded = LoadedRecords()
  var stated = LoadedFacts()

  init(_ connection: Connection, schema: Schema, deriving: any Deriving, hashing: Hashing) {
    self.connection = connection
    self.schema = schema
    self.deriving = deriving
    self.hashing = hashing
    interning = Interning(connection)
    codec = BesideCodec(interning: interning)
    recordTables = ByKind(schema.kinds.filter { !$0.isFact }) { RecordTable($0, connection) }
    factTables = ByKind(schema.kinds.filter(\.isFact)) { FactTable($0, connection) }
    derivedTables = Dictionary(
      uniqueKeysWithValues: schema.derivedTables.enumerated().map {
        ($1.name, DerivedTableRows($1, place: $0, connection))
      }
    )
  }

  /// Writes the sums of this transaction.
  func flush() throws {
    for (place, change) in digestChanges where change != .empty {
      var digest = try digest(place)
      digest.add(change)
      try connection.statement(
        """
        INSERT INTO total (place, sum, known, live) VALUES (?1, ?2, 0, 0)
        ON CONFLICT (place) DO UPDATE SET sum = ?2
        """
      ).run(.integer(place), .bytes(digest.sum.bytes))
    }
    for (kind, change) in censusChanges where change.known != 0 || change.live != 0 {
      try connection.statement(
        """
        INSERT INTO total (place, known, live) VALUES (?1, ?2, ?3)
        ON CONFLICT (place) DO UPDATE SET known = known + ?2, live = live + ?3
        """
      ).run(
        .integer(Self.countPlace(kind)), .integer(change.known), .integer(change.live))
    }
    digestChanges = [:]
    censusChanges = [:]
  }

  func close() throws {
    for table in recordTables.values { table.forgetStatements() }
    for table in factTables.values { table.forgetStatements() }
    for table in derivedTables.values { table.forgetStatements() }
    try connection.close()
  }

  /// Every transaction starts here: other processes may have written since the last one.
  func begin() throws {
    current = nil
    loaded.dropAll()
    stated.dropAll()
    memo.begin(at: try connection.statement("PRAGMA data_version").first { $0.integer(0) } ?? 0)
  }

  func forget() {
    current = nil
    interning.forget()
    digestChanges = [:]
    censusChanges = [:]
    changes = []
    logCache = LogCache()
    contexts = [:]
    runs = [:]
    memo = FactMemo()
    loaded.dropAll()
    stated.dropAll()
  }

  /// Lanes have the places of their raw values.
  static let derivedPlace = 255

  /// Where the count of a kind stands, behind all digests.
  static func countPlace(_ kind: Int) -> Int { 1_000 + kind }

  func digest(_ place: Int) throws -> Digest {
    let bytes = try connection.statement("SELECT sum FROM total WHERE place = ?")
      .first(.integer(place)) { $0.bytes(0) }
    return try bytes.map { try digest(place, $0) } ?? .empty
  }

  /// All digests by place; places without one are left out.
  func digests() throws -> [Int: Digest] {
    let sums = try connection.statement("SELECT place, sum FROM total WHERE place < 1000").all {
      row in
      let place = Int(row.integer(0))
      return (place, try digest(place, row.bytes(1)))
    }
    return Dictionary(uniqueKeysWithValues: sums)
  }

  private func digest(_ place: Int, _ bytes: [UInt8]) throws -> Digest {
    guard let sum = Word256(bytes: bytes) else {
      throw StoreError.invariant("digest \(place) has \(bytes.count) bytes")
    }
    return Digest(sum: sum)
  }

  func count(kind: Int, known: Int64, live: Int64) {
    let before = censusChanges[kind] ?? (0, 0)
    censusChanges[kind] = (before.known + known, before.live + live)
  }
}

/// Tables by the numbers of their kinds, which are small: every fact asks for its own.
struct ByKind<Table> {
  /// Ascending.
  let kinds: [Int]
  private let tables: [Table?]

  init(_ kinds: [Kind], _ make: (Kind) -> Table) {
    self.kinds = kinds.map(\.number).sorted()
    var tables = [Table?](repeating: nil, count: (self.kinds.last ?? 0) + 1)
    for kind in kinds { tables[kind.number] = make(kind) }
    self.tables = tables
  }

  subscript(kind: Int) -> Table? { tables.indices.contains(kind) ? tables[kind] : nil }

  var values: [Table] { tables.compactMap(\.self) }
}
