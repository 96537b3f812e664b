import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Testing

/// Whole directories put back to an older copy: only a peer can tell.
@Suite struct WitnessTests {
  private let grounds: Grounds
  private let all = ["MAIN", "EAST", "WEST"]

  init() throws {
    grounds = try Grounds()
    try grounds.found("MAIN")
    for name in ["EAST", "WEST"] {
      try grounds.join(name, by: "MAIN")
      try grounds.sync(name, "MAIN")
    }
    try grounds.settle(all)
  }

  private func expectWhole(_ journal: Journal, _ barcodes: [String]) throws {
    try grounds.settle(all)
    try grounds.expectAgreement(all)
    try journal.check(all, in: grounds)
    #expect(try grounds.barcodes("MAIN") == barcodes)
  }

  @Test(arguments: [("EAST", "MAIN"), ("MAIN", "EAST")])
  func `a restored replica takes back what it sent, whoever calls`(caller: String, peer: String) throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.sync("EAST", "MAIN")
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "2"))
    try grounds.sync("EAST", "MAIN")
    let former = try grounds["EAST"].writer
    try grounds.restore("EAST", from: "BACKUP")
    #expect(try grounds["EAST"].writer == former)
    journal.note(try grounds.scan("EAST", "3"))
    // As a server does every second.
    try grounds["EAST"].sealIfDue()
    journal.note(try grounds.scan("EAST", "4"))
    let report = try grounds.sync(caller, peer)
    #expect(report.isDurable && report.refused.isEmpty)
    if caller == "EAST" { #expect(report.life?.cause == .witness) } else { #expect(report.handedBack.commits == 1) }
    let life = try #require(try grounds["EAST"].lives().last)
    #expect(life.cause == .witness && life.former == former && life.lostCommits == 1 && life.reissued == 2)
    let witness = caller == "EAST" ? "MAIN" : "a peer"
    #expect(
      try grounds["EAST"].status().lives[0].hasSuffix(
        "this replica found itself restored from an older copy: \(witness) holds 1 commit of it that it had lost. "
          + "It goes on as writer \(life.writer.key.hex.prefix(16)), wrote 2 unsent commits again and took the lost "
          + "ones back."))
    try expectWhole(journal, ["1", "2", "3", "4"])
  }

  /// The backup was made while something was unsent, which the other life sent and this one has too.
  @Test(arguments: [("EAST", "MAIN"), ("MAIN", "EAST")], [0, 1, 2])
  func `the beginning that both lives share stands once`(meeting: (String, String), sealing: Int) throws {
    var journal = Journal()
    for barcode in ["1", "2"] { journal.note(try grounds.scan("EAST", barcode)) }
    if sealing == 2 { try grounds["EAST"].seal() }
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "3"))
    try grounds.sync("EAST", "MAIN")
    journal.note(try grounds.scan("EAST", "4"))
    try grounds.sync("EAST", "MAIN")
    try grounds.restore("EAST", from: "BACKUP")
    if sealing == 1 { try grounds["EAST"].sealIfDue() }
    for barcode in ["5", "6"] { journal.note(try grounds.scan("EAST", barcode)) }
    if sealing == 1 { try grounds["EAST"].sealIfDue() }
    _ = try grounds.sync(meeting.0, meeting.1)
    let life = try #require(try grounds["EAST"].lives().last)
    #expect(life.reissued == 2 && life.lostCommits == 2)
    try expectWhole(journal, ["1", "2", "3", "4", "5", "6"])
  }

  @Test func `a commit of one transaction that the witness lacks keeps the ids that the other names`() throws {
    let bib = try grounds["EAST"].perform(.addBib(leader: "00000nam a2200000 a 4500", fields: []), staff: "ann")
    var journal = Journal()
    journal.note(bib.acknowledgements)
    let item = try grounds["EAST"].perform(
      .addItem(bib: bib.answer, [FieldValue(ItemField.barcode, .text("31"))]), staff: "ann")
    journal.note(item.acknowledgements)
    journal.note(try grounds.scan("EAST", "31"))
    try grounds.copy("EAST", to: "BACKUP")
    // Only the urgent lanes get through.
    _ = try grounds["EAST"].sync(
      over: DirectLine(to: grounds["MAIN"], named: "MAIN"), lanes: [.members, .circulation])
    try grounds.restore("EAST", from: "BACKUP")
    journal.note(try grounds.scan("EAST", "31"))
    try expectWhole(journal, ["31", "31"])
    for name in all {
      let facts = try grounds[name].store.read {
        try $0.facts(kind: LibraryKind.circulation, where: CirculationField.item, is: .record(item.answer))
      }
      #expect(facts.count == 2, "\(name)")
    }
  }

  @Test func `what was made after the copy gets ids of its own, and its references follow`() throws {
    try grounds.copy("EAST", to: "BACKUP")
    var journal = Journal()
    func lend(_ barcode: String) throws -> RecordID {
      let bib = try grounds["EAST"].perform(.addBib(leader: "00000nam a2200000 a 4500", fields: []), staff: "ann")
      let item = try grounds["EAST"].perform(
        .addItem(bib: bib.answer, [FieldValue(ItemField.barcode, .text(barcode))]), staff: "ann")
      journal.note(bib.acknowledgements + item.acknowledgements)
      journal.note(try grounds.scan("EAST", barcode))
      return item.answer
    }
    let lost = try lend("31")
    try grounds.sync("EAST", "MAIN")
    try grounds.restore("EAST", from: "BACKUP")
    #expect(try lend("32") == lost)
    try expectWhole(journal, ["31", "32"])
    for name in all {
      for barcode in ["31", "32"] {
        let items = try grounds[name].store.read {
          try $0.records(kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
        }
        #expect(items.count == 1 && items[0].state.conflictingDots.isEmpty)
        let facts = try grounds[name].store.read {
          try $0.facts(kind: LibraryKind.circulation, where: CirculationField.item, is: .record(items[0].id))
        }
        #expect(facts.map { $0[CirculationField.barcode] } == [.text(barcode)], "\(name) \(barcode)")
      }
    }
  }

  @Test func `a commit does not claim to have seen what came between it and the copy`() throws {
    // Sealed and unsent here, then something concurrent arrives, then the replica is put back.
    try grounds.copy("EAST", to: "BACKUP")
    try grounds.scan("EAST", "9")
    try grounds.sync("EAST", "MAIN")
    try grounds.restore("EAST", from: "BACKUP")
    let id = RecordID(space: .source("valley:branch"), number: 7)
    func say(_ name: String) throws -> [Acknowledgement] {
      try grounds[name].commit(staff: "ann") { transaction, _ in
        try transaction.stage(
          Operation(
            .write, kind: LibraryKind.branch, record: id, values: [FieldValue(BranchField.name, .text(name))]))
      }.acknowledgements
    }
    let before = try say("EAST")
    try grounds["EAST"].seal()
    let other = try say("WEST")
    // By hand, not by a session: West is no witness.
    let west = try grounds["WEST"]
    try west.seal()
    try west.segments(for: [Want(log: LogName(LogID(writer: west.writer, lane: .catalog)), after: 1)]) {
      try grounds["EAST"].receive($0)
    }
    var journal = Journal()
    journal.note(before + other)
    try grounds.settle(all)
    try grounds.expectAgreement(all)
    try journal.check(all, in: grounds)
    let branch = try #require(try grounds["MAIN"].store.read { try $0.record(kind: LibraryKind.branch, id) })
    #expect(branch.state.registers[BranchField.name]?.siblings.count == 2)
  }

  @Test func `restored twice from the same copy, it begins two new writers and loses nothing`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "2"))
    try grounds.sync("EAST", "MAIN")
    for (round, meeting) in [("EAST", "MAIN"), ("MAIN", "EAST"), ("EAST", "WEST")].enumerated() {
      try grounds.settle(["MAIN", "WEST"])
      try grounds.restore("EAST", from: "BACKUP")
      journal.note(try grounds.scan("EAST", "\(3 + round)"))
      _ = try grounds.sync(meeting.0, meeting.1)
      #expect(try grounds["EAST"].lives().map(\.cause) == [.witness])
      try journal.learn(from: grounds["EAST"])
    }
    try expectWhole(journal, ["1", "2", "3", "4", "5"])
    let writers = Set(try grounds["MAIN"].frontierAndDigests().frontier.heads.keys.map(\.writer))
    #expect(writers.count == 6)
  }

  @Test func `restored again before it met anybody, and moved as well`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "2"))
    try grounds.sync("EAST", "MAIN")
    try grounds.restore("EAST", from: "BACKUP")
    try grounds.copy("EAST", to: "CELLAR")
    try grounds.remove("EAST")
    journal.note(try grounds.scan("CELLAR", "3"))
    let names = ["MAIN", "CELLAR", "WEST"]
    try grounds.settle(names)
    try grounds.expectAgreement(names)
    try journal.check(names, in: grounds)
    #expect(try grounds.barcodes("MAIN") == ["1", "2", "3"])
  }

  @Test func `in doubt it works on, seals nothing, and lets a peer that knows nothing have the rest`() throws {
    var journal = Journal()
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.sync("EAST", "MAIN")
    try grounds.restore("EAST", from: "BACKUP")
    let former = try grounds["EAST"].writer
    let line = DirectLine(to: try grounds["MAIN"], named: "MAIN")
    line.onRequest = { if $0 == "fetch" { throw TransportError.unreachable(peer: "MAIN", detail: "cut") } }
    journal.note(try grounds.scan("EAST", "2"))
    #expect(throws: TransportError.self) { try grounds["EAST"].sync(over: line) }
    #expect(try grounds["EAST"].writer == former)
    journal.note(try grounds.scan("EAST", "3"))
    #expect(try grounds["EAST"].seal() == 0)
    // Not forgotten by the next process either.
    try grounds.close("EAST")
    #expect(try grounds["EAST"].seal() == 0)
    // West has not met Main since: it is no witness.
    let report = try grounds.sync("EAST", "WEST")
    #expect(report.isDurable)
    #expect(try grounds["EAST"].writer != former)
    #expect(try grounds["EAST"].status().lives[0].hasSuffix("waits for the lost ones."))
    try expectWhole(journal, ["1", "2", "3"])
    #expect(try grounds["EAST"].status().lives[0].hasSuffix("took the lost ones back."))
  }

  @Test func `a witness that breaks off is asked again`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("MAIN", "1"))
    try grounds.copy("MAIN", to: "BACKUP")
    journal.note(try grounds.scan("MAIN", "2"))
    try grounds.sync("EAST", "MAIN")
    try grounds.restore("MAIN", from: "BACKUP")
    journal.note(try grounds.scan("MAIN", "3"))
    let line = DirectLine(to: try grounds["MAIN"], named: "MAIN")
    line.onRequest = { if $0 == "push" { throw TransportError.unreachable(peer: "MAIN", detail: "cut") } }
    #expect(throws: TransportError.self) { try grounds["EAST"].sync(over: line) }
    #expect(try grounds["MAIN"].lives().isEmpty)
    #expect(try grounds.sync("EAST", "MAIN").isDurable)
    #expect(try grounds["MAIN"].lives().map(\.reissued) == [1])
    try expectWhole(journal, ["1", "2", "3"])
  }

  @Test func `a power cut in any step of an exchange with a witness loses nothing`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "0"))
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.sync("EAST", "MAIN")
    var barcodes = ["0", "1"]
    for step in 0... {
      try grounds.restore("EAST", from: "BACKUP")
      let disk = FailingDisk(after: step)
      grounds.use(disk, for: "EAST")
      barcodes.append("step \(step)")
      journal.note(try grounds.scan("EAST", "step \(step)"))
      let report = try? grounds.sync("EAST", "MAIN")
      let isCut = disk.changes > step
      #expect(isCut == (report == nil), "step \(step)")
      try grounds.close("EAST")
      grounds.use(nil, for: "EAST")
      try grounds.settle(all)
      #expect(try grounds["EAST"].lives().count == 1, "step \(step)")
      try journal.learn(from: grounds["EAST"])
      if !isCut { break }
    }
    #expect(barcodes.count > 8)
    try expectWhole(journal, barcodes.sorted())
  }

  @Test func `nothing to say takes one round trip, and a waiting tail is no such thing`() throws {
    #expect(try grounds["EAST"].answer(hello("WEST")).frontierDigest == hello("EAST").frontierDigest)
    try grounds.scan("EAST", "1")
    let waiting = try grounds["EAST"].answer(hello("WEST"))
    #expect(waiting.frontierDigest != (try hello("WEST").frontierDigest))
    #expect(try grounds["EAST"].store.read { try $0.unsealedCount(.circulation) } == 1)
    #expect(try grounds.sync("WEST", "EAST").received.commits == 1)
  }

  private func hello(_ name: String) throws -> Hello {
    let replica = try grounds[name]
    let mute = Hello(
      format: 1, schemaVersion: 1, network: replica.network, writer: WriterID(.zero), name: "", frontierDigest: .none,
      digests: StateDigests(lanes: [:], derived: .empty, derivingVersion: 0), wallSeconds: 0,
      isClockSynchronized: false)
    return try replica.answer(mute)
  }
}
