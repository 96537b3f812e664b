package import CatchwordCore
package import CatchwordLibrary
package import CatchwordStore

/// The line under an action: which commit holds it. It is given only once the commit is durable.
package struct Acknowledgement: Equatable, Sendable {
  package let log: LogID
  package let number: Int64
  /// Over the commit's canonical bytes; the same on every replica that ever holds it.
  package let hash: ContentHash

  package init(log: LogID, number: Int64, hash: ContentHash) {
    self.log = log
    self.number = number
    self.hash = hash
  }
}

/// Something done and durable.
package struct Performed<Answer: Sendable>: Sendable {
  package let answer: Answer
  package let acknowledgements: [Acknowledgement]

  package init(answer: Answer, acknowledgements: [Acknowledgement]) {
    self.answer = answer
    self.acknowledgements = acknowledgements
  }
}

extension Replica {
  /// One action of staff: looked up, planned, committed, answered.
  ///
  /// - Parameter stop: where a cart stands (`Desk.stop`).
  /// - Throws: `DeskError` where the desk must stop; then nothing was written.
  package func perform(
    _ action: DeskAction, staff: String, stop: String? = nil
  ) throws -> Performed<DeskAnswer> {
    try commit(staff: staff) { transaction, here in
      let desk = Desk(
        branch: here.branch, staff: here.staff, today: here.today,
        silenceSeconds: here.silenceSeconds, stop: stop, clock: here.clock)
      // Limits of loans and of debts ask for the same.
      var known: [RecordID: [PatronLoan]] = [:]
      func loans(of patron: RecordID) throws -> [PatronLoan] {
        if let loans = known[patron] { return loans }
        let loans = try transaction.reader.openLoans(
          of: patron, under: try transaction.reader.policyInForce())
        known[patron] = loans
        return loans
      }
      let plan = try DeskRules(hashing: hashing).plan(
        action, at: desk, in: transaction, loans: loans(of:),
        holds: { try transaction.reader.activeHolds(of: $0) },
        account: {
          try transaction.reader.account(
            of: $0, on: desk.today, hashing: hashing, loans: loans(of: $0))
        },
        drawer: { try transaction.reader.drawer($0, at: desk.branch, in: $1) }
      ) { try transaction.mint() }
      for operation in plan.operations { try transaction.stage(operation) }
      if case .today(let day) = action { try adopt(today: day, in: transaction) }
      return plan.answer
    }
  }

  /// The day that staff read off a calendar: what is done since this machine started counts by it.
  private func adopt(today day: CivilDate, in transaction: WriteTransaction) throws {
    guard let offset = DeskClock.offset(by: day, on: clock, known: transaction.offset) else {
      return
    }
    try transaction.remember(settings(adopting: offset))
  }

  /// One edit of the catalogue, of patrons or of branches.
  package func perform(_ edit: CatalogEdit, staff: String) throws -> Performed<RecordID> {
    try commit(staff: staff) { transaction, _ in
      let isPatron = if case .addPatron = edit { true } else { false }
      let plan = try edit.plan(in: transaction) {
        try isPatron ? mintPatron(in: transaction) : transaction.mint()
      }
      for operation in plan.operations { try transaction.stage(operation) }
      return plan.record
    }
  }

  /// Runs `body` in one local transaction and acknowledges what it staged.
  package func commit<Answer: Sendable>(
    staff: String, _ body: (WriteTransaction, Desk) throws -> Answer
  ) throws -> Performed<Answer> {
    let reading = try readClock()
    let (answer, receipts) = try store.write(
      clock: reading, staff: staff, offset: .unmeasured
    ) { transaction in
      let now = try now(reading, in: transaction.reader)
      transaction.offset = now.offset
      // Due dates count from the day that it is, as far as anybody measured the clock.
      let desk = Desk(
        branch: branch, staff: staff,
        today: CivilDate(day: clock.today(offsetSeconds: now.offset.seconds)),
        silenceSeconds: now.silenceSeconds, clock: now.deskClock(clock))
      return try body(transaction, desk)
    }
    return Performed(
      answer: answer,
      acknowledgements: receipts.map {
        Acknowledgement(
          log: LogID(writer: writer, lane: $0.lane), number: $0.number, hash: $0.hash)
      })
  }

  /// A patron's id stands in facts, so it says nothing: neither who registered it nor when.
  func mintPatron(in reader: any RecordReading) throws -> RecordID {
    while true {
      let number = machine.entropy.number(upTo: RecordID.maximumNumber)
      let id = RecordID(space: .source("catchword:patron"), number: number)
      if try reader.record(kind: LibraryKind.patron, id) == nil { return id }
    }
  }
}
