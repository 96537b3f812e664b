/// The rows that Catchword's library keeps, in SQLite alone: the event, the loan and the item, in columns
/// and under indexes like those of the replica's tables: an item that comes back elsewhere stands in that
/// branch's shelf list. It is told which row it is, checks nothing, and cannot sync.
final class PlainLibrary: PlainConnection {
  enum Action: Int64 {
    case lend = 1
    case takeBack = 2
    case renew = 3
  }

  private var insertItem: OpaquePointer?
  private var insertEvent: OpaquePointer?
  private var insertLoan: OpaquePointer?
  private var closeLoan: OpaquePointer?
  private var renewLoan: OpaquePointer?
  private var lendItem: OpaquePointer?
  private var returnItem: OpaquePointer?
  private var renewItem: OpaquePointer?
  private var events: Int64 = 0

  private static let tables = [
    """
    CREATE TABLE IF NOT EXISTS item (
      id INTEGER PRIMARY KEY, bib INT, barcode TEXT, owner TEXT, call_number TEXT, type TEXT,
      status TEXT, eligibility TEXT, claims TEXT, custody TEXT, custody_branch TEXT, loan INT,
      due INT, since INT, shelf_key TEXT)
    """,
    "CREATE INDEX IF NOT EXISTS item_bib ON item (bib)",
    "CREATE INDEX IF NOT EXISTS item_barcode ON item (barcode)",
    "CREATE INDEX IF NOT EXISTS item_call_number ON item (call_number)",
    "CREATE INDEX IF NOT EXISTS item_shelf_key ON item (shelf_key)",
    """
    CREATE TABLE IF NOT EXISTS event (
      id INTEGER PRIMARY KEY, action INT, item INT, barcode TEXT, patron INT, branch TEXT,
      staff TEXT, time INT, due INT, rule INT, loan INT, policy INT)
    """,
    "CREATE INDEX IF NOT EXISTS event_item ON event (item)",
    "CREATE INDEX IF NOT EXISTS event_patron ON event (patron) WHERE patron IS NOT NULL",
    """
    CREATE TABLE IF NOT EXISTS loan (
      id INTEGER PRIMARY KEY, event INT, item INT, patron INT, branch TEXT, started INT, due INT,
      renewals INT, standing TEXT, closed_at INT, closed_by INT, closed_how TEXT, barcode TEXT,
      named INT)
    """,
    "CREATE INDEX IF NOT EXISTS loan_item ON loan (item)",
    "CREATE INDEX IF NOT EXISTS loan_patron ON loan (patron)",
    "CREATE INDEX IF NOT EXISTS loan_standing ON loan (standing)",
    "CREATE INDEX IF NOT EXISTS loan_named ON loan (named) WHERE named IS NOT NULL",
  ]

  /// - Parameter events: how many stand there already.
  init(path: String, events: Int = 0) throws {
    try super.init(path: path, tables: Self.tables)
    self.events = Int64(events)
    insertItem = try prepare(
      """
      INSERT INTO item VALUES (
        ?, ?, ?, 'B1', ?, ?, 'available', 'lendable', '', 'branch', 'B1', NULL, NULL, NULL,
        'B1 ' || ?4)
      """)
    insertEvent = try prepare(
      "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, 'bench', ?, ?, 1, ?, 1)")
    insertLoan = try prepare(
      """
      INSERT INTO loan VALUES (
        ?, ?1, ?, ?, ?, ?, ?, 0, 'open', NULL, NULL, NULL, ?, NULL)
      """)
    closeLoan = try prepare(
      """
      UPDATE loan SET standing = 'closed', closed_at = ?, closed_by = ?, closed_how = 'checkin',
        named = 1 WHERE id = ?
      """)
    renewLoan = try prepare("UPDATE loan SET due = ?, renewals = renewals + 1 WHERE id = ?")
    lendItem = try prepare(
      """
      UPDATE item SET status = 'on loan', custody = 'loan', custody_branch = ?, loan = ?, due = ?,
        since = ? WHERE id = ?
      """)
    returnItem = try prepare(
      """
      UPDATE item SET status = 'available', custody = 'branch', custody_branch = ?, loan = NULL,
        due = NULL, since = ?, shelf_key = ?1 || ' ' || call_number WHERE id = ?
      """)
    renewItem = try prepare("UPDATE item SET due = ?, since = ? WHERE id = ?")
  }

  func add(item: Int) throws {
    bind(insertItem, 1, Int64(item))
    bind(insertItem, 2, Int64(item / 2))
    bind(insertItem, 3, DeskSide.barcode(item))
    bind(insertItem, 4, "\(item % 1_000).\(item % 97) B\(item)")
    bind(insertItem, 5, DeskPolicies.itemTypes[item % 4])
    try step(insertItem)
  }

  /// - Parameter loan: the event that lent it; nil for a loan that begins.
  /// - Returns: the event.
  @discardableResult
  func state(
    _ action: Action, _ item: Int, patron: Int, branch: String, loan: Int64?
  ) throws -> Int64 {
    events += 1
    let (event, due) = (events, events / 1_000 + 21)
    bind(insertEvent, 1, event)
    bind(insertEvent, 2, action.rawValue)
    bind(insertEvent, 3, Int64(item))
    bind(insertEvent, 4, DeskSide.barcode(item))
    if action == .takeBack { bindNull(insertEvent, 5) } else { bind(insertEvent, 5, Int64(patron)) }
    bind(insertEvent, 6, branch)
    bind(insertEvent, 7, event)
    if action == .takeBack { bindNull(insertEvent, 8) } else { bind(insertEvent, 8, due) }
    if let loan { bind(insertEvent, 9, loan) } else { bindNull(insertEvent, 9) }
    try step(insertEvent)
    switch action {
    case .lend: try lend(item, patron, branch, event, due)
    case .takeBack: try takeBack(item, branch, event, loan ?? 0)
    case .renew:
      bind(renewLoan, 1, due)
      bind(renewLoan, 2, loan ?? 0)
      try step(renewLoan)
      bind(renewItem, 1, due)
      bind(renewItem, 2, event)
      bind(renewItem, 3, Int64(item))
      try step(renewItem)
    }
    return event
  }

  private func lend(
    _ item: Int, _ patron: Int, _ branch: String, _ event: Int64, _ due: Int64
  ) throws {
    bind(insertLoan, 1, event)
    bind(insertLoan, 2, Int64(item))
    bind(insertLoan, 3, Int64(patron))
    bind(insertLoan, 4, branch)
    bind(insertLoan, 5, event)
    bind(insertLoan, 6, due)
    bind(insertLoan, 7, DeskSide.barcode(item))
    try step(insertLoan)
    bind(lendItem, 1, branch)
    bind(lendItem, 2, event)
    bind(lendItem, 3, due)
    bind(lendItem, 4, event)
    bind(lendItem, 5, Int64(item))
    try step(lendItem)
  }

  private func takeBack(_ item: Int, _ branch: String, _ event: Int64, _ loan: Int64) throws {
    bind(closeLoan, 1, event)
    bind(closeLoan, 2, event)
    bind(closeLoan, 3, loan)
    try step(closeLoan)
    bind(returnItem, 1, branch)
    bind(returnItem, 2, event)
    bind(returnItem, 3, Int64(item))
    try step(returnItem)
  }
}
