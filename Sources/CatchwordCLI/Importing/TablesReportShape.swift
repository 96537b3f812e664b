import Catchword

/// `import-evergreen`: the figures of every table, and a line for every row that lost something.
struct TablesReportShape: Encodable {
  struct Table: Encodable, Equatable {
    let file: String
    let read: Int
    let accepted: Int
    let warned: Int
    let skipped: Int
    let rejected: Int
  }

  struct Line: Encodable, Equatable {
    let file: String
    @OrNull var row: Int?
    @OrNull var id: String?
    let fate: String
    let code: String
    let text: String

    static func == (a: Line, b: Line) -> Bool { a.sentence == b.sentence && a.code == b.code }

    /// `asset.copy.tsv, row 17 (id 16): rejected: it is deleted in Evergreen`
    var sentence: String {
      let place = [row.map { "row \($0)" }, id.map { "(id \($0))" }].compactMap { $0 }
      return ([file] + (place.isEmpty ? [] : [place.joined(separator: " ")]))
        .joined(separator: ", ") + ": \(fate): \(text)"
    }
  }

  let dryRun: Bool
  let read: Int
  let accepted: Int
  let warned: Int
  let skipped: Int
  let rejected: Int
  let tables: [Table]
  let messages: [Line]
  let remarks: [String]

  private enum CodingKeys: String, CodingKey {
    case dryRun = "dry_run"
    case read, accepted, warned, skipped, rejected, tables, messages, remarks
  }

  init(_ report: TablesReport, isDryRun: Bool) {
    dryRun = isDryRun
    tables = report.accounts.map {
      Table(
        file: $0.file, read: $0.read, accepted: $0.accepted, warned: $0.warned,
        skipped: $0.skipped, rejected: $0.rejected)
    }
    read = tables.reduce(0) { $0 + $1.read }
    accepted = tables.reduce(0) { $0 + $1.accepted }
    warned = tables.reduce(0) { $0 + $1.warned }
    skipped = tables.reduce(0) { $0 + $1.skipped }
    rejected = tables.reduce(0) { $0 + $1.rejected }
    messages = report.lines.map {
      Line(
        file: $0.file, row: $0.row, id: $0.id, fate: $0.fate.rawValue, code: $0.code, text: $0.text)
    }
    remarks = report.remarks
  }

  // MARK: For people

  private static let shownLines = 20

  func tell(_ workplace: Workplace) {
    if workplace.json { return Console.say(JSON.text(Answer("import-evergreen", self))) }
    let said = messages.filter { $0.fate != "accepted" }
    for line in said.prefix(Self.shownLines) { Console.note(line.sentence) }
    if said.count > Self.shownLines {
      Console.note(
        "… and \(said.count - Self.shownLines) more lines; --report FILE or --json has all of them")
    }
    for remark in remarks { Console.note(remark) }
    for line in figures { Console.say(line) }
    if dryRun { Console.say("Nothing was written.") }
  }

  /// Everything, as a text file has it.
  var allLines: [String] { figures + remarks + messages.map(\.sentence) }

  /// One line a table; what was read is the sum of what became of it.
  private var figures: [String] {
    tables.map { table in
      "\(table.file): \(table.read) rows: \(table.accepted) accepted, \(table.warned) with remarks, "
        + "\(table.skipped) unchanged, \(table.rejected) rejected"
    }
  }

  // MARK: For spreadsheets

  /// First the figures, as rows without a place whose id is empty, then one row a line.
  var csv: String {
    var rows = [["file", "row", "id", "fate", "count", "code", "text"]]
    for table in tables {
      for (fate, count) in [
        ("read", table.read), ("accepted", table.accepted), ("warned", table.warned),
        ("skipped", table.skipped), ("rejected", table.rejected),
      ] {
        rows.append([table.file, "", "", fate, String(count), "total", ""])
      }
    }
    for line in messages {
      rows.append([
        line.file, line.row.map(String.init) ?? "", line.id ?? "", line.fate, "", line.code,
        line.text,
      ])
    }
    return rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
