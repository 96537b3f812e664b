import CatchwordCore
import CatchwordLibrary
import Testing

/// Case 43: a device that cannot know which day it is.
@Suite struct ClockCaseTests {
  private let year: Int64 = 365 * 86_400

  private func doubted(_ replica: TestReplica, at time: Int64) {
    replica.deskClock = DeskClock(
      day: CivilDate(ofSeconds: time), doubtedSince: CivilDate(ofSeconds: at(0, 8)))
  }

  private func say(
    _ day: Int64, _ replica: TestReplica, at time: Int64, claimed: Int64
  ) throws -> DeskAnswer {
    replica.deskClock = DeskClock(day: CivilDate(ofSeconds: claimed))
    return try replica.perform(.today(CivilDate(ofSeconds: at(day, 0))), at: time)
  }

  private func entries(_ net: TestNetwork) throws -> [ReviewItem] {
    try net.sync()
    let all = [net.main, net.cart].map { $0.derivations.values.flatMap(\.reviews) }
    #expect(Set(all[0]) == Set(all[1]))
    return all[0].filter { $0.conflictCase == 43 }
  }

  @Test func `a clock is hard to believe before the last certain moment and long after it`() {
    let known = at(0, 12)
    for (seconds, isDoubtful) in [
      (known, false), (known - 3_600, false), (known - 3_601, true), (known + 14 * 86_400, false),
      (known + 14 * 86_400 + 1, true), (Int64.min / 2, true), (Int64.max / 2, true),
    ] {
      #expect(DeskClock.isDoubtful(seconds, knownSeconds: known) == isDoubtful, "\(seconds)")
    }
  }

  @Test func `no due date is told until staff say which day it is`() throws {
    let net = try TestNetwork()
    let wrong = at(1, 9) + year
    doubted(net.cart, at: wrong)
    let error = DeskError.clockInDoubt(
      today: CivilDate(ofSeconds: wrong), known: CivilDate(ofSeconds: at(0, 8)))
    #expect(throws: error) { try net.cart.lend("p1", at: wrong) }
    #expect(error.code == "clock-in-doubt" && error.canBeOverridden)
    #expect(error.description.contains("catchword today YYYY-MM-DD"))
    let answer = try say(1, net.cart, at: wrong, claimed: wrong)
    #expect(answer.signal == .warning)
    #expect(answer.lines.first == "Today is \(CivilDate(ofSeconds: at(1, 0))).")
    #expect(answer.lines.last?.contains("365 days ahead") == true)
    // From now on the device counts by that word.
    net.cart.deskClock = DeskClock(day: CivilDate(ofSeconds: wrong))
    #expect(try net.cart.lend("p1", at: at(1, 9)).due == CivilDate(ofSeconds: at(22, 0)))
  }

  @Test func `a measured clock is not talked out of its date`() throws {
    let net = try TestNetwork()
    net.cart.deskClock = DeskClock(day: CivilDate(ofSeconds: at(1, 9)), isMeasured: true)
    #expect(throws: DeskError.clockWasMeasured(today: CivilDate(ofSeconds: at(1, 9)))) {
      try net.cart.perform(.today(CivilDate(ofSeconds: at(3, 0))), at: at(1, 9))
    }
  }

  @Test func `one entry a device whatever it scanned, until its clock is right`() throws {
    let net = try TestNetwork()
    let wrong = at(1, 9) + year
    try net.main.lend("p1", at: at(0, 9))
    try net.sync()
    doubted(net.cart, at: wrong)
    try net.cart.takeBack(at: wrong)
    #expect(try entries(net).map(\.sides.count) == [1])
    try net.cart.perform(.inventory(barcode: "31234", location: nil), at: wrong + 60)
    try net.cart.perform(.inHouseUse(barcode: "31234"), at: wrong + 120)
    let entry = try #require(try entries(net).first)
    #expect(try entries(net).count == 1)
    #expect(entry.severity == .a && entry.owner == "CART" && entry.sides.count == 2)
    #expect(entry.summary == "A clock at CART is in doubt.")
    _ = try say(1, net.cart, at: wrong + 180, claimed: wrong)
    #expect(try entries(net).map(\.id) == [entry.id])
    #expect(try entries(net).first?.summary == "A clock at CART is 365 days ahead.")
    _ = try say(1, net.cart, at: at(1, 10), claimed: at(1, 10))
    #expect(try entries(net).isEmpty)
    try net.main.checkDerivations()
  }

  @Test func `a return by a clock in doubt costs nothing, and one by a right clock does`() throws {
    for isDoubted in [true, false] {
      let net = try TestNetwork()
      try net.main.lend("p1", at: at(0, 9))
      try net.sync()
      let late = at(40, 9)
      if isDoubted { doubted(net.cart, at: late) }
      try net.cart.takeBack(at: late)
      let state = try net.settled()
      #expect(state.loans.map(\.standing) == [.closed])
      #expect(state.charges.count == (isDoubted ? 0 : 1))
      #expect(state.explanations.contains { $0.contains("(case 43)") } == isDoubted)
    }
  }

  @Test func `what was lent with a reason by a clock in doubt is never late`() throws {
    let net = try TestNetwork()
    let wrong = at(1, 9) - 16 * year
    doubted(net.cart, at: wrong)
    try net.cart.perform(
      .checkout(.init(barcode: "31234", card: "p1", override: "no calendar here")), at: wrong)
    try net.sync()
    try net.main.takeBack(at: at(2, 9))
    let state = try net.settled()
    #expect(state.loans.map(\.isDueInDoubt) == [true])
    #expect(state.charges.isEmpty)
  }

  @Test func `what was lent by a clock in doubt is due as many days after it was lent`() throws {
    for manual in [nil, CivilDate(ofSeconds: at(9, 0))] {
      let net = try TestNetwork()
      let behind = 16 * year
      doubted(net.cart, at: at(1, 9) - behind)
      let answer = try net.cart.perform(
        .checkout(
          .init(barcode: "31234", card: "p1", due: manual, override: "no calendar here")),
        at: at(1, 9) - behind, sealedAs: at(1, 9))
      let slip = try #require(answer.due)
      try net.sync()
      let loan = try #require(try net.settled().loans.first)
      #expect(loan.due == (manual ?? slip.adding(days: behind / 86_400)))
      #expect(loan.isDueInDoubt)
    }
  }

  // MARK: What others find out

  private func segment(
    _ times: [Int64], lane: Lane = .circulation, source: ClockOffset.Source = .none,
    kind: Int = LibraryKind.circulation
  ) -> Segment {
    let writer = WriterID(Word256(1, 2, 3, 4))
    let fact = CatchwordCore.Operation(
      .fact, kind: kind, record: RecordID(space: .writer(writer), number: 1),
      values: [FieldValue(CirculationField.branch, .text("CART"))])
    return Segment(
      log: LogID(writer: writer, lane: lane), schemaVersion: 1, previous: .none,
      context: Context([:]), offset: ClockOffset(seconds: 0, source: source),
      commits: times.enumerated().map { index, time in
        Commit(
          number: Int64(index + 5), sequence: Int64(index + 9),
          clock: ClockReading(wallSeconds: time, boot: 1, monotonicMilliseconds: 0), staff: "ann",
          operations: [fact])
      })
  }

  @Test func `times that cannot be are noted, and possible ones are not`() {
    let now = at(9, 12)
    for (times, lastExchange, off) in [
      ([now, now + 600], at(1, 0), nil), ([now, now + 601], at(1, 0), 601),
      ([at(1, 0) - 600, now], at(1, 0), nil), ([at(1, 0) - 601, now], at(1, 0), -601),
      ([at(-99, 0)], nil, nil), ([.max], nil, (1 << 60) - now), ([.min], at(1, 0), -1 << 60 - at(1, 0)),
    ] as [([Int64], Int64?, Int64?)] {
      let note = ClockNote.judging(
        segment(times), now: now, lastExchange: lastExchange, at: "MAIN")
      #expect(note?.off == off, "\(times)")
      #expect(note == nil || note?.numbers == 5...(4 + Int64(times.count)))
      #expect(note == nil || note?.supposed == lastExchange ?? now)
      #expect(note == nil || (note?.place == "CART" && note?.branch == "MAIN"))
    }
    let ahead = [now + 86_400]
    for source in ClockOffset.Source.allCases where source != .none {
      let measured = segment(ahead, source: source)
      #expect(ClockNote.judging(measured, now: now, lastExchange: nil, at: "MAIN") == nil)
    }
    // What does not go by clocks.
    for other in [segment(ahead, lane: .catalog), segment(ahead, kind: LibraryKind.erasure)] {
      #expect(ClockNote.judging(other, now: now, lastExchange: nil, at: "MAIN") == nil)
    }
  }

  @Test func `a note says what it was made of, and covers what it names`() throws {
    let writer = WriterID(Word256(1, 2, 3, 4))
    let id = RecordID(space: .writer(writer), number: 7)
    let notes = [5...7, 9...9, 8...8].map {
      ClockNote(
        writer: writer, numbers: $0, supposed: at(1, 0), off: -60, place: "", branch: "MAIN")
    }
    #expect(notes.allSatisfy { ClockNote($0.operation(id)) == $0 })
    let replica = TestReplica("MAIN", key: 9)
    for note in notes.dropLast() { try replica.commit([note.operation(replica.mint())]) }
    #expect(try replica.clockNotes().cover(5...7, of: writer))
    #expect(try replica.clockNotes().cover(6...6, of: writer))
    #expect(try !replica.clockNotes().cover(5...9, of: writer))
    #expect(try !replica.clockNotes().cover(5...7, of: replica.writer))
    try replica.commit([notes[2].operation(replica.mint())])
    #expect(try replica.clockNotes().cover(5...9, of: writer))
    #expect(try replica.clockNotes().note(of: Dot(writer: writer, number: 4)) == nil)
    // Whoever writes a note may write anything.
    let all = ClockNote(
      writer: writer, numbers: .min ... .max, supposed: .min, off: .min, place: "", branch: "")
    try replica.commit([all.operation(replica.mint())])
    #expect(try replica.clockNotes().cover(.min ... .max, of: writer))
    let entry = try #require(
      replica.derivations.values.flatMap(\.reviews).first { $0.conflictCase == 43 })
    #expect(entry.owner == "MAIN" && entry.summary.hasSuffix(" days or more behind."))
  }

  /// Notes at the cart's last commit, or before the cart's commit comes.
  private func noted(_ net: TestNetwork, _ number: Int64, off: Int64, supposed: Int64) throws {
    let note = ClockNote(
      writer: net.cart.writer, numbers: number...number, supposed: supposed, off: off,
      place: "CART", branch: "MAIN")
    net.main.clock = at(41, 9)
    try net.main.commit([note.operation(net.main.mint())])
  }

  private func last(_ replica: TestReplica) throws -> Int64 {
    try #require(replica.facts.values.map(\.stamp.dot).filter { $0.writer == replica.writer }.max())
      .number
  }

  @Test func `what a note is about charges nobody, whichever of them comes first`() throws {
    for comesFirst in [true, false] {
      let net = try TestNetwork()
      try net.main.lend("p1", at: at(0, 9))
      try net.sync()
      try net.cart.takeBack(at: at(40, 9))
      if !comesFirst { try net.sync() }
      #expect(try comesFirst || net.settled().charges.count == 1)
      try noted(net, try last(net.cart), off: 30 * 86_400, supposed: at(0, 12))
      let state = try net.settled()
      #expect(state.loans.map(\.standing) == [.closed])
      #expect(state.loans.map(\.closedAt) == [at(0, 12)])
      #expect(state.charges.isEmpty)
      let entry = try #require(try entries(net).first)
      #expect(try entries(net).count == 1)
      #expect(entry.owner == "CART" && entry.severity == .a && entry.sides.count == 1)
      #expect(entry.summary == "A clock at CART is 30 days or more ahead.")
      #expect(entry.sides[0].text.contains("note at MAIN"))
      try net.main.checkDerivations()
      try net.cart.checkDerivations()
      _ = try say(42, net.cart, at: at(42, 9), claimed: at(42, 9))
      #expect(try entries(net).isEmpty)
    }
  }

  @Test func `a scan from the future is not the last sighting for years`() throws {
    let net = try TestNetwork()
    try net.cart.perform(.inventory(barcode: "31234", location: nil), at: at(1, 9) + 10 * year)
    try noted(net, try last(net.cart), off: 10 * year, supposed: at(0, 12))
    net.main.clock = at(1, 15)
    try net.main.lend("p1", at: at(1, 15))
    let state = try net.settled()
    #expect(state.loans.map(\.standing) == [.open])
    #expect(state.reviews.isEmpty)
  }

  @Test func `a loan that was noted is due as many days after the last certain moment`() throws {
    let net = try TestNetwork()
    let behind = at(1, 9) - 30 * 86_400
    let slip = try #require(try net.cart.lend("p1", at: behind).due)
    try noted(net, try last(net.cart), off: -30 * 86_400, supposed: at(1, 9))
    let loan = try #require(try net.settled().loans.first)
    #expect(loan.due == slip.adding(days: 30))
    #expect(loan.isDueInDoubt)
    #expect(try entries(net).first?.summary == "A clock at CART is 30 days or more behind.")
  }
}
