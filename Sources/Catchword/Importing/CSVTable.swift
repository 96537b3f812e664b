/// A table from a CSV file as RFC 4180 has it: commas, quotes doubled inside quotes, line feeds with
/// or without carriage returns. Every cell knows where it stood, so that a message can say so.
package struct CSVTable: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    /// Line of the file on which the row begins, counted from 1.
    package let line: Int
    package let cells: [String]
  }

  package let columns: [String]
  package let rows: [Row]

  /// - Parameter columns: what the header must name, in any order, and nothing else.
  package init(_ text: String, columns expected: [String]) throws(CSVError) {
    var reading = Reading(text)
    guard let header = try reading.row() else { throw .empty }
    let names = header.cells.map(Self.trimmed)
    for name in names where !expected.contains(name) {
      throw .unknownColumn(name, expected: expected)
    }
    for name in expected where names.count(where: { $0 == name }) != 1 {
      throw .missingColumn(name, expected: expected)
    }
    var rows: [Row] = []
    while let row = try reading.row() {
      // A blank line at the end, or between groups, is no row.
      if row.cells == [""] { continue }
      rows.append(row)
    }
    columns = names
    self.rows = rows
  }

  /// - Returns: nil where the row is too short to have the column.
  package func cell(_ name: String, of row: Row) -> String? {
    guard let index = columns.firstIndex(of: name), index < row.cells.count else { return nil }
    return Self.trimmed(row.cells[index])
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

/// Why a file is no table.
package enum CSVError: Error, Equatable, Sendable, CustomStringConvertible {
  case empty
  case missingColumn(String, expected: [String])
  case unknownColumn(String, expected: [String])
  case quoteNotClosed(line: Int, column: Int)
  case textAfterQuote(line: Int, column: Int)
  case quoteInText(line: Int, column: Int)

  package var code: String {
    switch self {
    case .empty: "csv-empty"
    case .missingColumn: "csv-missing-column"
    case .unknownColumn: "csv-unknown-column"
    case .quoteNotClosed, .textAfterQuote, .quoteInText: "csv-quotes"
    }
  }

  package var description: String {
    switch self {
    case .empty: "the file is empty; its first line must name the columns"
    case .missingColumn(let name, let expected):
      "the header must have the column \"\(name)\" once; it is \(expected.joined(separator: ","))"
    case .unknownColumn(let name, let expected):
      "the header has a column \"\(name)\"; it must be \(expected.joined(separator: ","))"
    case .quoteNotClosed(let line, let column):
      "line \(line), column \(column): the quote that opens here is never closed; nothing was read"
    case .textAfterQuote(let line, let column):
      "line \(line), column \(column): text follows a closing quote; put a comma between, or double "
        + "the quote"
    case .quoteInText(let line, let column):
      "line \(line), column \(column): a quote stands inside a cell without quotes; quote the cell "
        + "and double the quote"
    }
  }
}

/// Goes through the text once; lines and columns are counted in scalars, as editors show them.
private struct Reading {
  private var rest: Substring.UnicodeScalarView
  private var line = 1
  private var column = 1

  init(_ text: String) {
    var scalars = Substring(text).unicodeScalars
    if scalars.first == "\u{feff}" { scalars.removeFirst() }
    rest = scalars
  }

  /// - Returns: nil at the end of the text.
  mutating func row() throws(CSVError) -> CSVTable.Row? {
    guard !rest.isEmpty else { return nil }
    let start = line
    var cells: [String] = []
    repeat { cells.append(try cell()) } while take(",")
    _ = take("\r")
    if !rest.isEmpty { _ = take("\n") }
    return CSVTable.Row(line: start, cells: cells)
  }

  private mutating func cell() throws(CSVError) -> String {
    if rest.first == "\"" { return try quotedCell() }
    var text = String.UnicodeScalarView()
    while let next = rest.first, next != ",", next != "\n", !isLineEnd(next) {
      if next == "\"" { throw .quoteInText(line: line, column: column) }
      text.append(advance())
    }
    return String(text)
  }

  private mutating func quotedCell() throws(CSVError) -> String {
    let opening = (line, column)
    _ = advance()
    var text = String.UnicodeScalarView()
    while let next = rest.first {
      _ = advance()
      guard next == "\"" else {
        text.append(next)
        continue
      }
      if take("\"") {
        text.append("\"")
        continue
      }
      guard let after = rest.first, after != ",", after != "\n", !isLineEnd(after) else {
        return String(text)
      }
      throw .textAfterQuote(line: line, column: column)
    }
    throw .quoteNotClosed(line: opening.0, column: opening.1)
  }

  /// A carriage return ends a line only before a line feed or at the very end.
  private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar == "\r" else { return false }
    let next = rest.dropFirst().first
    return next == "\n" || next == nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    _ = advance()
    return true
  }

  private mutating func advance() -> Unicode.Scalar {
    let scalar = rest.removeFirst()
    if scalar == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    return scalar
  }
}
