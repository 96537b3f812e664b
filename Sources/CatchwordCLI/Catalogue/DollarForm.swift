import CatchwordLibrary

/// MARC fields as cataloguers type them: both indicators, then `$`, a code and the text of each
/// subfield, as in `10$aMoby-Dick /$cHerman Melville`. A dollar sign in the text is written `$$`;
/// a blank indicator is a blank or `#`.
enum DollarForm {
  static func text(_ content: FieldContent) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in content.text.unicodeScalars {
      switch scalar {
      case FieldContent.separator: scalars.append("$")
      case "$": scalars.append(contentsOf: "$$".unicodeScalars)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// - Parameter tag: control fields (001 to 009) are taken as they are.
  static func content(_ text: String, tag: String) throws(CommandFault) -> FieldContent {
    if FieldContent.isControl(tag: tag) { return FieldContent(text) }
    var rest = Substring(text).unicodeScalars
    let indicators = rest.prefix { $0 != "$" }
    guard indicators.count == 2 else {
      throw .usage(
        "field \(tag): write two indicators, then $ and a code before each subfield, such as "
          + "10$aTitle; blank indicators as ##")
    }
    rest = rest.dropFirst(2)
    var subfields: [FieldContent.Subfield] = []
    while !rest.isEmpty {
      rest.removeFirst()
      guard let code = rest.popFirst(), code != "$", code != " " else {
        throw .usage("field \(tag): a code such as a or b follows each $; a dollar sign is $$")
      }
      subfields.append(FieldContent.Subfield(code, take(&rest)))
    }
    let blank: (Unicode.Scalar) -> Unicode.Scalar = { $0 == "#" ? " " : $0 }
    return FieldContent(
      indicators: blank(indicators.first ?? " "), blank(indicators.last ?? " "),
      subfields: subfields)
  }

  /// Text up to the next single `$`.
  private static func take(_ rest: inout Substring.UnicodeScalarView) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.first {
      if scalar == "$" {
        guard rest.dropFirst().first == "$" else { break }
        rest.removeFirst()
      }
      text.append(scalar)
      rest.removeFirst()
    }
    return String(text)
  }
}
