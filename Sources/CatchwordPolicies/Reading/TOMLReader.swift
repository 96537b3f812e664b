import CatchwordLibrary

/// Reads TOML 1.0 and remembers on which line everything stands.
///
/// Each statement that cannot be read is told and passed over, so that one typing error does not
/// hide the next. Nothing that a file holds can stop it: every step moves on, and depth and size are
/// bounded.
struct TOMLReader {
  private(set) var lines = LineIndex()
  private(set) var problems: [TOMLProblem] = []
  private var tree = TOMLTree()
  var scanner: TOMLScanner

  /// The table of the last header; nil after one that could not be read.
  private var table: Int? = TOMLTree.root
  private var path: [String] = []

  init(_ text: String) {
    scanner = TOMLScanner(Array(text.utf8))
    guard scanner.bytes.count <= PolicyFileLimits.bytes else {
      problems = [
        TOMLProblem(
          nil,
          "the file has \(scanner.bytes.count) bytes; \(PolicyFileLimits.bytes) are the most",
          code: "file-too-large")
      ]
      return
    }
    run()
  }

  var entries: TOMLEntries { tree.entries }

  private mutating func run() {
    while problems.count < PolicyFileLimits.findings {
      scanner.skipBlank()
      guard let byte = scanner.byte else { return }
      do {
        if byte == UInt8(ascii: "[") { try readHeader() } else { try readEntry() }
        try scanner.expectEndOfLine()
      } catch {
        problems.append(error)
        scanner.skipLine()
      }
    }
  }

  private mutating func readHeader() throws(TOMLProblem) {
    table = nil
    let line = scanner.line
    scanner.step()
    let isList = scanner.takes("[")
    let keys = try scanner.keys()
    guard scanner.takes("]"), !isList || scanner.takes("]") else {
      throw scanner.problem("a header ends with \(isList ? "]]" : "]"); write it behind the name")
    }
    guard keys.count + 1 < PolicyFileLimits.depth else { throw scanner.tooDeep() }
    guard let opened = tree.open(keys, isList: isList) else {
      let name = keys.joined(separator: ".")
      throw TOMLProblem(line, "\(name) stands already, as something else or a second time")
    }
    (table, path) = opened
    lines.note(path, line)
  }

  private mutating func readEntry() throws(TOMLProblem) {
    let line = scanner.line
    let keys = try scanner.keys()
    guard scanner.takes("=") else { throw scanner.problem("a key is followed by = and a value") }
    guard path.count + keys.count < PolicyFileLimits.depth else { throw scanner.tooDeep() }
    let whole = path + keys
    // What stands below a header that could not be read is read all the same, for its own faults.
    if table != nil { lines.note(whole, line) }
    let value = try readValue(whole, depth: whole.count)
    guard let table else { return }
    guard tree.set(keys, of: table, to: value) else {
      throw TOMLProblem(line, "\(keys.joined(separator: ".")) stands already; drop one of them")
    }
  }

  private mutating func readValue(
    _ path: [String], depth: Int
  ) throws(TOMLProblem) -> TOMLNode {
    guard depth < PolicyFileLimits.depth else { throw scanner.tooDeep() }
    scanner.skipSpace()
    switch scanner.byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try scanner.text(isKey: false))
    case UInt8(ascii: "["): return try readList(path, depth: depth + 1)
    case UInt8(ascii: "{"): return try readTable(path, depth: depth + 1)
    default: return try scanner.word()
    }
  }

  private mutating func readList(
    _ path: [String], depth: Int
  ) throws(TOMLProblem) -> TOMLNode {
    scanner.step()
    var list: [TOMLNode] = []
    while true {
      scanner.skipBlank()
      if scanner.takes("]") { return .list(list) }
      let element = path + ["#\(list.count)"]
      if table != nil { lines.note(element, scanner.line) }
      list.append(try readValue(element, depth: depth))
      scanner.skipBlank()
      if scanner.takes("]") { return .list(list) }
      guard scanner.takes(",") else {
        throw scanner.problem("elements of a list are parted by commas, and ] ends it")
      }
    }
  }

  private mutating func readTable(
    _ path: [String], depth: Int
  ) throws(TOMLProblem) -> TOMLNode {
    scanner.step()
    var inner = TOMLTree()
    scanner.skipSpace()
    if scanner.takes("}") { return .table(inner.entries) }
    while true {
      let keys = try scanner.keys()
      guard scanner.takes("=") else { throw scanner.problem("a key is followed by = and a value") }
      guard depth + keys.count < PolicyFileLimits.depth else { throw scanner.tooDeep() }
      let whole = path + keys
      if table != nil { lines.note(whole, scanner.line) }
      let value = try readValue(whole, depth: depth + keys.count)
      guard inner.set(keys, of: TOMLTree.root, to: value) else {
        throw scanner.problem("\(keys.joined(separator: ".")) stands already; drop one of them")
      }
      scanner.skipSpace()
      if scanner.takes("}") { return .table(inner.entries) }
      guard scanner.takes(",") else {
        throw scanner.problem("entries between { and } are parted by commas, on one line")
      }
    }
  }
}
