import CatchwordCore

/// Just enough JSON to write vectors in one fixed form: keys in the order given, two spaces.
indirect enum JSON {
  case null
  case flag(Bool)
  case number(Int64)
  case text(String)
  case list([JSON])
  case object([(String, JSON)])

  static func hex(_ bytes: [UInt8]) -> JSON { .text(bytes.hex) }

  var rendered: String { render("") + "\n" }

  private func render(_ indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .null: return "null"
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return "\(number)"
    case .text(let text): return Self.quoted(text)
    case .list(let items):
      if items.isEmpty { return "[]" }
      return "[\n" + items.map { inner + $0.render(inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.render(inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        quoted += "\\u00" + [UInt8(scalar.value)].hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
