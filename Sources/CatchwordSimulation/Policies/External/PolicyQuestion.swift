import Catchword
import CatchwordCore
import CatchwordWire
import Foundation

/// A conflict as a line of JSON: what a policy in another language reads.
struct PolicyQuestion: Encodable {
  /// Of the lines, so that a program can refuse what it does not know.
  static let format = 1

  let id: String
  let conflict: FieldConflict

  /// The id is made of the conflict, so that an answer that comes late is never taken for another's.
  init(_ conflict: FieldConflict) {
    self.conflict = conflict
    id = String(Sha256.hash(Array(conflict.description.utf8)).word.hex.prefix(16))
  }

  /// The line with its end.
  func line() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [0x0a]
  }

  private enum Key: String, CodingKey {
    case format
    case id
    case kind
    case kindNumber = "kind_number"
    case field
    case fieldNumber = "field_number"
    case type
    case sides
    case value
    case writer
    case time
    case deletes
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(Self.format, forKey: .format)
    try object.encode(id, forKey: .id)
    try object.encode(conflict.kind, forKey: .kind)
    try object.encode(conflict.kindNumber, forKey: .kindNumber)
    try object.encode(conflict.field, forKey: .field)
    try object.encode(conflict.fieldNumber, forKey: .fieldNumber)
    try object.encode("\(conflict.type)", forKey: .type)
    var sides = object.nestedUnkeyedContainer(forKey: .sides)
    for side in conflict.sides {
      var each = sides.nestedContainer(keyedBy: Key.self)
      try each.encode(LineValue(side.value), forKey: .value)
      try each.encode(side.writerRank, forKey: .writer)
      try each.encode(side.timeSeconds, forKey: .time)
      try each.encode(side.deletesRecord, forKey: .deletes)
    }
  }
}

/// A line of JSON that a policy in another language wrote.
struct PolicyAnswer: Decodable {
  let id: String
  private let shows: Int?
  private let combines: Value?
  private let review: PolicyDecision.Review?
  private let reason: String

  /// - Throws: `PolicyAnswerFlaw`, whose text says what is wrong with the line.
  init(line: [UInt8]) throws {
    do {
      self = try JSONDecoder().decode(PolicyAnswer.self, from: Data(line))
    } catch let flaw as PolicyAnswerFlaw {
      throw flaw
    } catch DecodingError.keyNotFound(let key, _) {
      throw PolicyAnswerFlaw(text: "it lacks `\(key.stringValue)`")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw PolicyAnswerFlaw(
        text: path.isEmpty ? "it is no JSON object" : "`\(path)` is of the wrong type")
    } catch {
      throw PolicyAnswerFlaw(text: "it is not JSON")
    }
  }

  private enum Key: String, CodingKey {
    case id
    case shows
    case combines
    case review
    case severity
    case owner
    case reason
  }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    id = try object.decode(String.self, forKey: .id)
    reason = try object.decode(String.self, forKey: .reason)
    guard object.contains(.shows) != object.contains(.combines) else {
      throw PolicyAnswerFlaw(text: "it needs either `shows` or `combines`")
    }
    shows = object.contains(.shows) ? try object.decode(Int.self, forKey: .shows) : nil
    combines =
      object.contains(.combines) ? try object.decode(LineValue.self, forKey: .combines).value : nil
    guard object.contains(.review), try !object.decodeNil(forKey: .review) else {
      review = nil
      return
    }
    let look = try object.nestedContainer(keyedBy: Key.self, forKey: .review)
    let letter = try look.decode(String.self, forKey: .severity)
    guard let severity = Severity.allCases.first(where: { $0.letter == letter }) else {
      throw PolicyAnswerFlaw(text: "`review.severity` is \"\(letter)\"; it is one of A, B, C")
    }
    review = PolicyDecision.Review(
      severity, owner: try look.decodeIfPresent(String.self, forKey: .owner) ?? "")
  }

  func decision(on conflict: FieldConflict) throws -> PolicyDecision {
    if let combines { return PolicyDecision(.combines(combines), review: review, because: reason) }
    guard let shows, conflict.sides.indices.contains(shows) else {
      throw PolicyAnswerFlaw(
        text: "`shows` is \(shows ?? -1); the sides are 0 to \(conflict.sides.count - 1)")
    }
    return PolicyDecision(.shows(conflict.sides[shows]), review: review, because: reason)
  }
}

/// Why a line is no answer.
struct PolicyAnswerFlaw: Error {
  let text: String
}

/// A value as lines bear it: `null`, `{"t": "text"}`, `{"i": "-3"}`, `{"x": "00ff"}`, `{"r": "id"}`.
/// Integers stand in quotes, because not every language's numbers have 64 bits.
private struct LineValue: Codable {
  let value: Value

  init(_ value: Value) { self.value = value }

  private enum Key: String, CodingKey {
    case text = "t"
    case integer = "i"
    case bytes = "x"
    case record = "r"
  }

  func encode(to encoder: any Encoder) throws {
    guard !value.isNull else {
      var single = encoder.singleValueContainer()
      return try single.encodeNil()
    }
    var object = encoder.container(keyedBy: Key.self)
    switch value {
    case .null: break
    case .text(let text): try object.encode(text, forKey: .text)
    case .integer(let integer): try object.encode("\(integer)", forKey: .integer)
    case .bytes(let bytes): try object.encode(bytes.hex, forKey: .bytes)
    case .record(let id): try object.encode(id.full, forKey: .record)
    }
  }

  init(from decoder: any Decoder) throws {
    if try decoder.singleValueContainer().decodeNil() {
      value = .null
      return
    }
    let object = try decoder.container(keyedBy: Key.self)
    guard object.allKeys.count == 1, let key = object.allKeys.first else {
      throw PolicyAnswerFlaw(text: "a value is null or has one of the keys t, i, x, r")
    }
    let word = try object.decode(String.self, forKey: key)
    guard let value = Self.read(key, word) else {
      throw PolicyAnswerFlaw(text: "\"\(word)\" is no value under the key \(key.rawValue)")
    }
    self.value = value
  }

  private static func read(_ key: Key, _ word: String) -> Value? {
    switch key {
    case .text: .text(word)
    case .integer: Int64(word).map { .integer($0) }
    case .bytes: [UInt8](hex: word).map { .bytes($0) }
    case .record: RecordID(full: word).map { .record($0) }
    }
  }
}

extension RecordID {
  /// - Parameter full: `<64 hex digits of the writer>.<number>` or `<source>.<number>`.
  fileprivate init?(full: String) {
    guard let point = full.utf8.lastIndex(of: UInt8(ascii: ".")),
      let number = Int64(full[full.index(after: point)...]),
      (0...RecordID.maximumNumber).contains(number)
    else { return nil }
    let name = String(full[..<point])
    guard let space = WriterID(hex: name).map(Space.writer) ?? Space.source(named: name) else {
      return nil
    }
    self.init(space: space, number: number)
  }
}
