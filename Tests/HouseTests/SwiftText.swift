/// A Swift file taken apart line by line: what is code, what is comment, what stands in quotes.
///
/// A scanner and no parser: it knows comments, all forms of string literals and interpolation, and
/// treats what stands inside an interpolation as code again.
struct SwiftText {
  struct Literal {
    /// Counted from 0: the line on which the literal opens.
    let line: Int
    var text = ""
    var isInterpolated = false
    /// Whether something other than a literal is added to it by `+`.
    var isExtended = false
  }

  private(set) var code: [String] = [""]
  private(set) var comments: [String] = [""]
  private(set) var literals: [Literal] = []

  private let characters: [Character]
  private var index = 0

  init(_ text: String) {
    characters = Array(text)
    scanCode(untilParenthesis: false)
  }

  private var current: Character? { index < characters.count ? characters[index] : nil }

  private func peek(_ offset: Int = 1) -> Character? {
    index + offset < characters.count ? characters[index + offset] : nil
  }

  private mutating func breakLine() {
    code.append("")
    comments.append("")
  }

  private mutating func scanCode(untilParenthesis: Bool) {
    var depth = 0
    while let character = current {
      switch character {
      case "/" where peek() == "/": scanLineComment()
      case "/" where peek() == "*": scanBlockComment()
      case "\"": scanString(pounds: 0)
      case "#" where poundsBeforeQuote > 0: scanString(pounds: poundsBeforeQuote)
      case "\n":
        breakLine()
        index += 1
      default:
        if character == ")" && depth == 0 && untilParenthesis { return }
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
        code[code.count - 1].append(character)
        index += 1
      }
    }
  }

  private var poundsBeforeQuote: Int {
    var count = 0
    while peek(count) == "#" { count += 1 }
    return peek(count) == "\"" ? count : 0
  }

  private mutating func scanLineComment() {
    while let character = current, character != "\n" {
      comments[comments.count - 1].append(character)
      index += 1
    }
  }

  private mutating func scanBlockComment() {
    var depth = 0
    while let character = current {
      if character == "/" && peek() == "*" { depth += 1 }
      if character == "*" && peek() == "/" { depth -= 1 }
      if character == "\n" { breakLine() } else { comments[comments.count - 1].append(character) }
      index += 1
      if depth == 0 && character == "*" {
        index += 1
        return
      }
    }
  }

  private mutating func scanString(pounds: Int) {
    var literal = Literal(line: code.count - 1)
    index += pounds
    let isMultiline = peek() == "\"" && peek(2) == "\""
    let quotes = isMultiline ? 3 : 1
    index += quotes
    code[code.count - 1].append("\"")
    while let character = current {
      if character == "\\" && stands("#", times: pounds, at: 1) {
        index += 1 + pounds
        if current == "(" {
          literal.isInterpolated = true
          literal.text.append("…")
          index += 1
          scanCode(untilParenthesis: true)
        } else {
          literal.text.append(" ")
        }
        index += 1
      } else if character == "\""
        && stands("\"", times: quotes, at: 0) && stands("#", times: pounds, at: quotes)
      {
        index += quotes + pounds
        break
      } else if character == "\n" {
        breakLine()
        literal.text.append(" ")
        index += 1
        if !isMultiline { break }
      } else {
        literal.text.append(character)
        index += 1
      }
    }
    code[code.count - 1].append("\"")
    literal.isExtended = isExtendedHere
    literals.append(literal)
  }

  private func stands(_ character: Character, times: Int, at offset: Int) -> Bool {
    (0..<times).allSatisfy { peek(offset + $0) == character }
  }

  private var isExtendedHere: Bool {
    var rest = characters[index...].drop { $0 == " " || $0 == "\n" }
    guard rest.first == "+" else { return false }
    rest = rest.dropFirst().drop { $0 == " " || $0 == "\n" }
    return rest.first != "\"" && rest.first != "#" && rest.first != "="
  }
}
