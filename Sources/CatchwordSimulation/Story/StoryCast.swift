/// Who is there by a story's own word: lines name hosts that some line brings in.
///
/// Asked of stories, and before they run: a name that nobody bears is a slip of the pen and no failure
/// of the engine. Plans that are made or shrunk name nobody else anyway.
enum StoryCast {
  /// - Parameter lines: verbs with the numbers of their lines, in the order in which they are written.
  /// - Throws: `StoryError` with the line.
  static func check(_ lines: [(number: Int, verb: any Verb)]) throws {
    var present: [(name: String, line: Int)] = []
    for (number, verb) in lines {
      for name in names(broughtBy: verb) {
        if !(verb is CloneVerb), present.contains(where: { $0.name == name }) {
          throw StoryError(line: number, "there is a host `\(name)` already; give it another name")
        }
        present.append((name, number))
      }
    }
    guard !present.isEmpty else {
      throw StoryError(
        line: lines.first?.number ?? 1,
        "nobody is there; begin with a line of `branches`, as in `branches main east`")
    }
    for (number, verb) in lines { try check(verb, number, present) }
  }

  private static func names(broughtBy verb: any Verb) -> [String] {
    switch verb {
    case let branches as BranchesVerb: branches.names
    case let cart as CartVerb: cart.names
    case let clone as CloneVerb: [clone.name]
    default: []
    }
  }

  private static func check(
    _ verb: any Verb, _ number: Int, _ present: [(name: String, line: Int)]
  ) throws {
    let hosts = verb.hosts
    for host in hosts {
      guard let place = present.first(where: { $0.name == host }) else {
        let known = present.map(\.name).joined(separator: ", ")
        throw StoryError(line: number, "there is no host `\(host)`; there are \(known)")
      }
      guard verb.nature != .setting || place.line < number else {
        throw StoryError(
          line: number, "`\(host)` comes only in line \(place.line); name hosts first")
      }
    }
    if hosts.count == 2 && hosts[0] == hosts[1] {
      throw StoryError(
        line: number, "`\(type(of: verb).word)` is between two hosts; `\(hosts[0])` stands twice")
    }
  }
}
