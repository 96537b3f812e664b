import GRDBSQLite

/// The same rows in SQLite alone, no sync.
final class PlainSide: PlainConnection {
  private var insertItem: OpaquePointer?
  private var insertLoan: OpaquePointer?
  private var updateStatus: OpaquePointer?
  private var updateNote: OpaquePointer?
  private var deleteItem: OpaquePointer?
  private var selectItem: OpaquePointer?
  private var selectLoan: OpaquePointer?

  init(path: String) throws {
    try super.init(
      path: path,
      tables: [
        """
        CREATE TABLE IF NOT EXISTS items (
          barcode TEXT PRIMARY KEY, call_number TEXT, home INT, current INT, status INT,
          condition INT, note TEXT)
        """,
        """
        CREATE TABLE IF NOT EXISTS loans (
          id TEXT PRIMARY KEY, kind INT, item TEXT, patron INT, branch INT, at INT, due INT)
        """,
      ])
    insertItem = try prepare("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?)")
    insertLoan = try prepare("INSERT INTO loans VALUES (?, ?, ?, ?, ?, ?, ?)")
    updateStatus = try prepare("UPDATE items SET status = ?, current = ? WHERE barcode = ?")
    updateNote = try prepare("UPDATE items SET condition = ?, note = ? WHERE barcode = ?")
    deleteItem = try prepare("DELETE FROM items WHERE barcode = ?")
    selectItem = try prepare("SELECT * FROM items WHERE barcode = ?")
    selectLoan = try prepare("SELECT * FROM loans WHERE id = ?")
  }

  func transaction(_ changes: some Sequence<Change>) throws {
    try transaction { for change in changes { try apply(change) } }
  }

  private func apply(_ change: Change) throws {
    switch change {
    case .item(let item):
      bind(insertItem, 1, item.barcode)
      bind(insertItem, 2, item.callNumber)
      bind(insertItem, 3, item.home)
      bind(insertItem, 4, item.current)
      bind(insertItem, 5, item.status)
      bind(insertItem, 6, item.condition)
      bind(insertItem, 7, item.note)
      try step(insertItem)
    case .loan(let loan):
      bind(insertLoan, 1, loan.id)
      bind(insertLoan, 2, loan.action)
      bind(insertLoan, 3, loan.item.barcode)
      bind(insertLoan, 4, loan.patron)
      bind(insertLoan, 5, loan.branch)
      bind(insertLoan, 6, loan.at)
      bind(insertLoan, 7, loan.due)
      try step(insertLoan)
    case .status(let key, let status, let current):
      bind(updateStatus, 1, status)
      bind(updateStatus, 2, current)
      bind(updateStatus, 3, key.barcode)
      try step(updateStatus)
    case .note(let key, let condition, let note):
      bind(updateNote, 1, condition)
      bind(updateNote, 2, note)
      bind(updateNote, 3, key.barcode)
      try step(updateNote)
    case .weed(let key):
      bind(deleteItem, 1, key.barcode)
      try step(deleteItem)
    }
  }

  /// Reads the rows that the changes left, as tab-separated text: what an application without any
  /// record of its changes would send, if it knew which rows to send.
  func text(of changes: some Sequence<Change>) throws -> [UInt8] {
    var text: [UInt8] = []
    for change in changes {
      let (statement, key) =
        switch change {
        case .item(let item): (selectItem, item.barcode)
        case .loan(let loan): (selectLoan, loan.id)
        case .status(let key, _, _), .note(let key, _, _), .weed(let key):
          (selectItem, key.barcode)
        }
      bind(statement, 1, key)
      if sqlite3_step(statement) == SQLITE_ROW {
        for column in 0..<sqlite3_column_count(statement) {
          let count = Int(sqlite3_column_bytes(statement, column))
          if let start = sqlite3_column_text(statement, column) {
            text.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
          }
          text.append(0x09)
        }
      } else {
        text += key.utf8
      }
      text.append(0x0a)
      sqlite3_reset(statement)
    }
    return text
  }
}
