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
    let host = try wire.find(branch)
    let bib = try wire.demand(host, ["bib", "add", "--title", title])
    guard let id = bib.id else {
      throw CheckFailure("engine", "a new bib has no id", host: host.name)
    }
    _ = try wire.demand(
      host, ["item", "add", id, "--barcode", barcode] + (isReference ? ["--not-for-loan"] : []))
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
