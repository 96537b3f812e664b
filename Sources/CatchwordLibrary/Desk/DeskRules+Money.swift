import CatchwordCore

/// Money at the desk: charges, payments, waivers, refunds, and what is in the drawer.
extension DeskRules {
  func charge(
    _ bill: DeskAction.Bill, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let patron = try account(of: bill.card, in: reader)
    guard bill.kind.isStated else { throw DeskError.notStated(bill.kind) }
    try check(bill.amount)
    let currency = circumstances.policy.policy.currency
    let id = try mint()
    var values = entry(.charge, patron.id, bill.amount, currency, at: desk)
    values[CirculationField.chargeKind] = .integer(bill.kind.rawValue)
    values[CirculationField.reason] = bill.reason.map { .text($0) }
    var title: String?
    if let barcode = bill.barcode {
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      title = view.title
      values.merge(try names(view, loanOf: patron.id, in: reader)) { $1 }
    }
    let line =
      "\(title.map { "\($0): " } ?? "")charged \(currency.text(bill.amount)), \(bill.kind.word)."
    return plan(
      [(values, id)], [title == nil ? line.prefix(1).uppercased() + line.dropFirst() : line])
  }

  /// Marks an item on loan as lost and charges for it: its price, and the work with it.
  func bill(
    _ barcode: String, amount: Int64?, reason: String?, at desk: Desk,
    in reader: any RecordReading, _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
    guard let loan = view.loan, let patron = try borrower(of: loan, in: reader) else {
      throw DeskError.notOnLoan(view.title)
    }
    let borrower = try reader.record(kind: LibraryKind.patron, patron)
    let policy = try DeskPolicy(
      circumstances.policy, view, patron: borrower, at: desk, in: reader)
    let currency = circumstances.policy.policy.currency
    let price = view.item?[ItemField.price].text.flatMap { currency.minorUnits(parsing: $0) }
    guard let amount = amount ?? policy.terms.replacementFee ?? price else {
      throw DeskError.priceUnknown(title: view.title)
    }
    try check(amount)
    let marked = try state(.lost, view, reason: reason, at: desk, mint)
    var entries = [(ChargeKind.replacement, amount)]
    if policy.terms.processingFee > 0 { entries.append((.processing, policy.terms.processingFee)) }
    let stated = try entries.map { kind, amount in
      var values = entry(.charge, patron, amount, currency, at: desk)
      values[CirculationField.chargeKind] = .integer(kind.rawValue)
      return fact(.charge, view, at: desk, try mint(), values)
    }
    let words = entries.map { "\($0.0.word) \(currency.text($0.1))" }
    return DeskPlan(
      operations: marked.operations + stated,
      answer: DeskAnswer(
        signal: marked.answer.signal,
        lines: marked.answer.lines + ["Charged: \(words.joined(separator: ", "))."],
        fact: marked.answer.fact, item: view.item?.id, title: view.title, loan: loan.id))
  }

  /// The oldest charge first, until the money is spent.
  func pay(
    _ payment: DeskAction.Payment, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let patron = try accountToSettle(of: payment.card, in: reader)
    try check(payment.amount)
    let currency = circumstances.policy.policy.currency
    let account = try circumstances.account(patron.id)
    let open = try open(account.lines(in: currency.code), payment.charge)
    if payment.method == .credit, account.credit(in: currency.code.text) < payment.amount {
      throw DeskError.tooLittleCredit(currency.text(account.credit(in: currency.code.text)))
    }
    var rest = payment.amount
    var stated: [([Int: Value], RecordID)] = []
    for line in open where rest > 0 {
      let part = min(rest, line.owed)
      var values = try about(line, .pay, patron.id, part, currency, at: desk, in: reader)
      values.merge(by(payment.method, payment.drawer)) { $1 }
      stated.append((values, try mint()))
      rest -= part
    }
    if rest > 0 {
      guard payment.keepsRest, payment.method != .credit else {
        throw DeskError.notOwed(currency.text(payment.amount - rest))
      }
      var values = entry(.pay, patron.id, rest, currency, at: desk)
      values.merge(by(payment.method, payment.drawer)) { $1 }
      stated.append((values, try mint()))
    }
    if payment.method == .credit {
      stated += try giveBack(
        payment.amount, account, patron.id, .credit, nil, currency, desk, reader, mint)
    }
    let owed = account.owed(in: currency.code.text) - (payment.amount - rest)
    var lines = ["Paid \(currency.text(payment.amount)) by \(payment.method.word)."]
    if rest > 0 { lines.append("\(currency.text(rest)) of it is credit.") }
    lines.append(owed > 0 ? "\(currency.text(owed)) is still owed." : "Nothing is owed any longer.")
    lines.append("Receipt \(stated[0].1).")
    return plan(stated, lines)
  }

  func waive(
    _ waiver: DeskAction.Waiver, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard !waiver.reason.isEmpty else { throw DeskError.reasonMissing }
    let patron = try accountToSettle(of: waiver.card, in: reader)
    let currency = circumstances.policy.policy.currency
    let account = try circumstances.account(patron.id)
    guard let line = try open(account.lines(in: currency.code), waiver.charge).first else {
      throw DeskError.notOwed(currency.text(0))
    }
    let amount = waiver.amount ?? line.owed
    try check(amount)
    guard amount <= line.owed else { throw DeskError.notOwed(currency.text(line.owed)) }
    var values = try about(
      line, .waive, patron.id, amount, currency, at: desk, in: reader)
    values[CirculationField.reason] = .text(waiver.reason)
    return plan([(values, try mint())], ["Waived \(currency.text(amount))."])
  }

  func refund(
    _ refund: DeskAction.Refund, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let patron = try accountToSettle(of: refund.card, in: reader)
    let currency = circumstances.policy.policy.currency
    let account = try circumstances.account(patron.id)
    let credit = account.credit(in: currency.code.text)
    let amount = refund.amount ?? credit
    guard amount <= credit, credit > 0 else {
      throw DeskError.tooLittleCredit(currency.text(credit))
    }
    try check(amount)
    guard refund.method != .credit else { throw DeskError.tooLittleCredit(currency.text(0)) }
    let stated = try giveBack(
      amount, account, patron.id, refund.method, refund.drawer, currency, desk, reader, mint)
    return plan(stated, ["Given back: \(currency.text(amount)) by \(refund.method.word)."])
  }

  /// What somebody counted in a drawer, beside what ought to be in it.
  func count(
    _ drawer: String, _ amount: Int64, at desk: Desk, _ circumstances: Circumstances,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard (0...PolicyLimits.amount).contains(amount) else { throw DeskError.notAnAmount }
    let currency = circumstances.policy.policy.currency
    let believed = try circumstances.drawer(drawer, currency.code.text)
    let values: [Int: Value] = [
      CirculationField.action: .integer(CirculationAction.count.rawValue),
      CirculationField.branch: .text(desk.branch), CirculationField.drawer: .text(drawer),
      CirculationField.amount: .integer(amount),
      CirculationField.currency: .text(currency.code.text),
      CirculationField.believed: .integer(believed),
    ]
    let difference = amount - believed
    let word = difference == 0 ? "as reckoned" : "\(currency.text(difference)) off what is reckoned"
    return plan(
      [(values, try mint())], ["Drawer \(drawer): \(currency.text(amount)), \(word)."],
      signal: difference == 0 ? .good : .warning)
  }

  /// Who owes more than the policy lets them is stopped, and staff may go on with a reason.
  func checkOwed(
    _ patron: RecordView, _ limits: PatronLimits, _ circumstances: Circumstances
  ) throws {
    #if Mutants
      if RuleOut.owingBlocks.isAtWork { return }
    #endif
    guard let most = limits.owed else { return }
    let currency = circumstances.policy.policy.currency
    let owed = try circumstances.account(patron.id).owed(in: currency.code.text)
    guard owed > most else { return }
    throw DeskError.owesTooMuch(currency.text(owed), limit: currency.text(most))
  }

  /// - Parameter kind: nil ends all blocks that are known.
  func block(
    _ card: String, _ kind: BlockKind?, reason: String, at desk: Desk,
    in reader: any RecordReading, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard !reason.isEmpty else { throw DeskError.reasonMissing }
    let patron = try account(of: card, in: reader)
    if kind == nil {
      let fold = try reader.accountFold(of: patron.id, hashing: hashing)
      guard fold?.blocks.isEmpty == false else { throw DeskError.notBlocked }
    }
    let action = kind == nil ? CirculationAction.unblock : .block
    var values: [Int: Value] = [
      CirculationField.action: .integer(action.rawValue),
      CirculationField.branch: .text(desk.branch), CirculationField.account: .record(patron.id),
      CirculationField.reason: .text(reason),
    ]
    values[CirculationField.block] = kind.map { .integer($0.rawValue) }
    let line = kind == nil ? "The patron may borrow again." : "The patron is blocked from now on."
    return plan([(values, try mint())], [line])
  }

  /// Case 23: what this replica has heard of stops the desk; what it has not, goes to review.
  func checkBlocks(_ patron: RecordView, in reader: any RecordReading) throws {
    let patrons = try reader.patronsOne(with: patron.id).filter { try reader.wasBlocked($0) }
    let blocks = try patrons.flatMap {
      try reader.accountFold(of: $0, hashing: hashing)?.blocks ?? []
    }
    guard let block = blocks.first(where: { $0.blockKind == .stolen }) ?? blocks.last
    else { return }
    if block.blockKind == .stolen { throw DeskError.cardStolen(since: instantText(block.time)) }
    throw DeskError.blocked(reason: block.reason)
  }

  // MARK: Entries

  /// Who answers for what a card's bearer owes: whoever stands for them, if they were merged.
  private func account(of card: String, in reader: any RecordReading) throws -> RecordView {
    try reader.standing(for: try patron(card, in: reader))
  }

  /// What an erased patron left unsettled can still be settled by the card that they had.
  private func accountToSettle(
    of card: String, in reader: any RecordReading
  ) throws -> RecordView {
    do {
      return try account(of: card, in: reader)
    } catch DeskError.cardNoLongerValid {
      let bearers = try reader.patrons(card: card)
      let persons = Set(try bearers.map { try reader.standing(for: $0).id })
      guard let first = bearers.first, persons.count == 1 else {
        throw DeskError.cardNoLongerValid
      }
      return try reader.standing(for: first)
    }
  }

  private func check(_ amount: Int64) throws(DeskError) {
    guard (1...PolicyLimits.amount).contains(amount) else { throw .notAnAmount }
  }

  private func open(
    _ lines: [Account.Line], _ charge: RecordID?
  ) throws(DeskError) -> [Account.Line] {
    guard let charge else { return lines.filter { $0.owed > 0 } }
    let named = lines.filter { $0.charge.id == charge }
    guard !named.isEmpty else { throw .unknownCharge(charge) }
    return named.filter { $0.owed > 0 }
  }

  private func giveBack(
    _ amount: Int64, _ account: Account, _ patron: RecordID, _ method: PaymentMethod,
    _ drawer: String?, _ currency: Currency, _ desk: Desk, _ reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> [([Int: Value], RecordID)] {
    var rest = amount
    var stated: [([Int: Value], RecordID)] = []
    for line in account.lines(in: currency.code) where rest > 0 && line.credit > 0 {
      let part = min(rest, line.credit)
      var values = try about(line, .refund, patron, part, currency, at: desk, in: reader)
      values.merge(by(method, drawer)) { $1 }
      stated.append((values, try mint()))
      rest -= part
    }
    return stated
  }

  private func entry(
    _ action: CirculationAction, _ patron: RecordID, _ amount: Int64, _ currency: Currency,
    at desk: Desk
  ) -> [Int: Value] {
    [
      CirculationField.action: .integer(action.rawValue),
      CirculationField.branch: .text(desk.branch), CirculationField.account: .record(patron),
      CirculationField.amount: .integer(amount),
      CirculationField.currency: .text(currency.code.text),
    ]
  }

  /// An entry about a charge names what the charge names, so that both are folded together.
  private func about(
    _ line: Account.Line, _ action: CirculationAction, _ patron: RecordID, _ amount: Int64,
    _ currency: Currency, at desk: Desk, in reader: any RecordReading
  ) throws -> [Int: Value] {
    // An account that was merged into another one keeps its entries together.
    var values = entry(action, line.charge.patron ?? patron, amount, currency, at: desk)
    values[CirculationField.charge] = .record(line.charge.id)
    values[CirculationField.chargeKind] = .integer(line.charge.kind.rawValue)
    values[CirculationField.loan] = line.charge.loan.map { .record($0) }
    values[CirculationField.item] = line.item.map { .record($0) }
    if line.item == nil {
      let named = line.charge.loan ?? line.charge.id
      values[CirculationField.barcode] = try reader.fact(
        kind: LibraryKind.circulation, named)?[CirculationField.barcode]
    }
    values[CirculationField.believed] = .integer(line.owed)
    if line.charge.kind == .overdue {
      values[CirculationField.until] = .integer((line.charge.returned ?? desk.today).day)
    }
    return values
  }

  private func by(_ method: PaymentMethod, _ drawer: String?) -> [Int: Value] {
    var values = [CirculationField.method: Value.integer(method.rawValue)]
    if method == .cash { values[CirculationField.drawer] = drawer.map { .text($0) } }
    return values
  }

  /// The item that a charge is for, and the patron's loan of it if there is one.
  private func names(
    _ view: DeskView, loanOf patron: RecordID, in reader: any RecordReading
  ) throws -> [Int: Value] {
    var values: [Int: Value] = [CirculationField.barcode: .text(view.barcode)]
    values[CirculationField.item] = view.item.map { .record($0.id) }
    let own = try view.state.loans.last { try borrower(of: $0, in: reader) == patron }
    values[CirculationField.loan] = own.map { .record($0.id) }
    return values
  }

  private func operation(_ values: [Int: Value], _ id: RecordID) -> Operation {
    Operation(
      .fact, kind: LibraryKind.circulation, record: id,
      values: values.filter { !$0.value.isNull }.map { FieldValue($0.key, $0.value) })
  }

  private func plan(
    _ stated: [([Int: Value], RecordID)], _ lines: [String], signal: DeskAnswer.Signal = .good
  ) -> DeskPlan {
    DeskPlan(
      operations: stated.map { operation($0.0, $0.1) },
      answer: DeskAnswer(
        signal: signal, lines: lines, fact: stated[0].1, item: nil, title: nil))
  }
}
