import CatchwordCore

/// Review items as rows; their sides are one blob, read only with the item.
extension Tables {
  func insert(_ item: ReviewItem, kind: Int, subject: Int64) throws {
    try connection.statement(
      """
      INSERT INTO review (hash, subject_kind, subject, conflict_case, severity, owner, record, kind,
        field, summary, sides, proposal, resolved, resolution)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .bytes(item.id.word.bytes), .integer(kind), .integer(subject), .integer(item.conflictCase),
      .integer(item.severity.rawValue), .text(item.owner),
      Cell(try item.record.map { try interning.intern($0) }), .integer(item.kind),
      .integer(item.field), .text(item.summary), .bytes(try encode(item.sides)),
      .text(item.proposal), .integer(item.isResolved ? 1 : 0), .text(item.resolution),
    ])
  }

  func deleteReviews(kind: Int, subject: Int64) throws {
    try connection.statement("DELETE FROM review WHERE subject_kind = ? AND subject = ?")
      .run(.integer(kind), .integer(subject))
  }

  func reviews(kind: Int, subject: Int64) throws -> [ReviewItem] {
    try connection.statement(
      """
      SELECT hash, subject_kind, subject, conflict_case, severity, owner, record, kind, field,
        summary, sides, proposal, resolved, resolution
      FROM review WHERE subject_kind = ? AND subject = ?
      """
    ).all(.integer(kind), .integer(subject)) { try readReview($0) }
  }

  func review(_ id: ContentHash) throws -> ReviewItem? {
    try connection.statement(
      """
      SELECT hash, subject_kind, subject, conflict_case, severity, owner, record, kind, field,
        summary, sides, proposal, resolved, resolution
      FROM review WHERE hash = ?
      """
    ).first(.bytes(id.word.bytes)) { try readReview($0) }
  }

  func reviews(_ filter: ReviewFilter, limit: Int) throws -> [ReviewItem] {
    try connection.statement(
      """
      SELECT hash, subject_kind, subject, conflict_case, severity, owner, record, kind, field,
        summary, sides, proposal, resolved, resolution
      FROM review WHERE resolved <= ?1 AND (?2 IS NULL OR owner = ?2)
      ORDER BY severity, hash LIMIT ?3
      """
    ).all(.integer(filter.includesResolved ? 1 : 0), Cell(filter.owner), .integer(limit)) {
      try readReview($0)
    }
  }

  private func readReview(_ row: Columns) throws -> ReviewItem {
    guard let severity = Severity(rawValue: row.integer(4)) else {
      throw StoreError.invariant("severity \(row.integer(4)) is unknown")
    }
    return ReviewItem(
      id: try contentHash(row.bytes(0)), conflictCase: Int(row.integer(3)), severity: severity,
      owner: row.text(5),
      subject: try interning.subject(kind: Int(row.integer(1)), row: row.integer(2)),
      record: try row.optionalInteger(6).map { try interning.record($0) },
      kind: Int(row.integer(7)), field: Int(row.integer(8)), summary: row.text(9),
      sides: try decodeSides(row.bytes(10)), proposal: row.text(11),
      isResolved: row.integer(12) != 0, resolution: row.text(13))
  }

  private func encode(_ sides: [ReviewSide]) throws -> [UInt8] {
    var bytes = ByteWriter()
    for side in sides {
      bytes.append(text: side.letter)
      bytes.append(text: side.text)
      bytes.append(varint: UInt64(try interning.intern(side.dot.writer)))
      bytes.append(varint: UInt64(bitPattern: side.dot.number))
      try codec.append(side.value, to: &bytes)
    }
    return bytes.bytes
  }

  private func decodeSides(_ body: [UInt8]) throws -> [ReviewSide] {
    var bytes = ByteReader(body)
    var sides: [ReviewSide] = []
    while !bytes.isAtEnd {
      let letter = try bytes.text(maximum: Limits.valueBytes)
      let text = try bytes.text(maximum: Limits.valueBytes)
      let writer = try interning.writer(Int64(try bytes.varint()))
      let dot = Dot(writer: writer, number: Int64(bitPattern: try bytes.varint()))
      sides.append(
        ReviewSide(letter: letter, text: text, dot: dot, value: try codec.value(&bytes)))
    }
    return sides
  }
}
