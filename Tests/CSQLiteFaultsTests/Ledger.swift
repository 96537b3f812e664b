import GRDB
import Testing

/// A database whose transactions write two rows each, so that half of one can be seen.
struct Ledger {
  let path: String
  var journal = "WAL"
  var synchronous = "FULL"

  /// What a run came to know before it ended or failed.
  struct Progress: Equatable {
    var attempted = 0
    var acknowledged = 0
  }

  /// What is found afterwards.
  struct Finding: Equatable {
    var integrity = "ok"
    var rows = 0
    var latest = 0
  }

  func open() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.prepareDatabase { [journal, synchronous] database in
      try database.execute(sql: "PRAGMA page_size = 1024")
      try database.execute(sql: "PRAGMA journal_mode = \(journal)")
      try database.execute(sql: "PRAGMA synchronous = \(synchronous)")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Runs until the first failure; every third transaction is followed by a checkpoint.
  func write(_ transactions: Int) -> Progress {
    var progress = Progress()
    do {
      let queue = try open()
      try queue.write { database in
        try database.execute(
          sql: "CREATE TABLE IF NOT EXISTS entry (number INTEGER, half TEXT, filler BLOB)")
        try database.execute(sql: "CREATE INDEX IF NOT EXISTS entries ON entry (number, half)")
      }
      for number in 1...transactions {
        progress.attempted = number
        try append(number, to: queue)
        progress.acknowledged = number
        if number.isMultiple(of: 3) { try checkpoint(queue) }
      }
    } catch {
      // The disk failed, as planned; what was acknowledged before is what counts.
    }
    return progress
  }

  func append(_ number: Int, to queue: DatabaseQueue) throws {
    try queue.write { database in
      for half in ["debit", "credit"] {
        try database.execute(
          sql: "INSERT INTO entry VALUES (?, ?, zeroblob(?))",
          arguments: [number, half, number * 97 % 1_400])
      }
    }
  }

  private func checkpoint(_ queue: DatabaseQueue) throws {
    guard journal == "WAL" else { return }
    _ = try queue.inDatabase { try $0.checkpoint(.truncate) }
  }

  func find() throws -> Finding {
    try open().inDatabase { database in
      let integrity = try String.fetchOne(database, sql: "PRAGMA integrity_check") ?? "no answer"
      guard try database.tableExists("entry") else { return Finding(integrity: integrity) }
      let row = try Row.fetchOne(
        database, sql: "SELECT count(*), coalesce(max(number), 0) FROM entry")
      return Finding(integrity: integrity, rows: row?[0] ?? -1, latest: row?[1] ?? -1)
    }
  }

  /// - Returns: what is wrong with the database after a run of that progress; nil where nothing is.
  func complaint(after progress: Progress) -> String? {
    guard let found = try? find() else { return "cannot be read" }
    if found.integrity != "ok" { return found.integrity }
    if found.rows != 2 * found.latest { return "half a transaction: \(found)" }
    if found.latest < progress.acknowledged { return "lost: \(found) after \(progress)" }
    return found.latest > progress.attempted ? "from nowhere: \(found)" : nil
  }
}
