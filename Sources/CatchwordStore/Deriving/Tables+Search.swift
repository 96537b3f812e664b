import CatchwordCore

/// Search documents. Tokens come prepared from the domain; FTS5 only folds case and diacritics.
extension Tables {
  func document(kind: Int, subject: Int64) throws -> SearchDocument? {
    guard let id = try documentID(kind: kind, subject: subject) else { return nil }
    return try connection.statement("SELECT title, names, rest FROM search WHERE rowid = ?")
      .first(.integer(id)) {
        SearchDocument(title: $0.text(0), names: $0.text(1), rest: $0.text(2))
      }
  }

  /// Replaces the document of a subject, or takes it away.
  func setDocument(_ document: SearchDocument?, kind: Int, subject: Int64) throws {
    if let id = try documentID(kind: kind, subject: subject) {
      try connection.statement("DELETE FROM search WHERE rowid = ?").run(.integer(id))
      if document == nil {
        try connection.statement("DELETE FROM document WHERE id = ?").run(.integer(id))
      }
    } else if document != nil {
      try connection.statement("INSERT INTO document (subject_kind, subject) VALUES (?, ?)")
        .run(.integer(kind), .integer(subject))
    }
    guard let document, let id = try documentID(kind: kind, subject: subject) else { return }
    try connection.statement("INSERT INTO search (rowid, title, names, rest) VALUES (?, ?, ?, ?)")
      .run(.integer(id), .text(document.title), .text(document.names), .text(document.rest))
  }

  private func documentID(kind: Int, subject: Int64) throws -> Int64? {
    try connection.statement("SELECT id FROM document WHERE subject_kind = ? AND subject = ?")
      .first(.integer(kind), .integer(subject)) { $0.integer(0) }
  }

  /// Titles weigh more than names, names more than the rest.
  func search(_ expression: String, limit: Int, offset: Int) throws -> [Found] {
    let rows = try connection.statement(
      """
      SELECT document.subject_kind, document.subject, bm25(search, 10.0, 5.0, 1.0) AS badness
      FROM search JOIN document ON document.id = search.rowid
      WHERE search MATCH ? ORDER BY badness, document.id LIMIT ? OFFSET ?
      """
    ).all(.text(expression), .integer(limit), .integer(offset)) {
      (Int($0.integer(0)), $0.integer(1), $0.real(2))
    }
    return try rows.map {
      Found(subject: try interning.subject(kind: $0.0, row: $0.1), rank: $0.2)
    }
  }
}
