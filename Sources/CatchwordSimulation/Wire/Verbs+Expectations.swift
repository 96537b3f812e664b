import CatchwordLibrary

extension WireRun {
  /// Entries of a host's queue about an item, its barcode or its bib; most urgent first.
  func entries(about barcode: String, at host: WireHost) throws -> [CommandAnswer.Entry] {
    let answer = try demand(host, ["review", "list", "--all"])
    let item = try ask(host, ["show", "item", barcode, "--json"]).answer
    let endings = ["barcode \(barcode)", "(\(barcode))"] + (item?.bib.map { ["(\($0))"] } ?? [])
    return ((answer.open ?? []) + (answer.resolved ?? []))
      .filter { entry in endings.contains { entry.about.utf8.ends(with: $0.utf8) } }
  }

  /// Writes down what a verb prints for people.
  fileprivate func quote(_ arguments: [String], at name: String, _ line: String) throws {
    try finishRunning()
    let host = try find(name)
    say(line)
    guard host.isOn else { return sayMore("nobody can, it is off") }
    let result = try ask(host, arguments)
    for text in (result.output + result.errors).split(separator: "\n") { sayMore(String(text)) }
  }
}

extension WhyVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.quote(["why", barcode], at: host, Plan.line(self))
  }
}

extension ReviewVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.quote(["review", "list", "--all"], at: host, Plan.line(self))
  }
}

extension StatusVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.quote(["status"], at: host, Plan.line(self))
  }
}

extension ExpectVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.finishRunning()
    let trouble: String?
    switch claim {
    case .converged: trouble = try wire.troubleWithConvergence()
    case .conflict(let name, let barcode, let isOpen, let owner):
      let numbers = Self.cases.first { $0.name == name }?.numbers ?? []
      trouble = try wire.trouble { host in
        let entries = try wire.entries(about: barcode, at: host)
        let isThere = entries.contains {
          numbers.contains($0.conflictCase) && $0.resolved != isOpen
            && (owner == nil || $0.branch == owner?.uppercased())
        }
        return isThere ? nil : "what stands there is \(entries.map { "case \($0.conflictCase)" })"
      }
    case .noConflict(let barcode):
      trouble = try wire.trouble { host in
        let open = try wire.entries(about: barcode, at: host).filter { !$0.resolved }
        return open.isEmpty ? nil : open.map { "case \($0.conflictCase)" }.joined(separator: ", ")
      }
    case .at(let barcode, let branch):
      trouble = try wire.trouble { host in
        let custody = try wire.demand(host, ["show", "item", barcode]).custody
        let isThere = custody?.kind == "branch" && custody?.branch == branch.uppercased()
        return isThere ? nil : "it is \(custody?.kind ?? "nowhere") \(custody?.branch ?? "")"
      }
    case .noLoan(let barcode):
      trouble = try wire.trouble { host in
        let custody = try wire.demand(host, ["show", "item", barcode]).custody
        return custody?.kind == "loan" ? "somebody has it" : nil
      }
    case .loan, .title, .says:
      return wire.skip(step, "no verb of the command line tells that to a script")
    }
    if let trouble {
      throw CheckFailure("expect", kind: arguments[0], "\(Plan.line(self)): \(trouble)")
    }
    wire.say("\(Plan.line(self)): yes")
    wire.happened(.expectation, at: "", Plan.line(self))
  }
}

extension WireRun {
  /// - Returns: the first host with which something is wrong, and what.
  fileprivate func trouble(_ look: (WireHost) throws -> String?) throws -> String? {
    for host in hosts where host.isOn {
      if let trouble = try look(host) { return "\(host.name): \(trouble)" }
    }
    return nil
  }
}

extension Sequence where Element == UInt8 {
  fileprivate func ends(with ending: some BidirectionalCollection<UInt8>) -> Bool {
    reversed().starts(with: ending.reversed())
  }
}
