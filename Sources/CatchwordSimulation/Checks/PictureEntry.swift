/// One line of a picture, parted into what it is about and what it says of that.
struct PictureEntry {
  /// `loan`, `transit`, `hold`, `capture`, `charge`, `order`, `fund`, `item`, `conflict`, `register`, `set`, `counter` or `record`.
  let sort: String
  /// What it is about, as the line names it, without the sort.
  let subject: [String]
  /// `standing=open`: by name.
  let fields: [String: String]
  /// What it says where that is no list of fields.
  let rest: [String]

  /// How many words of a line name what it is about.
  private static let subjectWords = [
    "loan": 2, "transit": 2, "hold": 2, "capture": 2, "charge": 3, "item": 1, "conflict": 1,
    "order": 2, "fund": 1,
    "register": 3,
    "set": 3, "counter": 3,
    "record": 2,
  ]

  /// - Returns: nil for a line of an unknown shape.
  init?(_ line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first, let count = Self.subjectWords[first], words.count > count
    else { return nil }
    sort = first
    subject = Array(words[1...count])
    rest = Array(words[(count + 1)...])
    fields = Dictionary(
      rest.compactMap { word in
        word.firstIndex(of: "=").map { sign in
          (String(word[..<sign]), String(word[word.index(after: sign)...]))
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Lines of one key are about one thing.
  var key: String { ([sort] + subject).joined(separator: " ") }

  subscript(field: String) -> String { fields[field] ?? "-" }

  func number(_ field: String) -> Int64? { fields[field].flatMap { Int64($0) } }

  /// Names of fields of which two entries say different things.
  func differing(from other: PictureEntry) -> Set<String> {
    Set(fields.keys).union(other.fields.keys).filter { self[$0] != other[$0] }
  }
}
