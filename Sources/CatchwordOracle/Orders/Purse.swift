/// Numbers of the fields of facts about orders.
enum OrderField {
  static let action = 1
  static let order = 2
  static let bib = 3
  static let fund = 4
  static let quantity = 5
  static let amount = 6
  static let currency = 7
  static let branch = 8
  static let barcode = 11
  static let happened = 20
}

enum OrderAction {
  static let place: Int64 = 1
  static let receive: Int64 = 2
  static let cancel: Int64 = 3
  static let approve: Int64 = 4
}

enum FundField {
  static let branch = 3
  static let amount = 4
  static let currency = 5
}

/// A fund with all that was ever said about orders from it, asked of all facts at once.
struct Purse: Sendable {
  /// One order, and what counts of what was said about it.
  struct Order: Sendable {
    let placing: Fact
    /// Receipts, each copy once.
    let arrivals: [Fact]
    let cancellations: [Fact]
    /// Which side of the dispute between the two a person kept, if there is one.
    var verdict = Decisions.Verdict()

    var copies: Int64 { Purse.copies(placing) ?? 1 }
    var price: Int64 { placing[OrderField.amount].integerValue ?? 0 }
    var currency: [UInt8] { placing[OrderField.currency].textValue ?? [] }
  }

  let id: OracleID
  /// Nil while no commit describes it, and for a deleted one.
  let record: RecordStanding?
  private let court: Court
  private var orders: [Order] = []
  private let approvals: [Fact]
  private let decisions: Decisions
  private let retractions: Retractions

  var subject: Subject { .record(RecordKey(kind: LibraryKind.fund, id: id)) }
  var owner: [UInt8] { record?.text(FundField.branch) ?? [] }

  static func all(_ records: Records, _ court: Court) -> [Purse] {
    let spoken = Dictionary(grouping: court.facts.orders) { $0[OrderField.fund].recordValue }
    let ids = Set(spoken.keys.compactMap { $0 })
      .union(records.all(LibraryKind.fund).map(\.key.id))
    return ids.sorted().map { Purse($0, spoken[$0] ?? [], records, court) }
  }

  private init(_ id: OracleID, _ stated: [Fact], _ records: Records, _ court: Court) {
    self.id = id
    self.court = court
    record = records.record(LibraryKind.fund, id).flatMap { $0.isDead ? nil : $0 }
    let subject = Subject.record(RecordKey(kind: LibraryKind.fund, id: id))
    let decided = court.facts.inOrder(court.facts.all.filter { $0.fund == id })
      .filter { $0.action != nil }
    let takenBack = TakenBack(decided, court.facts, subject: subject, names: court.names)
    decisions = Decisions(decided.filter { !takenBack.contains($0) }, court.facts)
    let sound = court.facts.inOrder(stated).filter(Purse.isSound)
    let retractions = Retractions(
      of: sound, decided: decided, takenBack, decisions, court, subject: subject)
    self.retractions = retractions
    // An order that was taken back is a line still, from which nothing is to come.
    let said = sound.filter { Purse.action($0) == OrderAction.place || !retractions.contains($0) }
    approvals = said.filter { Purse.action($0) == OrderAction.approve }
    orders = said.filter { Purse.action($0) == OrderAction.place }.map { placing in
      let about = said.filter { $0[OrderField.order].recordValue == placing.id }
      let arrivals = about.filter { Purse.action($0) == OrderAction.receive }
      return Order(
        placing: placing,
        arrivals: arrivals.enumerated().filter { turn, one in
          let label = one[OrderField.barcode].textValue ?? []
          return label.isEmpty
            || !arrivals[..<turn].contains { $0[OrderField.barcode].textValue == label }
        }.map(\.element), cancellations: about.filter { Purse.action($0) == OrderAction.cancel })
    }
    for index in orders.indices where !disputed(orders[index]).isEmpty {
      orders[index].verdict = decisions.verdict(
        court.names.name(subject, .order(orders[index].placing.id)),
        sides: disputed(orders[index]).map(\.dot))
    }
  }

  private static func action(_ fact: Fact) -> Int64? { fact[OrderField.action].integerValue }

  /// Nil where the number is beyond all bounds.
  private static func copies(_ fact: Fact) -> Int64? {
    let number = fact[OrderField.quantity].integerValue ?? 1
    return (1...10_000).contains(number) ? number : nil
  }

  /// Whether a fact says something that can be.
  private static func isSound(_ fact: Fact) -> Bool {
    guard let action = action(fact), (1...4).contains(action), copies(fact) != nil else {
      return false
    }
    let price = fact[OrderField.amount].integerValue ?? 0
    return action != OrderAction.place || (0...1_000_000_000).contains(price)
  }

  // MARK: One order

  /// Receipts and cancellations of an order that did not know of each other; receipts first.
  private func disputed(_ order: Order) -> [Fact] {
    unforeseen(order) + unaware(order)
  }

  private func unforeseen(_ order: Order) -> [Fact] {
    order.arrivals.filter { one in
      order.cancellations.contains { court.facts.areConcurrent(one, $0) }
    }
  }

  private func unaware(_ order: Order) -> [Fact] {
    order.cancellations.filter { one in
      order.arrivals.contains { court.facts.areConcurrent(one, $0) }
    }
  }

  private func isSentBack(_ order: Order) -> Bool {
    unaware(order).contains { $0.dot == order.verdict.kept }
  }

  /// What came and counts.
  private func counted(_ order: Order) -> [Fact] {
    guard isSentBack(order) else { return order.arrivals }
    let back = unforeseen(order).map(\.id)
    return order.arrivals.filter { !back.contains($0.id) }
  }

  private func received(_ order: Order) -> Int64 {
    counted(order).reduce(0) { $0 + (Purse.copies($1) ?? 0) }
  }

  /// How it ended and by what; nil while copies are to come.
  private func end(of order: Order) -> (standing: String, by: OracleID)? {
    var sum: Int64 = 0
    for arrival in counted(order) {
      sum += Purse.copies(arrival) ?? 0
      if sum >= order.copies { return ("received", arrival.id) }
    }
    let void = isSentBack(order) ? [] : unaware(order).map(\.id)
    if let cancellation = order.cancellations.first(where: { !void.contains($0.id) }) {
      return (sum > 0 ? "received" : "cancelled", cancellation.id)
    }
    guard retractions.contains(order.placing) else { return nil }
    return (sum > 0 ? "received" : "undone", retractions.takingBack(order.placing)[0].id)
  }

  private func committed(_ order: Order) -> Int64 {
    end(of: order) == nil ? (order.copies - received(order)) * order.price : 0
  }

  private func spent(_ order: Order) -> Int64 { received(order) * order.price }

  // MARK: The fund

  private var amount: Int64 {
    max(0, min(record?.shown(FundField.amount).integerValue ?? 0, 1_000_000_000))
  }

  /// Orders in the fund's currency, in fold order of their placing.
  private var own: [Order] {
    let currency = record?.text(FundField.currency) ?? []
    return orders.filter { $0.currency == currency }
  }

  var conflicts: [Conflict] {
    let disputes = orders.filter { !disputed($0).isEmpty }.map { order in
      Conflict(
        id: court.names.name(subject, .order(order.placing.id)),
        number: Case.receivedThoughCancelled, severity: .a,
        owner: order.placing[OrderField.branch].textValue ?? [], subject: subject,
        sides: disputed(order).map(\.dot), isResolved: order.verdict.isResolved)
    }
    return retractions.conflicts + disputes + (overdraft.map { [$0] } ?? [])
  }

  /// Case 53.
  private var overdraft: Conflict? {
    guard record != nil else { return nil }
    let shares = own.filter { committed($0) + spent($0) > 0 }
    let costs = shares.map { committed($0) + spent($0) }
    guard costs.reduce(0, +) > amount else { return nil }
    let over = shares.indices.filter { costs[...$0].reduce(0, +) > amount }
    let sides = shares.indices.filter { index in
      over.contains(index)
        || over.contains {
          court.facts.areConcurrent(shares[$0].placing, shares[index].placing)
        }
    }
    let isApproved = approvals.contains { approval in
      shares.allSatisfy {
        court.facts.saw(approval, $0.placing) && retractions.knewAll(approval, about: $0.placing)
      }
    }
    return Conflict(
      id: court.names.name(subject, .fund), number: Case.fundOvercommitted, severity: .a,
      owner: owner, subject: subject, sides: sides.map { shares[$0].placing.dot },
      isResolved: isApproved)
  }

  /// One line an order, and one for a fund that is described.
  var lines: [String] {
    var lines = orders.map { order in
      let end = end(of: order)
      let bib = order.placing[OrderField.bib].recordValue.map(court.bibs.survivor)
      let currency = String(decoding: order.currency, as: UTF8.self)
      return "order \(subject.text) \(order.placing.id.text) bib=\(bib?.text ?? "-") "
        + "copies=\(order.copies) received=\(received(order)) standing=\(end?.standing ?? "open") "
        + "amount=\(order.price) currency=\(currency) endedBy=\(end?.by.text ?? "-")"
    }
    guard record != nil else { return lines }
    let (committed, spent) = (
      own.map(committed).reduce(0, +), own.map(spent).reduce(0, +)
    )
    lines.append(
      "fund \(subject.text) committed=\(committed) spent=\(spent) "
        + "free=\(amount - committed - spent)")
    return lines
  }
}
