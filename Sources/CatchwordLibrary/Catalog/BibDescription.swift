package import CatchwordCore

/// What a person and a search read of a bib, from its MARC fields.
package struct BibDescription: Sendable {
  package let title: String
  package let author: String?
  package let year: Int64?
  private let fields: [Occurrence]

  private struct Occurrence {
    let tag: String
    let content: FieldContent
  }

  /// - Parameter views: the bib's living fields in their order.
  package init(_ views: [RecordView]) {
    self.init(views.map { ($0, FieldContent($0[BibChildField.content].text ?? "")) })
  }

  /// - Parameter shown: the same, each with what is shown of it: its authority's heading, if any.
  package init(_ shown: [(view: RecordView, content: FieldContent)]) {
    fields = shown.map { view, content in
      let tag = view[BibChildField.tag].text ?? ""
      // An 880 holds another field in its original script and names it in $6: `245-01`.
      let linked = tag == "880" ? content["6"].map { String($0.prefix(3)) } : nil
      return Occurrence(tag: linked ?? tag, content: content)
    }
    title = Self.title(fields)
    author = Self.author(fields)
    year = Self.year(fields)
  }

  /// Title, names and the rest, in tokens. Call numbers come from the bib's items.
  package func document(callNumbers: [String]) -> SearchDocument {
    var title: [String] = []
    var names: [String] = []
    var rest: [String] = []
    for field in fields {
      let words = field.content.words
      switch field.tag {
      case "130", "240", "245", "246": title.append(words)
      case "100", "110", "111", "700", "710", "711", "720": names.append(words)
      case "730", "740": title.append(words)
      case "490", "440", "505", "520", "800", "810", "811", "830": rest.append(words)
      case "020", "022": rest += field.content.texts("alz").map(Self.withoutHyphens)
      default:
        if field.tag.utf8.first == UInt8(ascii: "6"), field.tag.utf8.count == 3 {
          rest.append(words)
        }
      }
    }
    rest += callNumbers
    return SearchDocument(
      title: Self.tokens(title), names: Self.tokens(names), rest: Self.tokens(rest))
  }

  private static func tokens(_ texts: [String]) -> String {
    SearchText.tokenized(texts.joined(separator: " "))
  }

  private static func title(_ fields: [Occurrence]) -> String {
    guard let field = fields.first(where: { $0.tag == "245" }) else { return "" }
    return trimmed(field.content.texts("abnp").joined(separator: " "))
  }

  private static func author(_ fields: [Occurrence]) -> String? {
    let main = fields.first { ["100", "110", "111"].contains($0.tag) }?.content["a"]
    let said = fields.first { $0.tag == "245" }?.content["c"]
    let added = fields.first { ["700", "710", "711"].contains($0.tag) }?.content["a"]
    return (main ?? said ?? added).map(trimmed)
  }

  private static func year(_ fields: [Occurrence]) -> Int64? {
    if let fixed = fields.first(where: { $0.tag == "008" })?.content.text.utf8,
      let year = number(Array(fixed.dropFirst(7).prefix(4)))
    {
      return year
    }
    for tag in ["264", "260"] {
      guard let text = fields.first(where: { $0.tag == tag })?.content["c"] else { continue }
      let bytes = Array(text.utf8)
      for start in bytes.indices where start + 4 <= bytes.count {
        if let year = number(Array(bytes[start..<start + 4])) { return year }
      }
    }
    return nil
  }

  /// Four digits of a year that a book can have.
  private static func number(_ digits: [UInt8]) -> Int64? {
    guard digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    return (1000...2999).contains(value) ? value : nil
  }

  /// Without the punctuation that ISBD puts between the parts of a description.
  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let last = scalars.last, " /:;,=.".unicodeScalars.contains(last) {
      // An initial keeps its full stop: `Rowling, J. K.`
      if last == ".", isInitial(scalars) { break }
      scalars.removeLast()
    }
    while let first = scalars.first, first == " " { scalars.removeFirst() }
    return String(scalars)
  }

  private static func isInitial(_ scalars: Substring.UnicodeScalarView) -> Bool {
    let tail = Array(scalars.suffix(3))
    guard tail.count == 3 else { return false }
    return tail[0] == " " && tail[1].properties.isUppercase
  }

  private static func withoutHyphens(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "-" }))
  }
}
