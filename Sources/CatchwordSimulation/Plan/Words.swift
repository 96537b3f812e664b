/// Why a line of a story or sweep cannot be read; it names the place and what is expected there.
package struct StoryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// From 1; 0 where no file is read.
  package var line: Int
  package let text: String
  /// How such a line looks, one form after another; empty where that is not the trouble.
  package var forms: [String] = []

  package init(line: Int = 0, _ text: String) {
    self.line = line
    self.text = text
  }

  package var description: String {
    let start = line > 0 ? "line \(line): \(text)" : text
    return forms.isEmpty
      ? start : start + "\nsuch a line looks like" + forms.map { "\n    " + $0 }.joined()
  }
}

/// The words of one line, taken one after another.
///
/// Words are parted by spaces; a text with spaces stands in double quotes, in which `\"` is a quote
/// and `\\` a backslash. `#` begins a remark.
package struct Words: Sendable {
  package private(set) var rest: ArraySlice<String>
  private let verb: String

  package init(_ words: [String], of verb: String = "") {
    rest = words[...]
    self.verb = verb
  }

  package init(line: String) throws {
    rest = try Self.split(line)[...]
    verb = rest.first ?? ""
  }

  package var isAtEnd: Bool { rest.isEmpty }
  package var next: String? { rest.first }

  package mutating func take(_ what: String) throws -> String {
    guard let word = rest.popFirst() else {
      throw StoryError("`\(verb)` needs \(what) here")
    }
    return word
  }

  /// Takes the word if it is the next one.
  package mutating func skip(_ word: String) -> Bool {
    guard rest.first?.utf8.elementsEqual(word.utf8) == true else { return false }
    rest = rest.dropFirst()
    return true
  }

  package mutating func expect(_ word: String) throws {
    guard skip(word) else {
      throw StoryError("`\(verb)` needs the word `\(word)` here, not `\(rest.first ?? "")`")
    }
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    of choices: Choice.Type = Choice.self
  ) throws -> Choice where Choice.RawValue == String {
    let offered = choices.allCases.map { "`\($0.rawValue)`" }
    let listed = offered.dropLast().joined(separator: ", ") + " or " + (offered.last ?? "")
    let word = try take(listed)
    guard let choice = Choice(rawValue: word) else {
      throw StoryError("here stands \(listed), not `\(word)`")
    }
    return choice
  }

  package mutating func number(_ what: String) throws -> Int64 {
    let word = try take(what)
    guard let number = Int64(word) else { throw StoryError("`\(word)` is not \(what)") }
    return number
  }

  package mutating func span(_ what: String) throws -> Span {
    let word = try take(what)
    guard let span = Span(word) else {
      throw StoryError("`\(word)` is not \(what); write it like 90s, 5m, -26h or +10y")
    }
    return span
  }

  /// All that is left.
  package mutating func takeAll() -> [String] {
    defer { rest = [] }
    return Array(rest)
  }

  package func finish() throws {
    guard let word = rest.first else { return }
    if word == "at" {
      let time = rest.dropFirst().joined(separator: " ")
      throw StoryError(
        (time.isEmpty ? "after `at` a time is missing" : "`\(time)` is no time")
          + "; write it like `at 09:00` or `at day 2 15:30`")
    }
    throw StoryError("`\(verb)` does not understand `\(word)` here")
  }

  package static func split(_ line: String) throws -> [String] {
    var words: [String] = []
    var word = ""
    var (isInside, isQuoted, isEscaped) = (false, false, false)
    for character in line {
      if isQuoted {
        if isEscaped {
          word.append(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isQuoted = false
        } else {
          word.append(character)
        }
      } else if character == "\"" {
        (isInside, isQuoted) = (true, true)
      } else if character == "#" && !isInside {
        break
      } else if character == " " || character == "\t" {
        if isInside { words.append(word) }
        (word, isInside) = ("", false)
      } else {
        word.append(character)
        isInside = true
      }
    }
    guard !isQuoted else { throw StoryError("a quote is not closed") }
    if isInside { words.append(word) }
    return words
  }

  /// A word as a line spells it: quoted where it must be.
  package static func spelled(_ word: String) -> String {
    let isPlain = !word.isEmpty && !word.contains { " \t\"\\#".contains($0) }
    if isPlain { return word }
    let escaped = word.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    return "\"\(escaped)\""
  }
}
