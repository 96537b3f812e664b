import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Patrons and branches from CSV files. A row that cannot stand is refused alone, with its line; a
/// row that says nothing new writes nothing, so a file may be imported every night.
extension Replica {
  package static let patronColumns = [
    "card", "name", "category", "branch", "birth_date", "expiry",
  ]
  package static let branchColumns = ["code", "name", "kind"]

  /// - Parameter csv: the file's text; its header names `patronColumns`.
  /// - Throws: `CSVError`, before anything is written.
  package func importPatrons(
    _ csv: String, staff: String, dryRun: Bool = false
  ) throws -> TableImportReport {
    let table = try CSVTable(csv, columns: Self.patronColumns)
    var seen: Set<[UInt8]> = []
    return try importRows(of: table, staff: staff, dryRun: dryRun) { row, transaction in
      let values = try patronValues(table, row, in: transaction)
      guard seen.insert(Array(values.card.utf8)).inserted else {
        throw RowRefusal(
          column: "card", code: "card-repeated", text: "an earlier line has this card already")
      }
      return try patronOperations(values, in: transaction)
    }
  }

  /// - Parameter csv: the file's text; its header names `branchColumns`.
  /// - Throws: `CSVError`, before anything is written.
  package func importBranches(
    _ csv: String, staff: String, dryRun: Bool = false
  ) throws -> TableImportReport {
    let table = try CSVTable(csv, columns: Self.branchColumns)
    return try importRows(of: table, staff: staff, dryRun: dryRun) { row, transaction in
      let code = try required("code", table, row)
      guard Self.isBranchCode(code) else {
        throw RowRefusal(
          column: "code", code: "bad-branch-code",
          text: "\"\(code)\" is no branch code; use letters, digits, hyphens and underscores")
      }
      let kind = table.cell("kind", of: row) ?? ""
      let said = Self.branchRecord(
        code, name: try required("name", table, row), kind: kind.isEmpty ? "branch" : kind)
      let held = try transaction.record(kind: LibraryKind.branch, said.record)
      return changes(said.values, in: held).map {
        [Operation(.write, kind: LibraryKind.branch, record: said.record, values: $0)]
      } ?? []
    }
  }

  /// Codes of the branches that are known here, ascending.
  package func branchCodes() throws -> [String] {
    try store.read { reader in
      try reader.records(kind: LibraryKind.branch, limit: .max)
        .compactMap { $0[BranchField.code].text }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func importRows(
    of table: CSVTable, staff: String, dryRun: Bool,
    _ plan: (CSVTable.Row, WriteTransaction) throws -> [Operation]
  ) throws -> TableImportReport {
    var report = TableImportReport()
    for start in stride(from: 0, to: table.rows.count, by: Limits.importRecordsPerCommit) {
      let rows = table.rows[start..<min(start + Limits.importRecordsPerCommit, table.rows.count)]
      var next = report
      do {
        _ = try commit(staff: staff) { transaction, _ in
          for row in rows {
            let operations = try take(row, of: table, into: &next) { try plan(row, transaction) }
            for operation in operations { try transaction.stage(operation) }
          }
          if dryRun { throw DryRun() }
        }
      } catch is DryRun {
        // Everything was checked against the real replica and rolled back.
      }
      report = next
    }
    report.checkInvariants()
    return report
  }

  private func take(
    _ row: CSVTable.Row, of table: CSVTable, into report: inout TableImportReport,
    _ plan: () throws -> [Operation]
  ) throws -> [Operation] {
    report.read += 1
    do {
      guard row.cells.count == table.columns.count else {
        throw RowRefusal(
          column: nil, code: "csv-cell-count",
          text: "has \(row.cells.count) cells, the header \(table.columns.count) columns")
      }
      let operations = try plan()
      if operations.isEmpty { report.skipped += 1 } else { report.accepted += 1 }
      return operations
    } catch let refusal as RowRefusal {
      report.rejected += 1
      report.messages.append(
        TableImportReport.Message(
          line: row.line, column: refusal.column, code: refusal.code, text: refusal.text))
      return []
    }
  }

  private struct DryRun: Error {}

  static func isBranchCode(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
          || $0 == "-" || $0 == "_"
      }
  }

  private func required(
    _ column: String, _ table: CSVTable, _ row: CSVTable.Row
  ) throws -> String {
    guard let text = table.cell(column, of: row), !text.isEmpty else {
      throw RowRefusal(column: column, code: "cell-empty", text: "a \(column) is needed")
    }
    return text
  }

  /// - Returns: the values that differ from what is shown; nil where none does.
  func changes(_ said: [FieldValue], in held: RecordView?) -> [FieldValue]? {
    guard let held, !held.state.isDead else { return said }
    let changed = said.filter { held[$0.field] != $0.value }
    return changed.isEmpty ? nil : changed
  }
}

// MARK: - Patrons

/// A row of the patrons' table, checked.
private struct PatronRow {
  let card: String
  let values: [FieldValue]
}

extension Replica {
  private func patronValues(
    _ table: CSVTable, _ row: CSVTable.Row, in reader: any RecordReading
  ) throws -> PatronRow {
    let card = try required("card", table, row)
    let name = try required("name", table, row)
    let branch = try required("branch", table, row)
    guard
      try reader.records(kind: LibraryKind.branch, where: BranchField.code, is: .text(branch))
        .contains(where: { !$0.state.isDead })
    else {
      throw RowRefusal(
        column: "branch", code: "branch-unknown",
        text: "branch \"\(branch)\" is not defined; add it with `catchword import branches`")
    }
    let bearers = try reader.records(
      kind: LibraryKind.item, where: ItemField.barcode, is: .text(card))
    guard bearers.allSatisfy(\.state.isDead) else {
      throw RowRefusal(
        column: "card", code: "that-is-an-item", text: "this is the barcode of an item")
    }
    let category = table.cell("category", of: row) ?? ""
    return PatronRow(
      card: card,
      values: [
        FieldValue(PatronField.card, .text(card)), FieldValue(PatronField.name, .text(name)),
        FieldValue(PatronField.category, category.isEmpty ? .null : .text(category)),
        FieldValue(PatronField.branch, .text(branch)),
        FieldValue(PatronField.birthDate, try date("birth_date", table, row)),
        FieldValue(PatronField.expiry, try date("expiry", table, row)),
      ])
  }

  private func date(_ column: String, _ table: CSVTable, _ row: CSVTable.Row) throws -> Value {
    guard let text = table.cell(column, of: row), !text.isEmpty else { return .null }
    do {
      return .integer(try CivilDate(parsing: text).day)
    } catch {
      throw RowRefusal(column: column, code: "not-a-date", text: error.description)
    }
  }

  private func patronOperations(
    _ row: PatronRow, in transaction: WriteTransaction
  ) throws -> [Operation] {
    let bearers = try transaction.records(
      kind: LibraryKind.patron, where: PatronField.card, is: .text(row.card)
    ).filter { try !$0.state.isDead && !transaction.isErased($0.id) }
    guard bearers.count <= 1 else {
      throw RowRefusal(
        column: "card", code: "ambiguous-card", text: "\(bearers.count) patrons bear this card")
    }
    guard let held = bearers.first else {
      let id = try mintPatron(in: transaction)
      let present = row.values.filter { !$0.value.isNull }
      return [Operation(.write, kind: LibraryKind.patron, record: id, values: present)]
    }
    guard let changed = changes(row.values, in: held) else { return [] }
    return try CatalogEdit.setPatron(held.id, changed, settles: [])
      .plan(in: transaction) { try transaction.mint() }.operations
  }
}
