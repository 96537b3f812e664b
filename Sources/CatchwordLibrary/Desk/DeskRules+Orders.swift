public import CatchwordCore

/// Funds and orders: what is known here is checked, and a reason lets staff go on (G6).
extension DeskRules {
  /// - Parameter mint: gives a fresh record id of this writer.
  /// - Throws: `OrderError`, `DeskError`, `CatalogError`, and whatever `reader` and `mint` throw.
  public func plan(
    _ action: AcquisitionAction, at desk: Desk, in reader: any RecordReading,
    mint: () throws -> RecordID
  ) throws -> DeskPlan {
    switch action {
    case .addFund(let fund): try add(fund, in: reader, mint)
    case .setFund(let fund, let change): try set(fund, change, in: reader)
    case .approve(let fund, let reason): try approve(fund, reason, at: desk, in: reader, mint)
    case .place(let placing): try place(placing, at: desk, in: reader, mint)
    case .receive(let receipt): try receive(receipt, at: desk, in: reader, mint)
    case .cancel(let order, let reason): try cancel(order, reason, at: desk, in: reader, mint)
    }
  }

  // MARK: Funds

  private func add(
    _ new: AcquisitionAction.NewFund, in reader: any RecordReading, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard !new.code.isEmpty, !new.code.utf8.contains(0x20) else { throw OrderError.noCode }
    guard Currency.isCode(new.currency) else { throw OrderError.notACurrency(new.currency) }
    guard OrderLimits.amount.contains(new.amount) else { throw OrderError.notAnAmount }
    try checkLength([new.code, new.name])
    guard try reader.funds(code: new.code).isEmpty else { throw OrderError.fundExists(new.code) }
    try checkBranch(new.branch, in: reader)
    let id = try mint()
    var values = [
      FieldValue(FundField.code, .text(new.code)),
      FieldValue(FundField.branch, .text(new.branch)),
      FieldValue(FundField.amount, .integer(new.amount)),
      FieldValue(FundField.currency, .text(new.currency)),
    ]
    if !new.name.isEmpty { values.append(FieldValue(FundField.name, .text(new.name))) }
    let text = Currency(named: new.currency).text(new.amount)
    return plan(
      [Operation(.write, kind: LibraryKind.fund, record: id, values: values)], id,
      AnswerLines("Fund \(new.code) of \(new.branch): \(text)."))
  }

  private func set(
    _ id: RecordID, _ change: AcquisitionAction.FundChange, in reader: any RecordReading
  ) throws -> DeskPlan {
    let view = try fund(id, in: reader)
    let fund = Fund(view)
    var values: [FieldValue] = []
    if let name = change.name {
      try checkLength([name])
      values.append(FieldValue(FundField.name, .text(name)))
    }
    if let branch = change.branch {
      try checkBranch(branch, in: reader)
      values.append(FieldValue(FundField.branch, .text(branch)))
    }
    if let amount = change.amount {
      guard OrderLimits.amount.contains(amount) else { throw OrderError.notAnAmount }
      values.append(FieldValue(FundField.amount, .integer(amount)))
    }
    if let isClosed = change.isClosed {
      values.append(FieldValue(FundField.closed, isClosed ? .integer(1) : .null))
    }
    guard !values.isEmpty else { throw OrderError.nothingChanged }
    var lines = AnswerLines("Fund \(fund.code): changed.")
    let book = try reader.orderBook(of: id, hashing: hashing)
    if let amount = change.amount, let sums = book.sums {
      let free = sums.free + amount - sums.allocated
      let line = "\(fund.text(free)) of \(fund.text(amount)) are left."
      if free < 0 { lines.warn(line) } else { lines.add(line) }
    }
    return plan(Operation.writes(values, over: view), id, lines)
  }

  private func approve(
    _ id: RecordID, _ reason: String, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let fund = Fund(try fund(id, in: reader))
    guard !reason.isEmpty else { throw DeskError.reasonMissing }
    try checkLength([reason])
    let book = try reader.orderBook(of: id, hashing: hashing)
    let isOpen = book.reviews.contains {
      $0.conflictCase == ConflictCase.fundOvercommitted && !$0.isResolved
    }
    guard isOpen, let sums = book.sums else { throw OrderError.nothingToApprove(fund.code) }
    let fact = try mint()
    let values: [Int: Value] = [
      OrderField.fund: .record(id), OrderField.amount: .integer(-sums.free),
      OrderField.currency: .text(fund.currency), OrderField.reason: .text(reason),
    ]
    var lines = AnswerLines("Fund \(fund.code): over by \(fund.text(-sums.free)), approved.")
    if !fund.branch.utf8.elementsEqual(desk.branch.utf8) {
      lines.warn("\(fund.branch) answers for this fund; tell them.")
    }
    return plan([order(.approve, fact, values, at: desk)], fact, lines)
  }

  // MARK: Orders

  private func place(
    _ placing: AcquisitionAction.Placing, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let fund = Fund(try fund(placing.fund, in: reader))
    guard !fund.isClosed else { throw OrderError.fundClosed(fund.code) }
    guard OrderLimits.copies.contains(placing.copies) else { throw OrderError.notACount }
    guard OrderLimits.amount.contains(placing.price) else { throw OrderError.notAnAmount }
    let bib = try reader.survivor(ofBib: placing.bib)
    guard try reader.record(kind: LibraryKind.bib, bib)?.state.isDead == false else {
      throw DeskError.unknownTitle
    }
    try checkBranch(placing.destination, in: reader)
    let reason = placing.override.flatMap { $0.isEmpty ? nil : $0 }
    try checkLength([placing.vendor, reason ?? ""])
    let sums = try reader.orderBook(of: fund.id, hashing: hashing).sums ?? FundSums()
    let cost = placing.copies * placing.price
    guard cost <= sums.free || reason != nil else {
      throw OrderError.fundExhausted(
        fund.code, free: fund.text(sums.free), cost: fund.text(cost))
    }
    let id = try mint()
    let values: [Int: Value] = [
      OrderField.bib: .record(bib), OrderField.fund: .record(fund.id),
      OrderField.quantity: .integer(placing.copies), OrderField.amount: .integer(placing.price),
      OrderField.currency: .text(fund.currency),
      OrderField.vendor: placing.vendor.isEmpty ? .null : .text(placing.vendor),
      OrderField.destination: .text(placing.destination),
      OrderField.kind: .integer(placing.kind.rawValue),
      OrderField.reason: reason.map { .text($0) } ?? .null,
    ]
    let title = try reader.title(ofBib: bib)
    var lines = AnswerLines(
      "\(title): \(copiesText(placing.copies)) ordered for \(placing.destination), "
        + "\(fund.text(cost)) from \(fund.code).")
    let left = sums.free - cost
    if left < 0 {
      lines.warn(
        "\(fund.code) is over by \(fund.text(-left)); \(fund.branch) is to approve that.")
    } else {
      lines.add("\(fund.text(left)) are left.")
    }
    return plan([order(.place, id, values, at: desk)], id, lines, title: title)
  }

  private func cancel(
    _ id: RecordID, _ reason: String, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let known = try KnownOrder(id, in: reader, hashing: hashing)
    guard !reason.isEmpty else { throw DeskError.reasonMissing }
    try checkLength([reason])
    switch known.line.standing {
    case .open: break
    case .received: throw OrderError.receivedAlready
    case .cancelled: throw OrderError.cancelledAlready
    case .undone: throw DeskError.undoneAlready(id)
    }
    let fact = try mint()
    var values = known.names
    values[OrderField.reason] = .text(reason)
    let money = Currency(named: known.line.currency).text(known.line.committed)
    return plan(
      [order(.cancel, fact, values, at: desk)], fact,
      AnswerLines(
        "\(known.title): \(copiesText(known.line.outstanding)) cancelled, \(money) are free again."),
      title: known.title)
  }

  // MARK: Parts

  func fund(_ id: RecordID, in reader: any RecordReading) throws -> RecordView {
    guard let view = try reader.record(kind: LibraryKind.fund, id), !view.state.isDead else {
      throw OrderError.unknownFund
    }
    return view
  }

  func checkLength(_ texts: [String]) throws {
    guard texts.allSatisfy({ $0.utf8.count <= PolicyLimits.textBytes }) else {
      throw OrderError.textTooLong
    }
  }

  func order(
    _ action: OrderAction, _ id: RecordID, _ values: [Int: Value], at desk: Desk
  ) -> Operation {
    var all = values
    all[OrderField.action] = .integer(action.rawValue)
    all[OrderField.branch] = .text(desk.branch)
    return Operation(
      .fact, kind: LibraryKind.order, record: id,
      values: all.filter { !$0.value.isNull }.map { FieldValue($0.key, $0.value) })
  }

  func plan(
    _ operations: [Operation], _ fact: RecordID, _ lines: AnswerLines, item: RecordID? = nil,
    title: String? = nil
  ) -> DeskPlan {
    DeskPlan(
      operations: operations,
      answer: DeskAnswer(
        signal: lines.signal, lines: lines.lines, fact: fact, item: item, title: title))
  }
}

/// An order as the desk knows it.
struct KnownOrder {
  let line: OrderLine
  let book: OrderBook
  /// The bib that stands for the one that was ordered.
  let bib: RecordID
  let title: String
  private let fund: RecordID

  init(_ id: RecordID, in reader: any RecordReading, hashing: Hashing) throws {
    guard let placing = try reader.placing(of: id), let named = placing.bib,
      let fund = placing.placed[OrderField.fund].record
    else { throw OrderError.unknownOrder(id) }
    book = try reader.orderBook(of: fund, hashing: hashing)
    guard let line = book.line(id) else { throw OrderError.unknownOrder(id) }
    self.line = line
    self.fund = fund
    bib = try reader.survivor(ofBib: named)
    title = try reader.title(ofBib: bib)
  }

  /// What every fact about it names.
  var names: [Int: Value] {
    [
      OrderField.order: .record(line.id), OrderField.bib: .record(bib),
      OrderField.fund: .record(fund),
    ]
  }
}
