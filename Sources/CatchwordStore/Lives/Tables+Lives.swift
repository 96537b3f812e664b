import CatchwordCore

/// Former writers of this replica, and the new names of what they acknowledged and never sent.
extension Tables {
  func insert(_ life: WriterLife) throws {
    var lost = ByteWriter()
    for (lane, head) in life.lost.sorted(by: { $0.key < $1.key }) {
      lost.append(byte: lane.rawValue)
      lost.append(varint: UInt64(head.number))
      lost.append(raw: withUnsafeBytes(of: head.hash.bigEndian, Array.init))
    }
    try connection.statement(
      """
      INSERT INTO life (began, cause, detail, former, writer, lost, lost_commits, reissued)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(life.beganAt), .text(life.cause.rawValue), .text(life.detail),
      .integer(try interning.intern(life.former)), .integer(try interning.intern(life.writer)),
      .bytes(lost.bytes), .integer(life.lostCommits), .integer(life.reissued),
    ])
  }

  func lives() throws -> [WriterLife] {
    try connection.statement(
      """
      SELECT began, cause, detail, former, writer, lost, lost_commits, reissued FROM life
      ORDER BY id
      """
    ).all { row in
      guard let cause = WriterLife.Cause(rawValue: row.text(1)) else {
        throw StoreError.invariant("a life began for no known cause: \(row.text(1))")
      }
      return WriterLife(
        beganAt: row.integer(0), cause: cause, detail: row.text(2),
        former: try interning.writer(row.integer(3)), writer: try interning.writer(row.integer(4)),
        lost: try lost(row.bytes(5)), lostCommits: row.integer(6), reissued: row.integer(7))
    }
  }

  private func lost(_ body: [UInt8]) throws -> [Lane: Head] {
    var bytes = ByteReader(body)
    var heads: [Lane: Head] = [:]
    while !bytes.isAtEnd {
      guard let lane = Lane(rawValue: try bytes.byte()) else {
        throw StoreError.invariant("a lost log lies in no lane")
      }
      let number = Int64(try bytes.varint())
      let hash = try bytes.raw(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      heads[lane] = Head(number: number, hash: hash)
    }
    return heads
  }

  func insert(_ reissued: ReissuedCommit) throws {
    try connection.statement(
      """
      INSERT INTO reissue (former, lane, number, hash, writer, new_number, new_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(try interning.intern(reissued.former.writer)),
      .integer(Int64(reissued.former.lane.rawValue)), .integer(reissued.formerNumber),
      .bytes(reissued.formerHash.word.bytes), .integer(try interning.intern(reissued.log.writer)),
      .integer(reissued.number), .bytes(reissued.hash.word.bytes),
    ])
  }

  func reissued() throws -> [ReissuedCommit] {
    try connection.statement(
      "SELECT former, lane, number, hash, writer, new_number, new_hash FROM reissue"
    ).all { row in
      let former = try logID(writer: row.integer(0), lane: row.integer(1))
      return ReissuedCommit(
        former: former, formerNumber: row.integer(2), formerHash: try contentHash(row.bytes(3)),
        log: LogID(writer: try interning.writer(row.integer(4)), lane: former.lane),
        number: row.integer(5), hash: try contentHash(row.bytes(6)))
    }.sorted { ($0.former, $0.formerNumber) < ($1.former, $1.formerNumber) }
  }
}
