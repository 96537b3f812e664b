import CatchwordCore
import CatchwordLibrary
import Testing

/// Tables of another system, and what happened there before it was taken over.
@Suite struct TakenOverTests {
  @Test func `a table gives its rows, and apart from them the lines that are none`() throws {
    let table = CopyText("id\tname\tnote\r\n1\ta \\t b\t\\N\r\n2\tshort\n\n3\t\\\\N\tx\n\\.\n")
    #expect(table.columns == ["id", "name", "note"])
    #expect(table.rows.map { $0["id"] } == ["1", "3"])
    #expect(table.rows.map(\.line) == [2, 5])
    #expect(table.rows[0]["name"] == "a \t b" && table.rows[0]["note"] == nil)
    #expect(table.rows[1]["name"] == "\\N" && table.rows[1]["absent"] == nil)
    #expect(table.broken == [CopyText.Broken(line: 3, cells: 2)])
    #expect(CopyText(table.whole).rows.count == 2 && CopyText(table.whole).broken.isEmpty)
    #expect(CopyText("").columns.isEmpty)
  }

  @Test(arguments: [
    ("2020-10-27 10:26:51.426709-04", 1_603_808_811 as Int64, "2020-10-27"),
    ("2014-05-23 02:59:59-04", 1_400_828_399, "2014-05-23"),
    ("1970-01-01 00:00:00+00", 0, "1970-01-01"),
    ("1970-01-01T05:30:00+05:30", 0, "1970-01-01"),
    ("1969-12-31 23:00:00-0100", 0, "1969-12-31"),
  ])
  func `a moment is read with its offset, and its day as it is written`(
    text: String, seconds: Int64, day: String
  ) throws {
    let moment = try #require(ForeignTime(text))
    #expect(moment.seconds == seconds && moment.day.description == day)
  }

  @Test(arguments: [
    "", "2020-10-27", "2020-02-30 10:00:00-04", "2020-10-27 25:61:00-04", "2020-10-27 10:00:00",
    "2020-10-27 10:00:00.5", "2020-10-27 10:00:00-4", "27.10.2020 10:00:00-04",
    "2020-10-27 10:00:00-0",
  ])
  func `what is no moment is none`(text: String) { #expect(ForeignTime(text) == nil) }

  /// A checkout that another system made, stated at MAIN.
  private func takeOver(_ net: TestNetwork, happened: Int64, at time: Int64) throws -> RecordID {
    let patron = try #require(
      try net.main.records(kind: LibraryKind.patron, where: PatronField.card, is: .text("p1")).first)
    let loan = RecordID(space: .source("evergreen:test:loan"), number: 7)
    net.main.clock = time
    try net.main.commit([
      Operation(
        .fact, kind: LibraryKind.circulation, record: loan,
        values: [
          FieldValue(CirculationField.action, .integer(CirculationAction.checkout.rawValue)),
          FieldValue(CirculationField.item, .record(net.item)),
          FieldValue(CirculationField.barcode, .text("31234")),
          FieldValue(CirculationField.patron, .record(patron.id)),
          FieldValue(CirculationField.branch, .text("MAIN")),
          FieldValue(CirculationField.due, .integer(CivilDate(ofSeconds: happened).day + 14)),
          FieldValue(CirculationField.happened, .integer(happened)),
        ])
    ])
    return loan
  }

  @Test func `a loan that is taken over began when it did`() throws {
    let net = try TestNetwork()
    let loan = try takeOver(net, happened: at(-200, 9), at: at(0, 9))
    var state = try net.settled()
    #expect(state.openLoan?.id == loan && state.openLoan?.started == at(-200, 9))
    #expect(state.openLoan?.due == CivilDate(ofSeconds: at(-186, 9)))
    #expect(state.custody == .loan(loan) && state.since == at(-200, 9))
    try net.east.takeBack(at: at(1, 10))
    state = try net.settled()
    #expect(state.loans.first?.closedAt == at(1, 10) && state.loans.first?.closedHow == .checkin)
  }

  @Test func `what says that it happened after its commit happened with it`() throws {
    let net = try TestNetwork()
    _ = try takeOver(net, happened: at(300, 9), at: at(0, 9))
    #expect(try net.settled().openLoan?.started == at(0, 9))
  }

  @Test func `holds that are taken over stand in the queue by when they were placed`() throws {
    let net = try TestNetwork()
    try net.main.lend("p3", at: at(0, 8))
    try net.main.perform(
      .placeHold(.init(card: "p1", target: .bib(net.bib), pickup: "MAIN")), at: at(0, 9))
    let patron = try #require(
      try net.main.records(kind: LibraryKind.patron, where: PatronField.card, is: .text("p2")).first)
    let hold = RecordID(space: .source("evergreen:test:hold"), number: 3)
    net.main.clock = at(0, 10)
    try net.main.commit([
      Operation(
        .fact, kind: LibraryKind.hold, record: hold,
        values: [
          FieldValue(HoldField.action, .integer(HoldAction.place.rawValue)),
          FieldValue(HoldField.bib, .record(net.bib)),
          FieldValue(HoldField.patron, .record(patron.id)),
          FieldValue(HoldField.branch, .text("MAIN")), FieldValue(HoldField.pickup, .text("EAST")),
          FieldValue(HoldField.happened, .integer(at(-30, 9))),
        ])
    ])
    try net.sync()
    let queue = try #require(try net.main.holdQueue(of: net.bib, hashing: testHashing))
    #expect(queue.holds.map(\.placed) == [at(-30, 9), at(0, 9)])
    #expect(queue.holds.first?.id == hold && queue.holds.first?.position == 1)
  }
}
