import CatchwordLibrary

/// A table in PostgreSQL's COPY text of which every line is a row.
struct CopyTable {
  /// A row by column; a null is absent.
  struct Row {
    private let row: CopyText.Row

    fileprivate init(_ row: CopyText.Row) { self.row = row }

    subscript(column: String) -> String? { row[column] }
    /// The row's key; what has none is named by its line.
    var key: String { row["id"] ?? row["code"] ?? "line \(row.line)" }
  }

  let name: String
  let rows: [Row]

  /// - Throws: `ConversionError.unreadable`, where a row has not as many cells as the header.
  init(_ name: String, _ text: String) throws(ConversionError) {
    let table = CopyText(text)
    if let broken = table.broken.first {
      throw .unreadable(
        name,
        why: "line \(broken.line) has \(broken.cells) cells, the header \(table.columns.count)")
    }
    self.name = name
    rows = table.rows.map(Row.init)
  }
}
