import CatchwordCore

/// What must hold between any two transactions. Reads everything; for tests, the simulator, and
/// after an accident.
///
/// 1. A log's head is the end of its last segment; its segments are contiguous and chained.
/// 2. The tail of each own log starts after its head and has no gap; its commits can be rebuilt.
/// 3. Each digest is the sum over the rows, and the census their count.
/// 4. Every interned id of a row is known, every row can be read.
/// 5. The derived digest is the sum over what stands folded.
/// 6. A log that forked stands as a trunk and arms, as its segments alone cut it.
extension ReplicaStore {
  /// What SQLite says of the file's structure: `ok`, or the first trouble.
  package func integrityCheck() throws -> String {
    try change { try $0.connection.integrityCheck() }
  }

  package func checkInvariants() throws {
    try change { tables in
      for row in try tables.logs().logs.values { try tables.checkChain(row) }
      try tables.checkArms()
      for lane in Lane.allCases { try tables.checkTail(lane) }
      try tables.checkSums()
      try tables.checkDerivedSum()
    }
  }
}

extension Tables {
  fileprivate func checkChain(_ row: LogRow) throws {
    let links = try links(of: row.log)
    let parent = try row.parent.map { try log(LogID(writer: $0, lane: row.log.lane)) }
    var (number, hash) = (parent?.number ?? 0, parent?.hash ?? .none)
    for link in links {
      guard link.first == number + 1, link.previous == hash, link.last >= link.first
      else { throw StoreError.invariant("\(row.log): the chain breaks at \(link.first)") }
      (number, hash) = (link.last, link.hash)
    }
    guard row.number == number, row.hash == hash, row.segments == links.count else {
      throw StoreError.invariant("\(row.log): the head is not the end of the last segment")
    }
  }

  private func links(of run: LogID) throws -> [ChainLink] {
    try connection.statement(
      """
      SELECT first, last, hash, previous FROM segment WHERE writer = ? AND lane = ? ORDER BY last
      """
    ).all(.integer(try interning.intern(run.writer)), .integer(Int64(run.lane.rawValue))) {
      ChainLink(
        first: $0.integer(0), last: $0.integer(1), hash: try contentHash($0.bytes(2)),
        previous: try contentHash($0.bytes(3)))
    }
  }

  /// The rows of a forked log are what its segments alone say.
  fileprivate func checkArms() throws {
    for (trunk, _) in try logs().arms where try log(trunk).root == nil {
      var held: [LogID: [ChainLink]] = [:]
      for row in try family(of: trunk) where row.segments > 0 {
        held[row.log] = try links(of: row.log)
      }
      guard LogTree.runs(of: trunk, held.values.flatMap { $0 }, hashing: hashing) == held else {
        throw StoreError.invariant("\(trunk): its arms are not those of its segments")
      }
    }
  }

  fileprivate func checkTail(_ lane: Lane) throws {
    var number = try log(LogID(writer: try replica().writer, lane: lane)).number
    for row in try tailRows(lane) {
      guard row.number == number + 1 else {
        throw StoreError.invariant("tail of \(lane.name): \(row.number) follows \(number)")
      }
      guard try !commit(row).operations.isEmpty else {
        throw StoreError.invariant("tail of \(lane.name): \(row.number) is empty")
      }
      number = row.number
    }
  }

  fileprivate func checkSums() throws {
    var digests: [Lane: Digest] = [:]
    for kind in schema.kinds {
      var (known, live) = (0, 0)
      if let table = factTables[kind.number] {
        known = try table.select("ORDER BY id").all { try readFact($0, table) }.count
        live = known
      } else if let table = recordTables[kind.number] {
        for record in try table.select("ORDER BY id").all(read: { try read($0, table) }) {
          guard let state = record.state else { continue }
          known += 1
          guard let bytes = state.canonicalBytes(id: record.id) else { continue }
          live += 1
          digests[kind.lane, default: .empty].insert(hashing.sha256(bytes))
        }
      }
      let reader = StoreReader(self)
      guard try reader.recordCount(kind: kind.number, liveOnly: false) == known,
        try reader.recordCount(kind: kind.number) == live
      else { throw StoreError.invariant("\(kind.name): the census is wrong") }
    }
    // Records of kinds unknown here count in their lane's digest, and their lane is not kept.
    let unknown = try connection.statement("SELECT DISTINCT kind FROM beside").all { $0.integer(0) }
    guard unknown.allSatisfy({ schema.kind(Int($0)) != nil }) else { return }
    for lane in Lane.allCases
    where try digest(Int(lane.rawValue)) != digests[lane, default: .empty] {
      throw StoreError.invariant("the digest of \(lane.name) is not the sum of its rows")
    }
  }

  fileprivate func checkDerivedSum() throws {
    let stored = try digest(Self.derivedPlace)
    var subjects: Set<Subject> = []
    for table in recordTables.values {
      // schema-built SQL
      let rows = try table.statement("SELECT id FROM " + table.name).all { $0.integer(0) }
      for row in rows {
        subjects.insert(.record(kind: table.kind.number, try interning.record(row)))
      }
    }
    for table in derivedTables.values {
      for row in try table.rows("", [], interning) {
        subjects.insert(try interning.subject(kind: row.kind, row: row.subject))
      }
    }
    let reviewed = try connection.statement("SELECT DISTINCT subject_kind, subject FROM review")
      .all { (Int($0.integer(0)), $0.integer(1)) }
    for (kind, row) in reviewed { subjects.insert(try interning.subject(kind: kind, row: row)) }
    var sum = Digest.empty
    for subject in subjects {
      guard let (kind, row) = try interning.find(subject) else { continue }
      let folded = try foldedDerivation(subject, kind: kind, row: row)
      sum.add(folded.digest(subject, hashing))
    }
    guard sum == stored else {
      throw StoreError.invariant("the derived digest is not the sum of what stands folded")
    }
  }
}
