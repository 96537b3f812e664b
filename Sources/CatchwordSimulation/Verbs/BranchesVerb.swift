/// `branches main east`: who is there. The first founds the network and is the hub of settling.
struct BranchesVerb: Verb {
  static let word = "branches"
  static let forms = [
    VerbForm(
      "branches NAME…",
      "Branch servers, all founded and in agreement before time begins. The first one's clock is kept "
        + "by NTP.")
  ]

  let names: [String]

  init(_ names: [String]) { self.names = names }

  init(_ words: inout Words) throws {
    names = words.takeAll()
    guard !names.isEmpty else { throw StoryError("`branches` needs at least one name") }
    try names.forEach(Self.check)
  }

  /// Names are branch codes in lower case.
  static func check(_ name: String) throws {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
    }
    guard isPlain, name.utf8.count <= 24, name.utf8.first.map({ $0 >= 0x61 }) == true else {
      throw StoryError("`\(name)` is no name for a host; use lower-case letters and digits")
    }
  }

  var arguments: [String] { names }
  var hosts: [String] { [] }
  static var nature: VerbNature { .setting }

  func perform(_ step: Step, in run: Run) throws {
    for name in names {
      let isFirst = run.hosts.isEmpty
      try run.settle(run.makeHost(name, role: .branch, isSynchronized: isFirst, place: name))
    }
  }
}
