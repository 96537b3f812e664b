import CatchwordLibrary

/// A value of a TOML file.
indirect enum TOMLNode {
  case text(String)
  case integer(Int64)
  case fraction(Double)
  case flag(Bool)
  case date(CivilDate)
  /// A time of day, a date with a time, a date that is none: nothing that a policy has.
  case other(String)
  case list([TOMLNode])
  case table(TOMLEntries)

  /// How a message calls it.
  var word: String {
    switch self {
    case .text: "a text"
    case .integer: "a whole number"
    case .fraction: "a number with a point"
    case .flag: "true or false"
    case .date: "a date"
    case .other(let what): what
    case .list: "a list"
    case .table: "a table"
    }
  }
}

/// The keys of a table in the order of the file, each once.
struct TOMLEntries {
  private(set) var keys: [String] = []
  private var nodes: [[UInt8]: TOMLNode] = [:]

  subscript(key: String) -> TOMLNode? { nodes[Array(key.utf8)] }

  mutating func add(_ key: String, _ node: TOMLNode) {
    if nodes.updateValue(node, forKey: Array(key.utf8)) == nil { keys.append(key) }
  }
}

/// Why a line of a file is no TOML.
struct TOMLProblem: Error {
  let line: Int?
  let code: String
  let text: String

  init(_ line: Int?, _ text: String, code: String = "not-toml") {
    self.line = line
    self.code = code
    self.text = text
  }
}

/// On which line each key stands. A path is the keys from the root; `#2` is the third table or element
/// of a list.
struct LineIndex {
  private var lines: [[String]: Int] = [:]

  mutating func note(_ path: [String], _ line: Int) {
    if lines[path] == nil { lines[path] = line }
  }

  /// - Returns: the line of the path, or of the nearest table around it.
  func line(of path: [String]) -> Int? {
    var path = path
    while true {
      if let line = lines[path] { return line }
      if path.popLast() == nil { return nil }
    }
  }
}
