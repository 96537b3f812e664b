import CatchwordCore
import CatchwordLibrary

extension WireRun {
  /// Entries of a host's queue about an item, its barcode or its bib; most urgent first.
  func entries(about barcode: String, at host: WireHost) throws -> [CommandAnswer.Entry] {
    let answer = try demand(host, ["review", "list", "--all"])
    let item = try ask(host, ["show", "item", barcode, "--json"]).answer
    let endings =
      ["barcode \(barcode)", "(\(barcode))", "fund \(barcode)"]
      + (item?.bib.map { ["(\($0))"] } ?? [])
    return ((answer.open ?? []) + (answer.resolved ?? []))
      .filter { entry in endings.contains { entry.about.utf8.ends(with: $0.utf8) } }
  }

  fileprivate func trouble(
    with kind: String, _ branch: String, _ barcode: String
  ) throws -> String? {
    try trouble { host in
      let custody = try demand(host, ["show", "item", barcode]).custody
      let isThere = custody?.kind == kind && custody?.branch == branch.uppercased()
      return isThere ? nil : "it is \(custody?.kind ?? "nowhere") \(custody?.branch ?? "")"
    }
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

extension DuplicatesVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let kind = sort == .bibs ? "bib" : "patron"
    try wire.quote([kind, "duplicates"], at: host, Plan.line(self))
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
      trouble = try wire.trouble(with: "branch", branch, barcode)
    case .hold(let card, let barcode, let standing):
      trouble = try wire.trouble { host in
        let holds = try wire.demand(
          host, ["hold", "list", "--card", card, "--title", barcode, "--all"]
        ).holds
        return holds?.contains { $0.standing == standing } == true
          ? nil : "they are \((holds ?? []).map(\.standing))"
      }
    case .owed(let card, let amount):
      trouble = try wire.trouble { host in
        let balances = try wire.demand(host, ["account", card]).balances ?? []
        let owed = balances.map(\.owed).reduce(0, +)
        return owed == amount ? nil : "it is \(owed)"
      }
    case .credit(let card, let amount):
      trouble = try wire.trouble { host in
        let balances = try wire.demand(host, ["account", card]).balances ?? []
        let credit = balances.map(\.credit).reduce(0, +)
        return credit == amount ? nil : "it is \(credit)"
      }
    case .underWay(let barcode, let branch):
      trouble = try wire.trouble(with: "transit", branch, barcode)
    case .uses(let barcode, let count):
      trouble = try wire.trouble { host in
        let uses = try wire.demand(host, ["show", "item", barcode]).usesInHouse
        return uses == count ? nil : "it was used \(uses ?? 0) times"
      }
    case .noLoan(let barcode):
      trouble = try wire.trouble { host in
        let custody = try wire.demand(host, ["show", "item", barcode]).custody
        return custody?.kind == "loan" ? "somebody has it" : nil
      }
    case .due(let barcode, let date):
      trouble = try wire.trouble { host in
        let said = try wire.ask(host, ["show", "item", barcode]).output
        return said.contains("\(wire.day(date))") ? nil : "it is not \(wire.day(date)): \(said)"
      }
    case .loan(let barcode, let card, let standing):
      trouble = try wire.trouble { host in
        let loans = try wire.loans(of: barcode, at: host)
        // Also who was erased, whom no card shows.
        let patrons = try wire.bearers(of: card, LibraryKind.patron, PatronField.card, at: host)
        let theirs = loans.last { patrons.contains($0.patron) }
        guard theirs?.standing != standing else { return nil }
        return loans.isEmpty
          ? "it was never lent"
          : loans.map { "\($0.patron) \($0.standing)" }.joined(separator: ", ")
      }
    case .title(let barcode, let title):
      trouble = try wire.trouble { host in
        let shown = try wire.demand(host, ["show", "item", barcode]).title ?? ""
        return shown.utf8.elementsEqual(title.utf8) ? nil : "it shows \(shown)"
      }
    case .heading(let barcode, let text):
      trouble = try wire.trouble { host in
        let said = try wire.ask(host, ["bib", "show", barcode]).output.split(separator: "\n")
        let shown = said.first { $0.hasPrefix("650 ") } ?? "none"
        return shown.contains("$a\(text)") ? nil : "it shows \(shown)"
      }
    case .order(let barcode, let standing):
      trouble = try wire.trouble { host in
        let said = try wire.ask(host, ["order", "list", "--title", barcode]).output
        let last = said.split(separator: "\n").last ?? "none"
        return last.contains("  \(standing)  ") ? nil : "it shows \(last)"
      }
    case .fund(let code, let free):
      trouble = try wire.trouble { host in
        let said = try wire.ask(host, ["fund", "show", code]).output.split(separator: "\n")
        let left = "left " + Currency(named: "USD").text(free)
        let shown = said.first ?? "none"
        return shown.hasSuffix(left) || shown.contains(left + "  ") ? nil : "it shows \(shown)"
      }
    case .anonymous(let barcode):
      trouble = try wire.trouble { host in
        let named = try wire.loans(of: barcode, at: host).first {
          $0.standing == "closed" && $0.patron != "-"
        }
        return named.map { "\($0.patron) had it" }
      }
    case .erased(let card):
      trouble = try wire.trouble { host in
        try wire.ask(host, ["patron", "show", card]).isDone ? "the card is good" : nil
      }
    case .says(let name, let text):
      let host = try wire.find(name)
      let said = try [["status"], ["doctor"]].map { try wire.ask(host, $0).output }.joined()
      trouble = said.contains(text) ? nil : "it says \(said.split(separator: "\n"))"
    }
    if let trouble {
      throw CheckFailure("expect", kind: arguments[0], "\(Plan.line(self)): \(trouble)")
    }
    wire.say("\(Plan.line(self)): yes")
    wire.happened(.expectation, at: "", Plan.line(self))
  }
}

extension WireRun {
  fileprivate struct LoanLine {
    let started: Int64
    let id: String
    /// The patron's id as cards show it.
    let patron: String
    let standing: String
  }

  /// Loans of an item in the order in which they started, closed ones too: those that only a picture
  /// of everything tells.
  fileprivate func loans(of barcode: String, at host: WireHost) throws -> [LoanLine] {
    let lines = try picture(of: host)
    let hex = Array(barcode.utf8).hex
    let bearers = Self.bearers(of: barcode, LibraryKind.item, ItemField.barcode, in: lines)
    let subjects =
      bearers.isEmpty
      ? ["\(LibraryKind.item):\"\(hex)\""] : bearers.map { "\(LibraryKind.item):\($0)" }
    return lines.compactMap { line -> LoanLine? in
      let words = line.split(separator: " ").map(String.init)
      guard words.count > 2, words[0] == "loan", subjects.contains(words[1]) else { return nil }
      let value = { (name: String) in
        words.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1) ?? ""
      }
      return LoanLine(
        started: Int64(value("started")) ?? 0, id: words[2], patron: Self.short(value("patron")),
        standing: String(value("standing")))
    }.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }

  private func picture(of host: WireHost) throws -> [String] {
    try readBack(try account(of: host)).pictures.first?.lines ?? []
  }

  /// Ids, as cards show them, of the records of a kind in which a text stands in a field.
  fileprivate func bearers(
    of text: String, _ kind: Int, _ field: Int, at host: WireHost
  ) throws -> [String] {
    Self.bearers(of: text, kind, field, in: try picture(of: host)).map { Self.short($0[...]) }
  }

  private static func bearers(
    of text: String, _ kind: Int, _ field: Int, in lines: [String]
  ) -> [String] {
    let value = "=t\(Array(text.utf8).hex)"
    return lines.compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 4, words[0] == "register", words[1] == "\(kind)",
        words[3] == "\(field)", words[4...].contains(where: { $0.hasSuffix(value) })
      else { return nil }
      return String(words[2])
    }
  }

  /// A record's id as cards show it: 16 of the 64 digits of its writer.
  private static func short(_ full: Substring) -> String {
    guard let dot = full.lastIndex(of: "."), full[..<dot].utf8.count == 64 else {
      return String(full)
    }
    return String(full.prefix(16) + full[dot...])
  }

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
