import CatchwordOracle

/// One line of a written history, by its type.
enum WrittenLine: Decodable {
  case network(CatchwordOracle.History.Domain, travelSeconds: Int64, without: [String])
  case commit(OracleCommit)
  case picture(WrittenHistory.Picture)

  private enum Key: String, CodingKey {
    case type
    case domain
    case minimumTravelSeconds = "minimum_travel_seconds"
    case without
    case writer
    case lane
    case number
    case sequence
    case time
    case staff
    case seen
    case operations
    case host
    case lines
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    switch try members.decode(String.self, forKey: .type) {
    case "network":
      self = .network(
        try members.decode(String.self, forKey: .domain) == "library" ? .library : .generic,
        travelSeconds: try members.decode(Int64.self, forKey: .minimumTravelSeconds),
        without: try members.decodeIfPresent([String].self, forKey: .without) ?? [])
    case "commit":
      var seen: [OracleLog: Int64] = [:]
      for (log, number) in try members.decode([String: Int64].self, forKey: .seen) {
        let parts = log.split(separator: "/").map(String.init)
        guard parts.count == 2 else { throw Strange(text: log) }
        seen[OracleLog(writer: try key(parts[0]), lane: try lane(parts[1]))] = number
      }
      self = .commit(
        OracleCommit(
          writer: try key(members.decode(String.self, forKey: .writer)),
          lane: try lane(members.decode(String.self, forKey: .lane)),
          number: try members.decode(Int64.self, forKey: .number),
          sequence: try members.decode(Int64.self, forKey: .sequence),
          time: try members.decode(Int64.self, forKey: .time),
          staff: try members.decode(String.self, forKey: .staff), seen: seen,
          operations: try members.decode([WrittenOperation].self, forKey: .operations)
            .map(\.operation)))
    case "picture":
      self = .picture(
        WrittenHistory.Picture(
          host: try members.decode(String.self, forKey: .host),
          lines: try members.decode([String].self, forKey: .lines)))
    case let type: throw Strange(text: type)
    }
  }
}

private struct WrittenOperation: Decodable {
  let operation: OracleOperation

  private enum Key: String, CodingKey {
    case action
    case kind
    case record
    case values
    case keeps
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    operation = OracleOperation(
      try action(members.decode(String.self, forKey: .action)),
      kind: try members.decode(Int.self, forKey: .kind),
      record: try id(members.decode(String.self, forKey: .record)),
      values: try members.decode([WrittenField].self, forKey: .values).map(\.field),
      keeps: try members.decode([WrittenDot].self, forKey: .keeps).map(\.dot))
  }
}

/// `[3,{"t":"Moby-Dick"}]`
private struct WrittenField: Decodable {
  let field: OracleField

  init(from decoder: any Decoder) throws {
    var parts = try decoder.unkeyedContainer()
    let number = try parts.decode(Int.self)
    guard try !parts.decodeNil() else {
      field = OracleField(number, .null)
      return
    }
    let forms = try parts.decode([String: String].self)
    guard forms.count == 1, let (form, text) = forms.first else {
      throw Strange(text: "a value of field \(number)")
    }
    field = OracleField(number, try value(form, text))
  }
}

/// `["<writer>",12]`
private struct WrittenDot: Decodable {
  let dot: OracleDot

  init(from decoder: any Decoder) throws {
    var parts = try decoder.unkeyedContainer()
    dot = OracleDot(
      writer: try key(parts.decode(String.self)), number: try parts.decode(Int64.self))
  }
}

/// What no history of ours says.
private struct Strange: Error, CustomStringConvertible {
  let text: String

  var description: String { "`\(text)`" }
}

private func key(_ hex: String) throws -> [UInt8] {
  guard let bytes = Hex.bytes(Array(hex.utf8)), bytes.count == 32 else { throw Strange(text: hex) }
  return bytes
}

private func lane(_ name: String) throws -> OracleLane {
  guard let lane = OracleLane.allCases.first(where: { String(describing: $0) == name }) else {
    throw Strange(text: name)
  }
  return lane
}

private func id(_ text: String) throws -> OracleID {
  guard let id = OracleID(parsing: text) else { throw Strange(text: text) }
  return id
}

private func action(_ name: String) throws -> OracleOperation.Action {
  switch name {
  case "write": .write
  case "delete": .delete
  case "fact": .fact
  case "add": .add
  case "remove": .remove
  case "increment": .increment
  default: throw Strange(text: name)
  }
}

private func value(_ form: String, _ text: String) throws -> OracleValue {
  switch form {
  case "i":
    guard let integer = Int64(text) else { throw Strange(text: text) }
    return .integer(integer)
  case "t": return .string(text)
  case "x":
    guard let bytes = Hex.bytes(Array(text.utf8)) else { throw Strange(text: text) }
    return .bytes(bytes)
  case "r": return .record(try id(text))
  default: throw Strange(text: form)
  }
}
