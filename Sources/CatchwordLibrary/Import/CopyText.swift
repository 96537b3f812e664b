/// A table in PostgreSQL's COPY text with a header: cells between tabs, `\N` for null, escapes by
/// backslash. Rows that have not as many cells as the header are set apart, each with its line.
package struct CopyText: Sendable {
  /// A row by column; a null is absent.
  package struct Row: Sendable {
    /// Line of the file, counted from 1.
    package let line: Int
    fileprivate let raw: Substring
    private let cells: [String?]
    private let places: [String: Int]

    fileprivate init(line: Int, raw: Substring, cells: [String?], places: [String: Int]) {
      self.line = line
      self.raw = raw
      self.cells = cells
      self.places = places
    }

    /// In bytes, as it stands in the file.
    package var size: Int { raw.utf8.count }

    package subscript(column: String) -> String? { places[column].flatMap { cells[$0] } }
  }

  /// A line that is no row.
  package struct Broken: Sendable, Equatable {
    package let line: Int
    /// How many cells it has.
    package let cells: Int

    package init(line: Int, cells: Int) {
      self.line = line
      self.cells = cells
    }
  }

  package private(set) var columns: [String] = []
  package private(set) var rows: [Row] = []
  package private(set) var broken: [Broken] = []
  private var header: Substring = ""

  package init(_ text: String) {
    var number = 0
    var places: [String: Int] = [:]
    // By bytes: a carriage return and a line feed are one character of Swift's.
    for var bytes in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false) {
      number += 1
      if bytes.last == 0x0d { bytes.removeLast() }
      let line = Substring(bytes)
      if line.isEmpty || line == "\\." { continue }
      let cells = bytes.split(separator: 0x09, omittingEmptySubsequences: false).map {
        Substring($0)
      }
      guard !columns.isEmpty else {
        columns = cells.map(String.init)
        places = Dictionary(
          columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        header = line
        continue
      }
      guard cells.count == columns.count else {
        broken.append(Broken(line: number, cells: cells.count))
        continue
      }
      rows.append(
        Row(
          line: number, raw: line, cells: cells.map { $0 == "\\N" ? nil : Self.unescaped($0) },
          places: places))
    }
  }

  /// The same table without what is no row.
  package var whole: String { ([header] + rows.map(\.raw)).joined(separator: "\n") }

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
