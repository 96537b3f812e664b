import CatchwordLibrary

/// Reads the tables of one file and notes what is wrong, key by key.
///
/// A key that cannot be read keeps its default, so that everything behind it is checked too.
struct PolicyReader {
  let file: String
  let lines: LineIndex
  private(set) var findings: [PolicyFinding] = []
  /// For proposals: how many digits the currency's minor units have.
  var digits: Int64 = 2

  init(file: String, lines: LineIndex) {
    self.file = file
    self.lines = lines
  }

  /// A table with the keys that lead to it.
  struct Table {
    let entries: TOMLEntries
    let path: [String]
  }

  mutating func find(_ path: [String], _ code: String, _ text: String) {
    guard findings.count <= PolicyFileLimits.findings else { return }
    findings.append(
      PolicyFinding(
        file: file, line: lines.line(of: path), place: Self.place(path), code: code, text: text))
  }

  /// `rule 3`, `branch MAIN, closure 1`: the tables that lead to a key, for people.
  static func place(_ path: [String]) -> String {
    var words: [String] = []
    for key in path {
      if key.hasPrefix("#"), let index = Int(key.dropFirst()), !words.isEmpty {
        words[words.count - 1] += " \(index + 1)"
      } else {
        words.append(key)
      }
    }
    return words.joined(separator: ".")
  }

  /// A key that no table of this sort has is most likely mistyped.
  mutating func expect(_ keys: [String], in table: Table) {
    for key in table.entries.keys where !keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) {
      let near = Nearest.of(key, keys).map { "did you mean \"\($0)\"?" }
      let all = "known here are \(keys.joined(separator: ", "))"
      find(table.path + [key], "unknown-key", "there is no key \"\(key)\"; \(near ?? all)")
    }
  }

  mutating func wrong(_ table: Table, _ key: String, _ node: TOMLNode, _ wanted: String) {
    find(table.path + [key], "wrong-type", "\(key) is \(node.word); write \(wanted)")
  }

  mutating func text(_ key: String, in table: Table) -> ExactText? {
    switch table.entries[key] {
    case nil: return nil
    case .text(let text): return ExactText(text)
    case .some(let node):
      wrong(table, key, node, "a text in quotes")
      return nil
    }
  }

  mutating func flag(_ key: String, in table: Table) -> Bool? {
    switch table.entries[key] {
    case nil: return nil
    case .flag(let flag): return flag
    case .some(let node):
      wrong(table, key, node, "true or false, without quotes")
      return nil
    }
  }

  mutating func integer(_ key: String, in table: Table) -> Int64? {
    number(key, in: table, word: nil).flatMap { $0 }
  }

  /// Money in minor units; a float would be a guess at what was meant.
  mutating func amount(_ key: String, in table: Table) -> Int64? {
    amount(key, in: table, word: nil).flatMap { $0 }
  }

  /// - Parameter word: what stands for nil, such as `unlimited`.
  /// - Returns: nil where the key is absent or cannot be read.
  mutating func amount(_ key: String, in table: Table, word: String?) -> Int64?? {
    guard case .fraction(let number)? = table.entries[key] else {
      return self.number(key, in: table, word: word)
    }
    var scaled = number
    for _ in 0..<max(0, min(digits, 4)) { scaled *= 10 }
    let rounded = scaled.rounded()
    let proposal =
      (0...1e9).contains(rounded) ? "such as \(Int64(rounded)) for \(number)" : "such as 25"
    find(
      table.path + [key], "money-as-float",
      "\(key) is a number with a point; money is written in whole minor units, \(proposal)")
    return nil
  }

  mutating func number(_ key: String, in table: Table, word: String?) -> Int64?? {
    switch table.entries[key] {
    case nil: return nil
    case .integer(let number): return .some(number)
    case .text(let text) where word.map { $0.utf8.elementsEqual(text.utf8) } == true:
      return .some(nil)
    case .some(let node):
      wrong(table, key, node, "a whole number" + (word.map { " or \"\($0)\"" } ?? ""))
      return nil
    }
  }

  /// One code or a list of them.
  mutating func codes(_ key: String, in table: Table) -> [ExactText] {
    guard let node = table.entries[key] else { return [] }
    let nodes = if case .list(let list) = node { list } else { [node] }
    var codes: [ExactText] = []
    let most = PolicyLimits.codes
    if nodes.count > most {
      find(table.path + [key], "too-many", "\(key) lists \(nodes.count); \(most) are the most")
    }
    for (index, node) in nodes.prefix(most).enumerated() {
      guard case .text(let text) = node else {
        wrong(table, key, node, "a text in quotes, or a list of them")
        continue
      }
      if codes.contains(ExactText(text)) {
        find(table.path + [key, "#\(index)"], "repeated", "\"\(text)\" stands twice; drop one")
      } else {
        codes.append(ExactText(text))
      }
    }
    return codes
  }

  mutating func date(_ key: String, in table: Table) -> CivilDate? {
    table.entries[key].flatMap { date($0, table.path + [key], key) }
  }

  /// One date or a list of them.
  mutating func dates(_ key: String, in table: Table) -> [CivilDate]? {
    guard let node = table.entries[key] else { return nil }
    guard case .list(let list) = node else {
      return date(node, table.path + [key], key).map { [$0] }
    }
    var dates: [CivilDate] = []
    for (index, node) in list.enumerated() {
      if let date = date(node, table.path + [key, "#\(index)"], key) { dates.append(date) }
    }
    return dates
  }

  private mutating func date(_ node: TOMLNode, _ path: [String], _ key: String) -> CivilDate? {
    switch node {
    case .date(let date): return date
    case .text(let text):
      do { return try CivilDate(parsing: text) } catch {
        find(path, "not-a-date", "\(key): \(error)")
        return nil
      }
    default:
      find(path, "not-a-date", "\(key) is \(node.word); write a date such as 2026-12-24")
      return nil
    }
  }

  mutating func table(_ key: String, in table: Table) -> Table? {
    guard let node = table.entries[key] else { return nil }
    guard case .table(let entries) = node else {
      wrong(table, key, node, "a table, such as [\(key)]")
      return nil
    }
    return Table(entries: entries, path: table.path + [key])
  }

  mutating func tables(_ key: String, in table: Table) -> [Table] {
    guard let node = table.entries[key] else { return [] }
    guard case .list(let list) = node else {
      wrong(table, key, node, "one or more tables, such as [[\(key)]]")
      return []
    }
    return list.enumerated().map { index, node in
      let path = table.path + [key, "#\(index)"]
      guard case .table(let entries) = node else {
        find(path, "wrong-type", "\(key) holds \(node.word); write tables")
        return Table(entries: TOMLEntries(), path: path)
      }
      return Table(entries: entries, path: path)
    }
  }

  /// One of a few words.
  mutating func word<Word>(
    _ key: String, in table: Table, _ words: [(String, Word)]
  ) -> Word? {
    guard let text = text(key, in: table) else { return nil }
    if let match = words.first(where: { $0.0.utf8.elementsEqual(text.text.utf8) }) {
      return match.1
    }
    let all = words.map { "\"\($0.0)\"" }.joined(separator: ", ")
    find(table.path + [key], "unknown-word", "\(key) is \"\(text)\"; write one of \(all)")
    return nil
  }
}
