import Catchword
import CatchwordCore
import CatchwordLibrary

/// `pay main p12 250`: money over the desk.
struct PayVerb: Verb {
  static let word = "pay"
  static let forms = [
    VerbForm(
      "pay HOST CARD CENTS [keep|credit]",
      "Pays what a patron owes, the oldest first; `keep`: what is too much is kept as credit; "
        + "`credit`: from what the patron has to their credit.")
  ]

  enum Manner: String, CaseIterable, Sendable {
    case exact
    case keep
    case credit
  }

  let host: String
  let card: String
  let amount: Int64
  let manner: Manner

  init(host: String, card: String, amount: Int64, manner: Manner = .exact) {
    self.host = host
    self.card = card
    self.amount = amount
    self.manner = manner
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    amount = try words.cents()
    manner = words.skip("keep") ? .keep : words.skip("credit") ? .credit : .exact
  }

  var arguments: [String] {
    [host, card, "\(amount)"] + (manner == .exact ? [] : [manner.rawValue])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let payment = DeskAction.Payment(
      card: card, amount: amount, method: manner == .credit ? .credit : .cash, drawer: "till",
      keepsRest: manner == .keep)
    try run.desk(.pay(payment), at: host, step)
  }
}

/// `waive main p12`: a patron need not pay.
struct WaiveVerb: Verb {
  static let word = "waive"
  static let forms = [
    VerbForm("waive HOST CARD", "Lets a patron off the oldest charge that staff stated.")
  ]

  let host: String
  let card: String

  init(host: String, card: String) {
    self.host = host
    self.card = card
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
  }

  var arguments: [String] { [host, card] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.staff(at: place, Plan.line(self)) {
      guard let charge = try run.oldestCharge(of: card, at: place) else {
        return "nothing to waive here"
      }
      let waiver = DeskAction.Waiver(card: card, charge: charge, reason: "out of kindness")
      let answer = try run.commit(at: place, step) {
        try $0.perform(.waive(waiver), staff: place.name)
      }
      return "\(answer.signal.rawValue): \(answer.lines.joined(separator: " "))"
    }
  }
}

/// `refund main p12`: money goes back.
struct RefundVerb: Verb {
  static let word = "refund"
  static let forms = [
    VerbForm("refund HOST CARD", "Gives back all that a patron has to their credit.")
  ]

  let host: String
  let card: String

  init(host: String, card: String) {
    self.host = host
    self.card = card
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
  }

  var arguments: [String] { [host, card] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.desk(.refund(DeskAction.Refund(card: card, drawer: "till")), at: host, step)
  }
}

extension Run {
  /// The oldest charge that staff stated and of which something is owed, as a host knows it.
  func oldestCharge(of card: String, at host: Host) throws -> RecordID? {
    try charges(of: card, at: host).filter {
      $0.amount.map($0.owed) ?? 0 > 0 && $0.standing == .owed
    }.min { ($0.stated, $0.id) < ($1.stated, $1.id) }?.id
  }

  private func charges(of card: String, at host: Host) throws -> [Charge] {
    try use(host) { engine in
      try engine.read { reader in
        let patrons = try reader.patrons(card).map(\.id)
        return try reader.everyRow(table: ChargeColumn.tableName).compactMap(Charge.init).filter {
          $0.patron.map(patrons.contains) ?? false
        }
      }
    }
  }

  /// What a patron owes today, as a host knows it.
  func account(of card: String, at host: Host) throws -> Account {
    let today = CivilDate(ofSeconds: now.unixSeconds)
    return try use(host) { engine in
      try engine.read { reader in
        guard let patron = try reader.patrons(card).first else { return .empty }
        var reckoning = AccountReckoning(
          of: patron, on: today, under: try reader.policyInForce(), in: reader)
        let id = Value.record(patron.id)
        let rows = try reader.everyRow(table: ChargeColumn.tableName)
          .filter { $0.values[ChargeColumn.patron] == id }
        let loans = try reader.everyRow(table: LoanColumn.tableName).filter {
          $0.values[LoanColumn.patron] == id && $0.values[LoanColumn.standing] == .text("open")
        }.map { row in
          PatronLoan(
            item: row.values[LoanColumn.item]?.record,
            due: row.values[LoanColumn.due]?.integer.map(CivilDate.init(day:)),
            loan: row.values[LoanColumn.id]?.record,
            branch: row.values[LoanColumn.branch]?.text ?? "")
        }
        return try reckoning.account(rows, loans: loans)
      }
    }
  }
}

extension RecordReading {
  fileprivate func patrons(_ card: String) throws -> [RecordView] {
    try records(kind: LibraryKind.patron, where: PatronField.card, is: .text(card))
      .filter { !$0.state.isDead }
  }
}
