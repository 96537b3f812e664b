/// A table in PostgreSQL's COPY text with a header: cells between tabs, `\N` for null, escapes by
/// backslash.
struct CopyTable {
  /// A row by column; a null is absent.
  struct Row {
    fileprivate let cells: [String: String]

    subscript(column: String) -> String? { cells[column] }
    /// The row's key; what has none is named by its line.
    fileprivate(set) var key: String
  }

  let name: String
  private(set) var rows: [Row] = []

  /// - Throws: `ConversionError.unreadable`, where a row has not as many cells as the header.
  init(_ name: String, _ text: String) throws(ConversionError) {
    self.name = name
    var columns: [String]?
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      var line = line
      if line.hasSuffix("\r") { line.removeLast() }
      if line.isEmpty || line == "\\." { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard let header = columns else {
        columns = cells.map(String.init)
        continue
      }
      guard cells.count == header.count else {
        throw .unreadable(
          name, why: "line \(number) has \(cells.count) cells, the header \(header.count)")
      }
      var values: [String: String] = [:]
      for (column, cell) in zip(header, cells) where cell != "\\N" {
        values[column] = Self.unescaped(cell)
      }
      rows.append(Row(cells: values, key: values["id"] ?? values["code"] ?? "line \(number)"))
    }
  }

  private static func unescaped(_ cell: Substring) -> String {
    guard cell.contains("\\") else { return String(cell) }
    var text = ""
    var isEscaped = false
    for character in cell {
      if isEscaped {
        switch character {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r": text.append("\r")
        default: text.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
