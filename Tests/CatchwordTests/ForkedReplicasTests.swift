import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Testing

/// Two copies of one whole machine, neither of which can know that it is one (R8).
@Suite struct ForkedReplicasTests {
  private let grounds: Grounds
  private let all = ["MAIN", "WEST", "EAST", "IMAGE"]

  init() throws {
    grounds = try Grounds()
    for name in ["EAST", "IMAGE"] { grounds.use(ClonedDisk(), for: name) }
    try grounds.found("MAIN")
    for name in ["EAST", "WEST"] {
      try grounds.join(name, by: "MAIN")
      try grounds.sync(name, "MAIN")
    }
    try grounds.settle(["MAIN", "WEST", "EAST"])
  }

  private func expectWhole(_ journal: Journal, _ barcodes: [String], alarms: Int = 1) throws {
    try grounds.settle(all)
    try grounds.expectAgreement(all, alarms: alarms)
    try journal.check(all, in: grounds, forks: true)
    for name in all { #expect(try grounds.barcodes(name) == barcodes, "\(name)") }
    #expect(Set(try all.map { try grounds[$0].writer }).count == 4)
  }

  @Test func `both send before they meet, and nothing of either is lost`() throws {
    var journal = Journal()
    try grounds.copy("EAST", to: "IMAGE")
    let writer = try grounds["EAST"].writer
    #expect(try grounds["IMAGE"].writer == writer)
    journal.note(try grounds.scan("EAST", "1"))
    journal.note(try grounds.scan("IMAGE", "2"))
    #expect(try grounds.sync("EAST", "MAIN").isDurable)
    #expect(try grounds.sync("IMAGE", "WEST").isDurable)
    for _ in 0..<2 { try grounds.sync("MAIN", "WEST") }
    try grounds.expectAgreement(["MAIN", "WEST"], alarms: 1)
    let trunk = LogID(writer: writer, lane: .circulation)
    #expect(try grounds["MAIN"].arms().map(\.trunk) == [trunk, trunk])
    #expect(try grounds["MAIN"].arms().map(\.arm) == grounds["WEST"].arms().map(\.arm))
    #expect(try grounds["MAIN"].status().alarms.count == 1)
    // Neither may go on as itself.
    for name in ["EAST", "IMAGE"] { journal.note(try grounds.scan(name, "of \(name)")) }
    try expectWhole(journal, ["1", "2", "of EAST", "of IMAGE"])
    for name in ["EAST", "IMAGE"] {
      #expect(try grounds[name].lives().map(\.cause) == [.witness])
      #expect(try grounds[name].lives().map(\.former) == [writer])
    }
  }

  @Test(arguments: 0..<6)
  func `whoever meets whom first, all end alike`(order: Int) throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "0"))
    try grounds.copy("EAST", to: "IMAGE")
    for (index, name) in ["EAST", "IMAGE"].enumerated() {
      for step in 0..<2 { journal.note(try grounds.scan(name, "\(index)\(step)")) }
    }
    let meetings = [
      [("EAST", "MAIN"), ("IMAGE", "WEST"), ("WEST", "MAIN")], [("MAIN", "IMAGE"), ("WEST", "EAST"), ("MAIN", "WEST")],
      [("EAST", "MAIN"), ("IMAGE", "WEST"), ("IMAGE", "MAIN")],
      [("EAST", "MAIN"), ("WEST", "IMAGE"), ("WEST", "EAST")],
      [("IMAGE", "MAIN"), ("EAST", "WEST"), ("MAIN", "EAST")],
      [("EAST", "MAIN"), ("IMAGE", "MAIN"), ("IMAGE", "WEST")],
    ]
    for (caller, peer) in meetings[order] { try grounds.sync(caller, peer) }
    for name in ["EAST", "IMAGE"] { journal.note(try grounds.scan(name, "of \(name)")) }
    let forked = order < 5
    try expectWhole(
      journal, ["0", "00", "01", "10", "11", "of EAST", "of IMAGE"], alarms: forked ? 1 : 0)
  }

  @Test func `both go on for a while with those who know one of them`() throws {
    var journal = Journal()
    try grounds.copy("EAST", to: "IMAGE")
    for round in 0..<3 {
      journal.note(try grounds.scan("EAST", "east \(round)"))
      journal.note(try grounds.scan("IMAGE", "image \(round)"))
      journal.note(try grounds.scan("MAIN", "main \(round)"))
      try grounds.sync("EAST", "MAIN")
      try grounds.sync("IMAGE", "WEST")
      journal.note(try grounds.scan("WEST", "west \(round)"))
    }
    try expectWhole(
      journal, ["east", "image", "main", "west"].flatMap { name in (0..<3).map { "\(name) \($0)" } })
    let readings = try readings("MAIN")
    #expect(try readings == self.readings("IMAGE"))
  }

  /// What everybody reads the same: names, and what was seen, of every commit of the lane.
  private func readings(_ name: String) throws -> Set<[UInt8]> {
    var readings: Set<[UInt8]> = []
    try grounds[name].readings { readings.insert($0.commit.canonicalBytes(log: $0.log)) }
    return readings
  }

  @Test func `a loan is lent in one life and returned in the other`() throws {
    let bib = try grounds["EAST"].perform(.addBib(leader: "00000nam a2200000 a 4500", fields: []), staff: "ann")
    let patron = try grounds["EAST"].perform(
      .addPatron([FieldValue(PatronField.card, .text("21")), FieldValue(PatronField.name, .text("Wren"))]), staff: "ann"
    )
    var journal = Journal()
    journal.note(bib.acknowledgements + patron.acknowledgements)
    for barcode in ["31", "32"] {
      journal.note(
        try grounds["EAST"].perform(
          .addItem(bib: bib.answer, [FieldValue(ItemField.barcode, .text(barcode))]), staff: "ann"
        ).acknowledgements)
    }
    func desk(_ name: String, _ action: DeskAction) throws {
      grounds.clock.seconds += 60
      journal.note(try grounds[name].perform(action, staff: "ann").acknowledgements)
    }
    try desk("EAST", .checkout(.init(barcode: "31", card: "21")))
    // Unsent, so both lives have it; each sends it with what it does next.
    try grounds.copy("EAST", to: "IMAGE")
    try desk("EAST", .checkin(.init(barcode: "31")))
    try desk("IMAGE", .checkout(.init(barcode: "32", card: "21")))
    try grounds.sync("EAST", "MAIN")
    try grounds.sync("IMAGE", "WEST")
    try grounds.settle(all)
    try journal.check(all, in: grounds, forks: true)
    let alarms = try grounds["MAIN"].alarms().count
    try grounds.expectAgreement(all, alarms: alarms)
    for name in all {
      let loans = try grounds[name].store.read { try $0.derivedRows(table: LoanColumn.tableName, limit: 10) }
      let standing = loans.map {
        "\($0.values[LoanColumn.barcode]?.text ?? "") \($0.values[LoanColumn.standing]?.text ?? "")"
      }
      #expect(standing.sorted() == ["31 closed", "32 open"], "\(name)")
      #expect(try grounds[name].reviews().isEmpty, "\(name)")
    }
  }
}
