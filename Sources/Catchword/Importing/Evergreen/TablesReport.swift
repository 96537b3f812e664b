/// What became of every row of another system's tables.
///
/// Law: of each table, read = accepted + warned + skipped + rejected, and a row that was rejected or
/// warned of has a line with the reason. Lines name rows by their ids and hold nobody's name.
package struct TablesReport: Sendable {
  package enum Fate: String, Sendable {
    case accepted
    /// Taken over, but for what the line says.
    case warned
    /// Said nothing that was not here already.
    case skipped
    case rejected
  }

  /// One row that something is to be said of.
  package struct Line: Sendable, Equatable {
    package let file: String
    /// Line of a table, or number of a record, counted from 1.
    package let row: Int?
    /// The row's own id.
    package let id: String?
    package let fate: Fate
    package let code: String
    package let text: String
  }

  /// The figures of one table.
  package struct Account: Sendable, Equatable {
    package let file: String
    package var read = 0
    package var accepted = 0
    package var warned = 0
    package var skipped = 0
    package var rejected = 0
  }

  /// By table, in the order in which they were taken.
  package private(set) var accounts: [Account] = []
  package private(set) var lines: [Line] = []
  /// What concerns no single row.
  package private(set) var remarks: [String] = []

  package init() {}

  /// Counts one row.
  ///
  /// - Parameter text: why it was rejected, or what of it was not taken over; nil where nothing is
  ///   to be said.
  package mutating func settle(
    _ file: String, row: Int?, id: String?, _ fate: Fate, code: String = "", _ text: String? = nil
  ) {
    edit(file) { account in
      account.read += 1
      switch fate {
      case .accepted: account.accepted += 1
      case .warned: account.warned += 1
      case .skipped: account.skipped += 1
      case .rejected: account.rejected += 1
      }
    }
    if let text {
      lines.append(Line(file: file, row: row, id: id, fate: fate, code: code, text: text))
    }
  }

  /// Counts rows of which nothing is to be said, or whose lines come by `say`.
  package mutating func count(
    _ file: String, accepted: Int, warned: Int, skipped: Int, rejected: Int
  ) {
    edit(file) { account in
      account.read += accepted + warned + skipped + rejected
      account.accepted += accepted
      account.warned += warned
      account.skipped += skipped
      account.rejected += rejected
    }
  }

  /// A line about a row that is counted elsewhere.
  package mutating func say(_ line: Line) { lines.append(line) }

  package mutating func remark(_ text: String) { remarks.append(text) }

  package func checkInvariants() {
    for account in accounts {
      precondition(
        account.read == account.accepted + account.warned + account.skipped + account.rejected,
        "an import must add up")
    }
  }

  private mutating func edit(_ file: String, _ body: (inout Account) -> Void) {
    if let index = accounts.firstIndex(where: { $0.file.utf8.elementsEqual(file.utf8) }) {
      return body(&accounts[index])
    }
    var account = Account(file: file)
    body(&account)
    accounts.append(account)
  }
}

extension TablesReport.Line {
  package init(
    _ file: String, row: Int?, id: String?, _ fate: TablesReport.Fate, code: String, _ text: String
  ) {
    self.init(file: file, row: row, id: id, fate: fate, code: code, text: text)
  }
}
