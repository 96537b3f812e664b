public import CatchwordCore

/// What becomes of an action at a desk: one fact that records what was done and what the device
/// believed, and one answer for the clerk.
///
/// G6: what the replica knows is checked here and never undone later by a merge; a reason lets
/// staff go on, and stands in the fact.
public struct DeskRules: Sendable {
  let hashing: Hashing

  public init(hashing: Hashing) { self.hashing = hashing }

  /// What an action is judged by besides the item and the patron.
  struct Circumstances {
    let policy: PolicyInForce
    let loans: (RecordID) throws -> [PatronLoan]
    let holds: (RecordID) throws -> Int
    let account: (RecordID) throws -> Account
    let drawer: (String, String) throws -> Int64
  }

  /// Every fact names the policy that the device acted under, but for the standard policy.
  ///
  /// - Parameters:
  ///   - loans: what a patron has at home, as far as this replica knows; asked only where the policy
  ///     has a limit.
  ///   - holds: for how much a patron waits, likewise.
  ///   - account: what a patron owes, likewise.
  ///   - drawer: what ought to be in a drawer of this branch, in minor units of a currency.
  ///   - mint: gives a fresh record id of this writer, for the fact.
  /// - Throws: `DeskError`, and whatever `reader`, `loans` and `mint` throw.
  public func plan(
    _ action: DeskAction, at desk: Desk, in reader: any RecordReading,
    loans: (RecordID) throws -> [PatronLoan] = { _ in [] },
    holds: (RecordID) throws -> Int = { _ in 0 },
    account: (RecordID) throws -> Account = { _ in .empty },
    drawer: (String, String) throws -> Int64 = { _, _ in 0 }, mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let policy = try reader.policyInForce()
    return try withoutActuallyEscaping(loans) { loans in
      try withoutActuallyEscaping(holds) { holds in
        try withoutActuallyEscaping(account) { account in
          try withoutActuallyEscaping(drawer) { drawer in
            let circumstances = Circumstances(
              policy: policy, loans: loans, holds: holds, account: account, drawer: drawer)
            let plan = try plan(action, at: desk, in: reader, circumstances, mint)
            return plan.naming(policy.fact).doubting(desk)
          }
        }
      }
    }
  }

  private func plan(
    _ action: DeskAction, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    switch action {
    case .checkout(let checkout):
      let view = try DeskView(scanning: checkout.barcode, in: reader, hashing: hashing)
      return try lend(checkout, view, at: desk, in: reader, circumstances, mint)
    case .checkin(let checkin):
      let view = try DeskView(scanning: checkin.barcode, in: reader, hashing: hashing)
      return try takeBack(checkin, view, at: desk, in: reader, circumstances, mint)
    case .renew(let renewal):
      let view = try DeskView(scanning: renewal.barcode, in: reader, hashing: hashing)
      return try renew(renewal, view, at: desk, in: reader, circumstances, mint)
    case .inHouseUse(let barcode):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try sight(
        .inHouseUse, view, location: nil, at: desk, in: reader, circumstances, mint)
    case .inventory(let barcode, let location):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try sight(
        .inventory, view, location: location, at: desk, in: reader, circumstances, mint)
    case .send(let barcode, let destination):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try send(view, to: destination, at: desk, in: reader, mint)
    case .receive(let barcode):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try receive(view, at: desk, in: reader, circumstances, mint)
    case .placeHold(let wish): return try place(wish, at: desk, in: reader, circumstances, mint)
    case .changeHold(let hold, let change):
      return try self.change(hold, change, at: desk, in: reader, mint)
    case .capture(let barcode):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try capture(view, at: desk, in: reader, circumstances, mint)
    case .release(let barcode, let reason):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try release(view, reason: reason, at: desk, in: reader, circumstances, mint)
    case .mark(let mark, let barcode, let reason):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try state(mark, view, reason: reason, at: desk, mint)
    case .charge(let bill): return try charge(bill, at: desk, in: reader, circumstances, mint)
    case .billLost(let barcode, let amount, let reason):
      return try bill(
        barcode, amount: amount, reason: reason, at: desk, in: reader, circumstances, mint)
    case .pay(let payment): return try pay(payment, at: desk, in: reader, circumstances, mint)
    case .waive(let waiver): return try waive(waiver, at: desk, in: reader, circumstances, mint)
    case .refund(let refund):
      return try self.refund(refund, at: desk, in: reader, circumstances, mint)
    case .block(let card, let kind, let reason):
      return try block(card, kind, reason: reason, at: desk, in: reader, mint)
    case .unblock(let card, let reason):
      return try block(card, nil, reason: reason, at: desk, in: reader, mint)
    case .count(let drawer, let amount):
      return try count(drawer, amount, at: desk, circumstances, mint)
    case .load(let barcode, let cart):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try load(view, onto: cart, at: desk, in: reader, mint)
    case .unload(let barcode, let cart):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      return try unload(view, off: cart, at: desk, in: reader, circumstances, mint)
    case .undo(let undo): return try takeBack(undo, at: desk, in: reader, mint)
    case .today(let day): return try state(today: day, at: desk, mint)
    }
  }

  /// A fact about what was scanned, with the loan that the device saw.
  func fact(
    _ action: CirculationAction, _ view: DeskView, at desk: Desk, _ id: RecordID,
    _ values: [Int: Value] = [:]
  ) -> Operation {
    var all = values
    all[CirculationField.action] = .integer(action.rawValue)
    all[CirculationField.branch] = .text(desk.branch)
    all[CirculationField.barcode] = .text(view.barcode)
    if let item = view.item { all[CirculationField.item] = .record(item.id) }
    all[CirculationField.loan] = view.loan.map { .record($0.id) }
    return Operation(
      .fact, kind: LibraryKind.circulation, record: id,
      values: all.filter { !$0.value.isNull }.map { FieldValue($0.key, $0.value) })
  }
}

extension DeskPlan {
  /// The same under a policy: each fact says which one the device knew.
  func naming(_ policy: RecordID?) -> DeskPlan {
    guard let policy else { return self }
    let stamped = operations.map { operation in
      guard operation.action == .fact, operation.kind == LibraryKind.circulation else {
        return operation
      }
      return Operation(
        .fact, kind: operation.kind, record: operation.record,
        values: operation.values + [FieldValue(CirculationField.policy, .record(policy))])
    }
    return DeskPlan(operations: stamped, answer: answer)
  }
}

/// Lines of an answer on their way, with the strongest signal so far.
struct AnswerLines {
  private(set) var signal = DeskAnswer.Signal.good
  private(set) var lines: [String]

  init(_ first: String) { lines = [first] }

  mutating func add(_ line: String) { lines.append(line) }

  mutating func warn(_ line: String) {
    if signal == .good { signal = .warning }
    lines.append(line)
  }

  mutating func stop(_ line: String) {
    signal = .stop
    lines.append(line)
  }
}
