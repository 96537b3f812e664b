import CatchwordLibrary

extension BranchesVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    for name in names { try wire.found(name, .branch) }
  }
}

extension CartVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    for name in names { try wire.found(name, .cart) }
  }
}

extension ItemVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let home = try wire.find(branch)
    let host = try wire.find(wire.plan.catalogued(self).branch)
    let known = try sibling.flatMap {
      try wire.ask(host, ["show", "item", $0, "--json"]).answer?.bib
    }
    guard let id = try known ?? wire.demand(host, ["bib", "add", "--title", title]).id else {
      throw CheckFailure("engine", "a new bib has no id", host: host.name)
    }
    _ = try wire.demand(
      host,
      ["item", "add", id, "--barcode", barcode, "--branch", home.branch]
        + (isReference ? ["--not-for-loan"] : []))
  }
}

extension PatronVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let host = try wire.find(branch)
    for card in cards { _ = try wire.demand(host, ["patron", "add", card, "--name", card]) }
  }
}

extension DomainVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    guard kit.name == DomainKit.library.name else {
      throw StoryError("real processes keep a library; there are none that keep a \(kit.name)")
    }
  }
}
