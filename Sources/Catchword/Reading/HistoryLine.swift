package import CatchwordCore

/// One line of a history: JSON by which somebody who shares no code with us can judge a network.
///
/// First the network, then every commit with what it had seen, then pictures of the state. The form
/// is described in `Simulations/oracle/`.
package enum HistoryLine: Equatable, Sendable {
  /// - Parameter without: lanes whose commits stand without their content.
  case network(domain: String, minimumTravelSeconds: Int64, without: [Lane])
  case commit(LoggedCommit)
  case picture(host: String, lines: [String])

  /// Members stand in a fixed order, so equal lines are equal bytes.
  package var text: String {
    switch self {
    case .network(let domain, let travel, let without):
      var text = "{\"type\":\"network\",\"domain\":\(Self.quoted(domain))"
      text += ",\"minimum_travel_seconds\":\(travel)"
      if !without.isEmpty {
        text += ",\"without\":\(Self.list(without.map { Self.quoted($0.name) }))"
      }
      return text + "}"
    case .commit(let logged): return Self.text(of: logged)
    case .picture(let host, let lines):
      return "{\"type\":\"picture\",\"host\":\(Self.quoted(host))"
        + ",\"lines\":\(Self.list(lines.map(Self.quoted)))}"
    }
  }

  private static func text(of logged: LoggedCommit) -> String {
    let commit = logged.commit
    let seen = logged.context.sorted.map { "\(quoted($0.log.description)):\($0.head.number)" }
    return
      "{\"type\":\"commit\",\"writer\":\"\(logged.log.writer)\",\"lane\":\"\(logged.log.lane.name)\""
      + ",\"number\":\(commit.number),\"sequence\":\(commit.sequence),\"time\":\(logged.time)"
      + ",\"staff\":\(quoted(commit.staff)),\"seen\":{\(seen.joined(separator: ","))}"
      + ",\"operations\":\(list(commit.operations.map(text(of:))))}"
  }

  private static func text(of operation: Operation) -> String {
    let values = operation.values.map { "[\($0.field),\(text(of: $0.value))]" }
    let keeps = operation.keeps.map { "[\"\($0.writer)\",\($0.number)]" }
    return "{\"action\":\"\(operation.action)\",\"kind\":\(operation.kind)"
      + ",\"record\":\(quoted(operation.record.full)),\"values\":\(list(values))"
      + ",\"keeps\":\(list(keeps))}"
  }

  /// Integers are texts, since most readers of JSON keep 53 bits of a number.
  private static func text(of value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let integer): "{\"i\":\"\(integer)\"}"
    case .text(let text): "{\"t\":\(quoted(text))}"
    case .bytes(let bytes): "{\"x\":\"\(bytes.hex)\"}"
    case .record(let id): "{\"r\":\(quoted(id.full))}"
    }
  }

  private static func list(_ elements: [String]) -> String {
    "[\(elements.joined(separator: ","))]"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        quoted.append("\\")
        quoted.append(scalar)
      case "\u{0}"..."\u{1f}":
        quoted.append(contentsOf: "\\u00\([UInt8(scalar.value)].hex)".unicodeScalars)
      default: quoted.append(scalar)
      }
    }
    quoted.append("\"")
    return String(quoted)
  }
}
