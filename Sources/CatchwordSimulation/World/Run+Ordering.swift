import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordWire

/// Funds and orders, as verbs let staff deal with them.
extension Run {
  /// One action about funds and orders at a host's desk.
  ///
  /// - Parameter choose: what is done, as the host knows things; nil: there is nothing to do it with.
  func acquire(
    at name: String, _ step: Step, or missing: String,
    _ choose: (any StateReading) throws -> AcquisitionAction?
  ) throws {
    let place = try find(name)
    try staff(at: place, Plan.line(step.verb)) {
      let chosen = try use(place) { engine in try engine.read { try choose($0) } }
      guard let chosen else { return missing }
      let desk = Desk(
        branch: place.branch, staff: place.name, today: CivilDate(ofSeconds: now.unixSeconds))
      var answer: DeskAnswer?
      try commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { reader, mint in
          let plan = try DeskRules(hashing: Sha256.hashing).plan(
            chosen, at: desk, in: reader, mint: mint)
          answer = plan.answer
          return plan.operations
        }
      }
      guard let answer else { return missing }
      return "\(answer.signal.rawValue): \(answer.lines.joined(separator: " "))"
    }
  }

  /// The fund that a story means by a code, as a host knows it; nil in domains without funds.
  func fund(_ code: String, at host: Host) throws -> RecordID? {
    guard domain.name == DomainKit.library.name else { return nil }
    return try use(host) { engine in
      try engine.read { try $0.funds(code: code).first?.id }
    }
  }

  /// What is left of a fund.
  func left(of code: String, at host: Host) throws -> Int64? {
    try use(host) { engine in
      try engine.read { try $0.funds(code: code).first?.derived[FundField.Derived.free]?.integer }
    }
  }

  /// Orders of an item's title in the order in which they were placed.
  func orders(of barcode: String, at host: Host) throws -> [OrderLine] {
    try use(host) { engine in try engine.read { try $0.orders(of: barcode) } }
  }
}

extension StateReading {
  /// The bib that stands for an item's.
  func bib(of barcode: String) throws -> RecordID? {
    let items = try records(kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
    return try items.first?[ItemField.bib].record.map { try survivor(ofBib: $0) }
  }

  func orders(of barcode: String) throws -> [OrderLine] {
    guard let bib = try bib(of: barcode) else { return [] }
    return try everyRow(table: OrderLineColumn.tableName).compactMap { OrderLine($0) }
      .filter { $0.bib == bib }.sorted { ($0.placed, $0.id) < ($1.placed, $1.id) }
  }

  /// The oldest order that is still to come, else the last one.
  func order(of barcode: String) throws -> RecordID? {
    let orders = try orders(of: barcode)
    return (orders.first { $0.standing == .open } ?? orders.last)?.id
  }

  /// The last fact of a sort about the orders of an item's title, or about a fund, that a branch
  /// stated and that is not undone.
  func statement(
    _ statement: UndoVerb.Statement, about reference: String, at branch: String
  ) throws -> RecordID? {
    let orders = try orders(of: reference).map(\.id)
    let named = try funds(code: reference).map(\.id)
    let paying = try orders.compactMap { try placing(of: $0)?.placed[OrderField.fund].record }
    let isAbout = { (fact: OrderFact) in
      orders.contains(fact.order) || fact.action == .approve && !named.isEmpty
    }
    var stated: [PlacedFact] = []
    for fund in Set(named + paying).sorted() {
      if statement == .undo {
        stated += try fundDecisions(of: fund).filter { fact in
          guard fact[CirculationField.branch].text == branch,
            CirculationFact(fact)?.action == .void
          else { return false }
          return try orderFact(behind: fact.id).map(isAbout) ?? false
        }
      } else {
        stated += try facts(kind: LibraryKind.order, where: OrderField.fund, is: .record(fund))
          .filter { fact in
            guard let fact = OrderFact(fact) else { return false }
            return fact.branch == branch && fact.action == statement.action && isAbout(fact)
          }
      }
    }
    return try FoldOrder.sorted(stated).last { try !isUndone($0.id) }?.id
  }
}

extension UndoVerb.Statement {
  /// Nil for an undo, which is no fact about an order itself.
  fileprivate var action: OrderAction? {
    switch self {
    case .order: .place
    case .delivery: .receive
    case .cancellation: .cancel
    case .approval: .approve
    case .undo: nil
    }
  }
}
