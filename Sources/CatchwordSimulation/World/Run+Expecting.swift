import Catchword
import CatchwordCore
import CatchwordLibrary

extension Run {
  /// - Returns: why the claim does not hold; nil where it does.
  func trouble(with claim: ExpectVerb.Claim) throws -> String? {
    if case .converged = claim { return try troubleWithConvergence() }
    if case .says(let name, let text) = claim {
      let sentences = try use(find(name)) { try $0.sentences() }.map(readable)
      return sentences.contains { $0.contains(text) }
        ? nil : "it says \(sentences.joined(separator: " · "))"
    }
    for host in living where host.isReachable {
      if let trouble = try trouble(with: claim, at: host) { return "\(host.name): \(trouble)" }
    }
    return nil
  }

  private func troubleWithConvergence() throws -> String? {
    let everybody = living.filter(\.isReachable)
    guard let first = everybody.first else { return "nobody is on" }
    let (frontier, digests) = try use(first) { try $0.frontierAndDigests() }
    for host in everybody.dropFirst() {
      let (other, otherDigests) = try use(host) { try $0.frontierAndDigests() }
      if other != frontier {
        return "\(host.name) holds \(describe(other)); \(first.name) holds \(describe(frontier))"
      }
      if otherDigests != digests { return "the digests of \(host.name) differ" }
    }
    return nil
  }

  private func trouble(with claim: ExpectVerb.Claim, at host: Host) throws -> String? {
    if domain.isBoard { return try boardTrouble(with: claim, at: host) }
    switch claim {
    case .converged, .says: return nil
    case .conflict(let name, let barcode, let isOpen, let owner):
      let numbers = ExpectVerb.cases.first { $0.name == name }?.numbers ?? []
      let all = try reviews(about: barcode, at: host)
      let found = all.first {
        numbers.contains($0.conflictCase) && $0.isResolved != isOpen
          && (owner == nil || $0.owner == owner?.uppercased())
      }
      guard found == nil else { return nil }
      let seen = all.map {
        "case \($0.conflictCase) \($0.isResolved ? "resolved" : "open") at \($0.owner)"
      }
      return seen.isEmpty ? "nothing stands there" : seen.joined(separator: ", ")
    case .noConflict(let barcode):
      let open = try reviews(about: barcode, at: host).filter { !$0.isResolved }
      return open.isEmpty ? nil : open.map { "case \($0.conflictCase)" }.joined(separator: ", ")
    case .loan(let barcode, let card, let standing):
      let loans = try loans(of: barcode, at: host)
      let theirs = loans.last { $0.card == card }
      guard theirs?.standing == standing else {
        return loans.isEmpty
          ? "it was never lent" : loans.map { "\($0.card) \($0.standing)" }.joined(separator: ", ")
      }
      return nil
    case .noLoan(let barcode):
      let open = try loans(of: barcode, at: host).filter { $0.standing == "open" }
      return open.isEmpty ? nil : "\(open[0].card) has it"
    case .due(let barcode, let date):
      let due = try dueDate(of: barcode, at: host)
      return due == date ? nil : "it is due \(due.map { "on \($0)" } ?? "never")"
    case .at(let barcode, let branch): return try trouble("branch", branch, barcode, at: host)
    case .hold(let card, let barcode, let standing):
      let shown = try holdStanding(of: card, barcode, at: host)
      return shown == standing ? nil : "it is \(shown ?? "not there")"
    case .underWay(let barcode, let branch):
      return try trouble("transit", branch, barcode, at: host)
    case .uses(let barcode, let count):
      let view = try item(barcode, at: host)
      let uses = view?.derived[ItemField.Derived.usesInHouse]?.integer ?? 0
      return uses == count ? nil : "it was used \(uses) times"
    case .owed(let card, let amount):
      let owed = try account(of: card, at: host).owed(in: "USD")
      return owed == amount ? nil : "it is \(owed)"
    case .credit(let card, let amount):
      let credit = try account(of: card, at: host).credit(in: "USD")
      return credit == amount ? nil : "it is \(credit)"
    case .order(let barcode, let standing):
      let shown = try orders(of: barcode, at: host).last?.standing.rawValue
      return shown == standing ? nil : "it is \(shown ?? "not there")"
    case .fund(let code, let free):
      let left = try left(of: code, at: host)
      return left == free ? nil : "it is \(left.map { "\($0)" } ?? "not there")"
    case .heading(let barcode, let text):
      let shown = try heading(of: barcode, at: host)
      return shown?.utf8.elementsEqual(text.utf8) == true ? nil : "it shows \(shown ?? "none")"
    case .anonymous(let barcode):
      let named = try loans(of: barcode, at: host).first {
        $0.standing == "closed" && !$0.card.isEmpty
      }
      return named.map { "\($0.card) had it" }
    case .erased(let card): return try trace(of: card, at: host)
    case .title(let barcode, let title):
      let shown = try use(host) { engine in
        try engine.read { reader -> String? in
          let items = try reader.records(
            kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
          guard let named = items.first?[ItemField.bib].record else { return nil }
          let bib = try reader.survivor(ofBib: named)
          return try reader.record(kind: LibraryKind.bib, bib)?.derived[BibField.Derived.title]?
            .text
        }
      }
      return shown == title ? nil : "it shows \(shown ?? "none")"
    }
  }

  private func trouble(
    _ custody: String, _ branch: String, _ barcode: String, at host: Host
  ) throws -> String? {
    let view = try item(barcode, at: host)
    let isThere =
      view?.derived[ItemField.Derived.custody]?.text == custody
      && view?.derived[ItemField.Derived.custodyBranch]?.text == branch.uppercased()
    return isThere ? nil : standing(of: view)
  }

  /// Where somebody who was erased is shown still.
  private func trace(of card: String, at host: Host) throws -> String? {
    try use(host) { engine in
      try engine.read { reader in
        guard try reader.persons(card: card).isEmpty else { return "the card is good" }
        let patrons = try reader.patrons(card: card).map { Value.record($0.id) }
        for table in [
          LoanColumn.tableName, HoldColumn.tableName, ChargeColumn.tableName,
        ] {
          let rows = try reader.everyRow(table: table)
          if rows.contains(where: { $0.values.contains { patrons.contains($0.value) } }) {
            return "a \(table) names who had it"
          }
        }
        return nil
      }
    }
  }

  /// When what is on loan must be back, as closures have moved that.
  private func dueDate(of barcode: String, at host: Host) throws -> CivilDate? {
    guard let item = try item(barcode, at: host) else { return nil }
    return try use(host) { engine in
      try engine.read { reader in
        let loan = try reader.everyRow(table: LoanColumn.tableName).first {
          $0.values[LoanColumn.item]?.record == item.id
            && $0.values[LoanColumn.standing] == .text("open")
        }
        guard let loan, let due = loan.values[LoanColumn.due]?.integer else { return nil }
        var dates = DueDates(under: try reader.policyInForce(), in: reader)
        return try dates.standing(
          CivilDate(day: due), at: loan.values[LoanColumn.branch]?.text ?? "")
      }
    }
  }

  private struct LoanLine {
    let card: String
    let standing: String
  }

  /// Loans of an item in the order in which they started.
  private func loans(of barcode: String, at host: Host) throws -> [LoanLine] {
    let subject = try subject(barcode, at: host)
    return try use(host) { engine in
      try engine.read { reader in
        let rows = try reader.everyRow(table: LoanColumn.tableName).filter { row in
          if case .record(_, let id) = subject { return row.values[LoanColumn.item]?.record == id }
          return row.values[LoanColumn.item] == nil
            && row.values[LoanColumn.barcode] == .text(barcode)
        }
        return try rows.sorted {
          ($0.values[LoanColumn.started]?.integer ?? 0, $0.values[LoanColumn.id] ?? .null)
            < ($1.values[LoanColumn.started]?.integer ?? 0, $1.values[LoanColumn.id] ?? .null)
        }.map { row in
          let patron = row.values[LoanColumn.patron]?.record
          let view = try patron.flatMap { try reader.record(kind: LibraryKind.patron, $0) }
          return LoanLine(
            card: view?[PatronField.card].text ?? "",
            standing: row.values[LoanColumn.standing]?.text ?? "")
        }
      }
    }
  }
}
