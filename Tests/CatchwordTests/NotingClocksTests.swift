import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Testing

/// Whoever takes scans in and knows what time it is notes a clock that cannot be right.
@Suite struct NotingClocksTests {
  private func segments(_ grounds: Grounds, _ name: String) throws -> [[UInt8]] {
    try grounds[name].seal()
    var segments: [[UInt8]] = []
    let log = LogName(LogID(writer: try grounds[name].writer, lane: .circulation))
    try grounds[name].segments(for: [Want(log: log, after: 0)]) { segments.append($0) }
    return segments
  }

  private func notes(_ grounds: Grounds, _ name: String) throws -> [ClockNote] {
    try grounds[name].store.read { reader in
      try reader.facts(
        kind: LibraryKind.clockNote, where: ClockNoteField.network, is: .integer(1)
      ).compactMap(ClockNote.init)
    }
  }

  private func clockEntries(_ grounds: Grounds, _ name: String) throws -> [String] {
    try grounds[name].reviews().filter { $0.conflictCase == 43 }.map(\.summary)
  }

  /// Main, and east whose machine was started again with a clock that is a week ahead.
  private func grounds(isMainSynchronized: Bool) throws -> Grounds {
    let grounds = try Grounds()
    let (main, east) = (SetClock(), SetClock())
    main.isSynchronized = isMainSynchronized
    grounds.use(main, for: "MAIN")
    grounds.use(east, for: "EAST")
    try grounds.found("MAIN")
    try grounds.join("EAST", by: "MAIN")
    try grounds.settle(["MAIN", "EAST"])
    east.bootID = "the next one"
    east.seconds += 7 * 86_400
    return grounds
  }

  @Test func `scans of next week are noted once, by a branch that knows the time`() throws {
    let grounds = try grounds(isMainSynchronized: true)
    try grounds.scan("EAST", "1")
    try grounds.scan("EAST", "2")
    let arriving = try segments(grounds, "EAST")
    for _ in 1...2 {
      let receptions = try grounds["MAIN"].receive(all: arriving)
      #expect(receptions.allSatisfy { (try? $0.get()) != nil })
    }
    #expect(try notes(grounds, "MAIN").count == 1)
    let note = try #require(try notes(grounds, "MAIN").first)
    #expect(try note.writer == grounds["EAST"].writer)
    #expect(note.branch == "MAIN" && note.place == "EAST" && note.numbers.count == 2)
    #expect(note.off == 7 * 86_400)
    #expect(try clockEntries(grounds, "MAIN") == ["A clock at EAST is 7 days or more ahead."])
    #expect(try grounds.barcodes("MAIN") == ["1", "2"])
    // The device hears of it, and all agree.
    try grounds.settle(["MAIN", "EAST"])
    #expect(try notes(grounds, "EAST") == notes(grounds, "MAIN"))
    #expect(try clockEntries(grounds, "EAST") == clockEntries(grounds, "MAIN"))
    try grounds.expectAgreement(["MAIN", "EAST"])
  }

  @Test func `a clock that nobody compared judges none`() throws {
    let grounds = try grounds(isMainSynchronized: false)
    try grounds.scan("EAST", "1")
    _ = try grounds["MAIN"].receive(all: segments(grounds, "EAST"))
    #expect(try grounds.barcodes("MAIN") == ["1"])
    #expect(try notes(grounds, "MAIN").isEmpty)
  }

  @Test func `one segment alone is noted like several together`() throws {
    let grounds = try grounds(isMainSynchronized: true)
    try grounds.scan("EAST", "1")
    let arriving = try segments(grounds, "EAST")
    let last = try #require(arriving.last)
    for segment in arriving.dropLast() { try grounds["MAIN"].receive(segment) }
    #expect(try notes(grounds, "MAIN").isEmpty)
    try grounds["MAIN"].receive(last)
    #expect(try notes(grounds, "MAIN").map(\.off) == [7 * 86_400])
  }
}
