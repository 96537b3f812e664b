/// Takes one direction of a connection in whatever pieces it comes, and gives out whole messages.
///
/// As much of HTTP/1.1 as it must know: heads, bodies of a known length, in chunks, or to the end.
struct HTTPReader {
  enum Direction: Sendable {
    case requests
    case answers
  }

  enum Outcome: Equatable {
    case message(HTTPMessage)
    case incomplete
    /// What came is something else, or too large to be kept; `rest` holds it.
    case notHTTP
  }

  /// Bounds on what is kept of a peer's bytes.
  static let mostHeadBytes = 64 << 10
  static let mostBytes = 128 << 20

  /// What has come and was not given out yet.
  private(set) var rest: [UInt8] = []
  private let direction: Direction
  private var state = State.head(scanned: 0)
  private var startLine = ""
  private var endsConnection = false
  private var payload: [Range<Int>] = []

  private enum State: Equatable {
    /// So many bytes are known to hold no end of the head.
    case head(scanned: Int)
    case body(end: Int)
    case chunkSize(at: Int)
    case chunk(end: Int)
    case trailer(at: Int)
    case toTheEnd(start: Int)
    case foreign
  }

  init(_ direction: Direction) { self.direction = direction }

  mutating func append(_ bytes: [UInt8]) { rest += bytes }

  mutating func next() -> Outcome {
    while true {
      if rest.count > Self.mostBytes { state = .foreign }
      switch state {
      case .head(let scanned):
        // Methods and versions begin with a capital; other protocols need not wait for their end.
        if let first = rest.first, !(0x41...0x5a).contains(first) { return becomeForeign() }
        guard let end = endOfHead(from: scanned) else {
          guard rest.count <= Self.mostHeadBytes else { return becomeForeign() }
          state = .head(scanned: max(0, rest.count - 3))
          return .incomplete
        }
        guard readHead(to: end) else { return becomeForeign() }
      case .body(let end):
        guard rest.count >= end else { return .incomplete }
        return .message(give(end))
      case .chunkSize(let start):
        guard let end = endOfLine(from: start) else { return .incomplete }
        guard let size = Self.size(rest[start..<end]) else { return becomeForeign() }
        if size > 0 {
          payload.append(end + 2..<end + 2 + size)
          state = .chunk(end: end + 2 + size + 2)
        } else {
          state = .trailer(at: end + 2)
        }
      case .chunk(let end):
        guard rest.count >= end else { return .incomplete }
        state = .chunkSize(at: end)
      case .trailer(let start):
        guard let end = endOfLine(from: start) else { return .incomplete }
        if end == start { return .message(give(end + 2)) }
        state = .trailer(at: end + 2)
      case .toTheEnd: return .incomplete
      case .foreign: return .notHTTP
      }
    }
  }

  /// The other end has nothing more to say.
  ///
  /// - Returns: an answer that lasted to the end of its connection.
  mutating func end() -> HTTPMessage? {
    guard case .toTheEnd(let start) = state else { return nil }
    if start < rest.count { payload = [start..<rest.count] }
    return give(rest.count)
  }

  /// All that is left, as bytes.
  mutating func takeRest() -> [UInt8] {
    defer { rest = [] }
    return rest
  }

  private mutating func becomeForeign() -> Outcome {
    state = .foreign
    return .notHTTP
  }

  private mutating func give(_ count: Int) -> HTTPMessage {
    let message = HTTPMessage(
      bytes: Array(rest[..<count]), startLine: startLine, payload: payload,
      endsConnection: endsConnection)
    rest.removeFirst(count)
    state = .head(scanned: 0)
    payload = []
    return message
  }

  private func endOfHead(from scanned: Int) -> Int? {
    var index = scanned
    while index + 4 <= rest.count {
      if rest[index..<index + 4].elementsEqual([13, 10, 13, 10]) { return index + 4 }
      index += 1
    }
    return nil
  }

  private func endOfLine(from start: Int) -> Int? {
    var index = start
    while index + 2 <= rest.count {
      if rest[index] == 13 && rest[index + 1] == 10 { return index }
      index += 1
    }
    return nil
  }

  /// - Returns: false for what is no head of HTTP/1.1.
  private mutating func readHead(to end: Int) -> Bool {
    guard let text = String(validating: rest[..<(end - 4)], as: UTF8.self) else { return false }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    startLine = String(lines.removeFirst())
    let isOurs =
      direction == .answers ? startLine.hasPrefix("HTTP/1.") : startLine.contains(" HTTP/1.")
    guard isOurs else { return false }
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { return false }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased()] = value.lowercased()
    }
    endsConnection = fields["connection"]?.contains("close") == true
    return readFraming(fields, end)
  }

  private mutating func readFraming(_ fields: [String: String], _ end: Int) -> Bool {
    let status = direction == .answers ? Int(startLine.split(separator: " ")[1]) ?? 0 : 0
    let hasNoBody = (100..<200).contains(status) || status == 204 || status == 304
    if hasNoBody {
      state = .body(end: end)
    } else if fields["transfer-encoding"]?.contains("chunked") == true {
      state = .chunkSize(at: end)
    } else if let length = fields["content-length"] {
      guard let count = Int(length), (0...Self.mostBytes).contains(count) else { return false }
      if count > 0 { payload = [end..<end + count] }
      state = .body(end: end + count)
    } else if direction == .answers {
      endsConnection = true
      state = .toTheEnd(start: end)
    } else {
      state = .body(end: end)
    }
    return true
  }

  /// The size of a chunk; what may follow a semicolon means nothing to us.
  private static func size(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = String(decoding: line.prefix { $0 != 0x3b && $0 != 0x20 }, as: UTF8.self)
    guard let size = Int(digits, radix: 16), (0...mostBytes).contains(size) else { return nil }
    return size
  }
}
