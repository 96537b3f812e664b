import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Foundation
import Testing

@testable import Catchword

/// What a replica finds out about itself when it is opened.
@Suite struct LivesAtOpeningTests {
  private let grounds: Grounds

  init() throws {
    grounds = try Grounds()
    try grounds.found("MAIN")
    try grounds.join("EAST", by: "MAIN")
    try grounds.sync("EAST", "MAIN")
  }

  @Test func `a replica that was closed and opened goes on as itself`() throws {
    let writer = try grounds["EAST"].writer
    try grounds.scan("EAST", "1")
    try grounds.close("EAST")
    #expect(try grounds["EAST"].writer == writer)
    #expect(try grounds["EAST"].status().lives.isEmpty)
  }

  @Test func `a directory that got another name is the same replica`() throws {
    let writer = try grounds["EAST"].writer
    try grounds.rename("EAST", to: "ELSEWHERE")
    #expect(try grounds["ELSEWHERE"].writer == writer)
  }

  @Test func `a moved replica begins a new writer and writes its unsent commits again`() throws {
    var journal = Journal()
    let former = try grounds["EAST"].writer
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.sync("EAST", "MAIN")
    journal.note(try grounds.scan("EAST", "2"))
    // Sealed and not sent: it never left either.
    try grounds["EAST"].seal()
    journal.note(try grounds.scan("EAST", "3"))
    try grounds.copy("EAST", to: "CELLAR")
    try grounds.remove("EAST")
    let moved = try grounds["CELLAR"]
    #expect(moved.writer != former)
    let life = try #require(try moved.lives().first)
    #expect(life.cause == .moved && life.former == former && life.writer == moved.writer && life.reissued == 2)
    #expect(try moved.reissued().map(\.formerNumber) == [2, 3])
    #expect(
      try moved.status().lives == [
        "On 2025-11-25 14:08 UTC this replica found itself in another place than it was left in, moved or copied "
          + "there. It goes on as writer \(moved.writer.key.hex.prefix(16)) and wrote 2 unsent commits again."
      ])
    try grounds.settle(["MAIN", "CELLAR"])
    try grounds.expectAgreement(["MAIN", "CELLAR"])
    try journal.check(["MAIN", "CELLAR"], in: grounds)
    #expect(try grounds.barcodes("MAIN") == ["1", "2", "3"])
  }

  @Test func `a copy and its original both go on, and what both had not sent stands once`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.copy("EAST", to: "COPY")
    let original = try grounds["EAST"].writer
    let life = try #require(try grounds["COPY"].lives().first)
    #expect(life.cause == .copied && life.detail == grounds.place("EAST"))
    #expect(try grounds["COPY"].status().lives[0].contains("which is still there"))
    journal.note(try grounds.scan("EAST", "2"))
    journal.note(try grounds.scan("COPY", "3"))
    try grounds.settle(["MAIN", "EAST", "COPY"])
    #expect(try grounds["EAST"].writer == original)
    try grounds.expectAgreement(["MAIN", "EAST", "COPY"])
    try journal.check(["MAIN", "EAST", "COPY"], in: grounds)
    #expect(try grounds.barcodes("MAIN") == ["1", "2", "3"])
  }

  @Test func `a database put back behind the guard file is found out, and takes back what it lost`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "2"))
    try grounds.sync("EAST", "MAIN")
    let lost = try grounds.scan("EAST", "3")
    journal.note(lost)
    try grounds.restore("EAST", from: "BACKUP", files: Grounds.database)
    #expect(try grounds["EAST"].lives().map(\.cause) == [.databaseRestored])
    journal.note(try grounds.scan("EAST", "4"))
    try grounds.settle(["MAIN", "EAST"])
    try grounds.expectAgreement(["MAIN", "EAST"])
    try journal.check(["MAIN", "EAST"], in: grounds, except: lost)
    #expect(try grounds.barcodes("EAST") == ["1", "2", "4"])
  }

  @Test(arguments: [("writer.key", WriterLife.Cause.keyMissing), ("guard", .guardMissing)])
  func `without one of its files it is no longer itself`(file: String, cause: WriterLife.Cause) throws {
    let former = try grounds["EAST"].writer
    let told = try grounds.scan("EAST", "1")
    try grounds.remove("EAST", file: file)
    #expect(try grounds["EAST"].lives().map(\.cause) == [cause])
    #expect(try grounds["EAST"].writer != former)
    try grounds.settle(["MAIN", "EAST"])
    try grounds.expectAgreement(["MAIN", "EAST"])
    var journal = Journal()
    journal.note(told)
    try journal.check(["MAIN", "EAST"], in: grounds)
  }

  @Test func `a founder that never met anybody may move too`() throws {
    try grounds.found("ALONE")
    let told = try grounds.scan("ALONE", "1")
    try grounds.copy("ALONE", to: "ALONE2")
    try grounds.remove("ALONE")
    try grounds.join("GUEST", by: "ALONE2")
    try grounds.settle(["ALONE2", "GUEST"])
    try grounds.expectAgreement(["ALONE2", "GUEST"])
    #expect(try grounds["GUEST"].networkName() == "Valley")
    var journal = Journal()
    journal.note(told)
    try journal.check(["ALONE2", "GUEST"], in: grounds)
  }

  @Test func `a power cut in any step leaves one writer, and the next opening finishes`() throws {
    var journal = Journal()
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.copy("EAST", to: "SEED")
    for step in 0... {
      let name = "STEP\(step)"
      try grounds.copy("SEED", to: name)
      let disk = FailingDisk(after: step)
      grounds.use(disk, for: name)
      let isWhole = (try? grounds[name]) != nil
      grounds.use(nil, for: name)
      let files = try FileManager.default.contentsOfDirectory(atPath: grounds.place(name))
      #expect(isWhole != files.contains("writer.key.next") || step == 0)
      let replica = try grounds[name]
      #expect(try replica.lives().map(\.cause) == [.copied], "step \(step)")
      #expect(try replica.store.read { try $0.writer } == replica.writer)
      try replica.store.checkInvariants()
      #expect(!FileManager.default.fileExists(atPath: grounds.place(name) + "/writer.key.next"))
      #expect(try replica.reissued().count == (replica.lives().first?.reissued).map(Int.init))
      try grounds.close(name)
      // And it stays that writer.
      #expect(try grounds[name].writer == replica.writer)
      if isWhole {
        #expect(step == 4)
        break
      }
    }
    let names = ["MAIN", "EAST"] + (0...4).map { "STEP\($0)" }
    try grounds.settle(names)
    try grounds.expectAgreement(names)
    try journal.check(names, in: grounds)
    #expect(try grounds.barcodes("MAIN") == ["1"])
  }

  @Test func `a number that a copy gave out and sent is not given out again`() throws {
    var journal = Journal()
    try grounds.copy("EAST", to: "BACKUP")
    journal.note(try grounds.scan("EAST", "1"))
    try grounds.copy("EAST", to: "COPY")
    try grounds.settle(["MAIN", "COPY"])
    // Nothing of it left from here, so nobody can tell.
    try grounds.restore("EAST", from: "BACKUP")
    try grounds.settle(["MAIN", "EAST"])
    #expect(try grounds["EAST"].lives().isEmpty)
    journal.note(try grounds.scan("EAST", "2"))
    let names = ["MAIN", "EAST", "COPY"]
    try grounds.settle(names)
    try grounds.expectAgreement(names)
    try journal.check(names, in: grounds)
    #expect(try grounds.barcodes("MAIN") == ["1", "2"])
  }

  @Test func `a key that no transaction followed is forgotten`() throws {
    let writer = try grounds["EAST"].writer
    try grounds.close("EAST")
    let path = grounds.place("EAST") + "/writer.key.next"
    try Data([UInt8](repeating: 7, count: 32)).write(to: URL(fileURLWithPath: path))
    #expect(try grounds["EAST"].writer == writer)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a process that was overtaken by a new writer writes and sends nothing`() throws {
    let old = try grounds.another("EAST")
    _ = try old.perform(.inventory(barcode: "1", location: nil), staff: "ann")
    try grounds.remove("EAST", file: "guard")
    let new = try grounds["EAST"]
    #expect(new.writer != old.writer)
    let outlived = StoreError.outlived(by: new.writer)
    #expect(throws: outlived) { try old.perform(.inventory(barcode: "2", location: nil), staff: "ann") }
    #expect(throws: outlived) { try old.seal() }
    #expect(throws: outlived) { try old.answer(new.standing()) }
    #expect(throws: outlived) {
      try old.segments(for: [Want(log: LogName(LogID(writer: new.writer, lane: .members)), after: 0)]) { _ in }
    }
    #expect(try grounds.barcodes("EAST") == ["1"])
  }

  @Test func `a guard file is read as it was written, and nothing else is taken for one`() throws {
    var file = GuardFile(writer: try grounds["EAST"].writer, anchor: "machine 1 2.3", place: "/a b\nc")
    #expect(GuardFile(file.bytes)?.place == "/a b c")
    file.place = "/a b"
    file.left = [.circulation: Head(number: 12, hash: 0x0123_4567_89ab_cdef), .members: Head(number: 1, hash: .max)]
    #expect(GuardFile(file.bytes) == file)
    file.doubt = GuardFile.Doubt(peer: "EAST side", heads: [.catalog: Head(number: 3, hash: 7)])
    #expect(GuardFile(file.bytes) == file)
    file.doubt = GuardFile.Doubt(peer: "", heads: [:])
    #expect(GuardFile(file.bytes) == file)
    for length in 0..<file.bytes.count {
      #expect(GuardFile(Array(file.bytes.prefix(length))) != file, "\(length) bytes")
    }
    #expect(GuardFile([]) == nil && GuardFile(Array("catchword guard 2\n".utf8)) == nil)
  }
}
