import Catchword
import CatchwordCore
import CatchwordLibrary

/// A run's history as JSON lines, for judges in other languages (`Simulations/oracle/`).
extension Run {
  /// The network, every commit with what it had seen, and the picture of each host.
  ///
  /// - Precondition: everybody is on and agrees.
  package func historyLines() throws -> [String] {
    var lines = [
      "{\"type\":\"network\",\"domain\":\(Self.quoted(domain.name)),\"minimum_travel_seconds\":"
        + "\(LoanRule.minimumTravelSeconds)}"
    ]
    let everybody = living.filter(\.isReachable)
    guard let first = everybody.first else { return lines }
    let (readings, arms) = try use(first) { engine in
      var readings: [LoggedCommit] = []
      try engine.readings { readings.append($0) }
      return (readings, try engine.arms())
    }
    for (reading, seen) in zip(readings, sights(of: readings, arms: arms)) {
      lines.append(Self.line(reading, seen: seen))
    }
    let newest = everybody.map { schema(of: $0).version }.max()
    for host in everybody where schema(of: host).version == newest {
      let picture = try use(host) { try Picture.lines(of: $0, domain, schema: schema(of: host)) }
      lines.append(
        "{\"type\":\"picture\",\"host\":\(Self.quoted(host.name)),\"lines\":["
          + picture.map(Self.quoted).joined(separator: ",") + "]}")
    }
    return lines
  }

  private static func line(_ logged: LoggedCommit, seen: [LogID: Int64]) -> String {
    let commit = logged.commit
    let past = seen.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { "\"\($0.key)\":\($0.value)" }
    return
      "{\"type\":\"commit\",\"writer\":\"\(logged.log.writer)\",\"lane\":\"\(logged.log.lane.name)\","
      + "\"number\":\(commit.number),\"sequence\":\(commit.sequence),\"time\":\(logged.time),"
      + "\"staff\":\(quoted(commit.staff)),\"seen\":{\(past.joined(separator: ","))},\"operations\":["
      + commit.operations.map(line).joined(separator: ",") + "]}"
  }

  private static func line(_ operation: CatchwordCore.Operation) -> String {
    let values = operation.values.map { "[\($0.field),\(form($0.value))]" }
    let keeps = operation.keeps.map { "[\"\($0.writer)\",\($0.number)]" }
    return "{\"action\":\"\(operation.action)\",\"kind\":\(operation.kind),"
      + "\"record\":\(quoted(operation.record.full)),\"values\":[\(values.joined(separator: ","))],"
      + "\"keeps\":[\(keeps.joined(separator: ","))]}"
  }

  /// Integers as text: readers may have 53 bits only.
  private static func form(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let integer): "{\"i\":\"\(integer)\"}"
    case .text(let text): "{\"t\":\(quoted(text))}"
    case .bytes(let bytes): "{\"x\":\"\(bytes.hex)\"}"
    case .record(let id): "{\"r\":\(quoted(id.full))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
