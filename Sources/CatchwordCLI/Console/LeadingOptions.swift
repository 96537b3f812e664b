/// `catchword -C DIR VERB …` and `catchword VERB … -C DIR` mean the same: the options of the
/// workplace belong to every verb, so those that stand in front are moved behind its arguments.
enum LeadingOptions {
  private static let valued: Set<String> = ["-C", "--replica", "--staff"]
  private static let flags: Set<String> = ["--json"]

  static func moved(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var leading: [String] = []
    while let first = rest.first {
      if flags.contains(first) {
        leading.append(first)
        rest = rest.dropFirst()
      } else if valued.contains(first), rest.count > 1 {
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if first.hasPrefix("--replica=") || first.hasPrefix("--staff=") {
        leading.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    // Without a verb there is nothing to move them behind: help, version, a mistyped option.
    guard let verb = rest.first, !verb.hasPrefix("-"), verb != "help" else {
      return rest.isEmpty ? [] : Array(rest)
    }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + leading + Array(rest[end...])
  }
}
