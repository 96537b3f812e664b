import Catchword

/// Slips set for a printer of receipts: plain text, no wider than its paper.
enum SlipText {
  /// Characters of a line on paper 80 mm wide.
  private static let width = 42

  static func lines(_ slip: Slip) -> [String] {
    let rule = String(repeating: "-", count: width)
    let margin = (slip.entries.map(\.name.count).max() ?? 0) + 2
    var lines = [slip.heading, rule]
    for entry in slip.entries {
      let name = entry.name + ":"
      lines.append(name + String(repeating: " ", count: margin - name.count) + entry.text)
    }
    if !slip.lines.isEmpty { lines.append(rule) }
    for line in slip.lines {
      lines += wrapped(line.text)
      let barcode = line.barcode ?? ""
      let gap = line.detail.isEmpty ? 0 : max(2, width - barcode.count - line.detail.count)
      let last = barcode + String(repeating: " ", count: gap) + line.detail
      if !last.isEmpty { lines.append(last) }
    }
    return lines + [rule]
  }

  /// Broken between words; a word that is wider than the paper is left to the printer.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

/// A slip as scripts read it.
struct SlipShape: Encodable {
  struct Entry: Encodable {
    let name: String
    let text: String
  }

  struct Line: Encodable {
    let text: String
    let detail: String
    @OrNull var barcode: String?
  }

  let kind: String
  let heading: String
  let entries: [Entry]
  let lines: [Line]

  init(_ slip: Slip) {
    kind = slip.kind.rawValue
    heading = slip.heading
    entries = slip.entries.map { Entry(name: $0.name, text: $0.text) }
    lines = slip.lines.map { Line(text: $0.text, detail: $0.detail, barcode: $0.barcode) }
  }
}
