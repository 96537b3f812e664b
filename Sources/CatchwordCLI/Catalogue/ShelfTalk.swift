import Catchword
import CatchwordLibrary

/// A shelf list on its way out: as people read it, as a table, as one object, or as barcodes alone.
struct ShelfTalk {
  enum List: Equatable {
    case all
    case missing(CivilDate)
    case misplaced(CivilDate)
  }

  enum Manner: Equatable {
    case text
    case csv
    case json
    case barcodes
  }

  private let span: ShelfSpan
  private let list: List
  private let manner: Manner
  private var count = 0
  private var withoutBarcode = 0
  private var shapes: [ShelfLineShape] = []
  private var heading: String?

  init(_ span: ShelfSpan, _ list: List, _ manner: Manner) {
    self.span = span
    self.list = list
    self.manner = manner
  }

  func begin() {
    if manner == .csv { Console.say(CSVLine.text(ShelfLineShape.names)) }
  }

  mutating func give(_ line: ShelfLine, _ misplaced: MisplacedLine? = nil) {
    count += 1
    let shape = ShelfLineShape(line, misplaced)
    switch manner {
    case .text: say(line, shape)
    case .csv: Console.say(CSVLine.text(shape.cells))
    case .json: shapes.append(shape)
    case .barcodes:
      if let barcode = line.barcode {
        Console.say(barcode)
      } else {
        withoutBarcode += 1
        Console.note("No barcode: \(line.callNumber ?? "no call number")  \(line.title)")
      }
    }
  }

  /// Ends the list; what people should know besides goes to standard error.
  func finish() {
    switch manner {
    case .json:
      let (word, day) = naming
      Console.say(
        JSON.text(
          Answer(
            "shelflist",
            ShelfShape(
              branch: span.branch, location: span.location, list: word, since: day, items: shapes))
        ))
    case .text: Console.note(summary)
    case .csv, .barcodes: break
    }
  }

  private var naming: (word: String, day: String?) {
    switch list {
    case .all: ("all", nil)
    case .missing(let day): ("missing", day.description)
    case .misplaced(let day): ("misplaced", day.description)
    }
  }

  private var summary: String {
    let things = "\(count == 0 ? "No" : "\(count)") item\(count == 1 ? "" : "s")"
    switch list {
    case .all:
      return "\(things) at \(span.branch)\(span.location.map { ", \($0)" } ?? "")."
    case .missing(let day):
      let next = "; after a search, --barcodes gives them to `catchword mark missing -`"
      return "\(things) not seen since \(day)\(count == 0 ? "" : next)."
    case .misplaced(let day):
      return "\(things) met in a wrong place since \(day)."
    }
  }

  /// A line of text, below the name of its location where several are listed.
  private mutating func say(_ line: ShelfLine, _ shape: ShelfLineShape) {
    let place = line.shelvingLocation ?? ""
    if span.location == nil, heading.map({ !$0.utf8.elementsEqual(place.utf8) }) ?? true {
      if heading != nil { Console.say("") }
      heading = place
      Console.say("\(span.branch), \(place.isEmpty ? "no location" : place)")
    }
    let label = [line.callNumber, line.enumeration, line.copyNumber.map { "c.\($0)" }]
      .compactMap { $0 }.joined(separator: " ")
    Console.say(
      [
        Self.filled(line.barcode ?? "no barcode", to: 14),
        Self.filled(label.isEmpty ? "no call number" : label, to: 28),
        Self.filled(Self.cut(line.title, to: 36), to: 36),
        shape.state(at: span.branch),
      ].joined(separator: "  "))
  }

  private static func filled(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(width - 1) + "…"
  }
}

/// Cells of a table as RFC 4180 has them.
enum CSVLine {
  static func text(_ cells: [String]) -> String {
    cells.map { cell in
      let isPlain = cell.utf8.allSatisfy { ![0x22, 0x2c, 0x0a, 0x0d].contains($0) }
      return isPlain
        ? cell
        : "\""
          + cell.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
