/// Text of HTML and SVG, built so that nothing that a story says gets out of its place.
struct Markup: Sendable {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var text = ""

  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    text += ">"
  }

  mutating func close(_ name: String) { text += "</" + name + ">\n" }

  mutating func add(_ content: String) { text += Self.escaped(content) }

  mutating func add(_ other: Markup) { text += other.text }

  /// - Parameter title: what a pointer that rests on it is told, and a screen reader.
  mutating func element(
    _ name: String, _ attributes: Attributes = [:], title: String? = nil, _ content: String = ""
  ) {
    open(name, attributes)
    if let title {
      open("title")
      add(title)
      text += "</title>"
    }
    add(content)
    text += "</" + name + ">\n"
  }

  mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

  /// Text of ours that is no content: a style sheet.
  mutating func verbatim(_ own: StaticString) { text += own.description }

  /// Characters that XML does not know at all become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _
      where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        || (scalar.value & 0xfffe) == 0xfffe:
        result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Double {
  /// With one decimal at most, as drawings need it.
  var figure: String {
    let tenths = Int((self * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }
}

extension String {
  /// Cut to so many characters, with a mark where something is left out.
  func shortened(to most: Int) -> String {
    count <= most ? self : String(prefix(most - 1)).trimmedEnd + "…"
  }

  private var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Parted where a point or bar ends a sentence and a capital begins the next.
  var sentences: [String] {
    var sentences: [String] = []
    var sentence = ""
    for word in split(separator: " ", omittingEmptySubsequences: true) {
      let isBeginning = word.first?.isUppercase == true && sentence.last == "."
      if isBeginning {
        sentences.append(sentence)
        sentence = ""
      }
      sentence += (sentence.isEmpty ? "" : " ") + word
    }
    return sentence.isEmpty ? sentences : sentences + [sentence]
  }

  /// Lines of at most so many characters, broken at spaces where there are any.
  func wrapped(at most: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(whereSeparator: \.isWhitespace) {
      var word = String(word)
      if !line.isEmpty && line.count + 1 + word.count > most {
        lines.append(line)
        line = ""
      }
      while word.count > most {
        lines.append(String(word.prefix(most)))
        word = String(word.dropFirst(most))
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
