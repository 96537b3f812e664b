import CatchwordLibrary

/// What is not taken over, said row by row.
extension EvergreenImport {
  /// The ledger has facts of its own, so what is owed is entered and not copied.
  package func leaveMoney() {
    for file in EvergreenTables.moneyFiles {
      leave(
        file, code: "money-not-imported",
        because: "money is not imported: the ledger takes charges by `catchword charge`")
    }
  }

  /// Rejects every row of a table for one reason.
  package func leave(_ file: String, code: String, because reason: String) {
    settleBroken(file)
    for row in tables[file]?.rows ?? [] {
      report.settle(file, row: row.line, id: row["id"], .rejected, code: code, reason)
    }
  }

  /// - Parameter files: all tables of the folder.
  package func remarkUnread(_ files: [String], policy: [String]) {
    let read = Set(
      EvergreenTables.columns.map(\.file) + EvergreenTables.moneyFiles + policy
        + [EvergreenTables.bibFile])
    let rest = files.filter { !read.contains($0) }
    if !rest.isEmpty {
      report.remark("Not read: \(rest.joined(separator: ", ")).")
    }
    let absent = EvergreenTables.columns.map(\.file).filter { tables[$0] == nil }
    if !absent.isEmpty { report.remark("Not in the folder: \(absent.joined(separator: ", ")).") }
  }

  // MARK: Told from outside

  package func settle(
    _ file: String, row: Int?, id: String?, _ fate: TablesReport.Fate, code: String, _ text: String?
  ) {
    report.settle(file, row: row, id: id, fate, code: code, text)
  }

  package func count(
    _ file: String, accepted: Int, warned: Int, skipped: Int, rejected: Int,
    lines: [TablesReport.Line]
  ) {
    report.count(file, accepted: accepted, warned: warned, skipped: skipped, rejected: rejected)
    for line in lines { report.say(line) }
  }

  package func remark(_ text: String) { report.remark(text) }
}
