import Catchword
import CatchwordCore
import CatchwordTransports
import Foundation
import Testing

@Suite struct FolderSyncTests {
  private let wrong = Digest(sum: Word256(1, 2, 3, 4))

  /// Both replicas hold the same, and each has said so in the folder.
  private func met(in directory: String) throws -> Meeting {
    let meeting = try Meeting(in: directory)
    for replica in [meeting.main, meeting.east, meeting.main] { try meeting.sync(replica) }
    return meeting
  }

  @Test func `replicas that meet in a folder compare their digests there`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try Meeting(in: directory)
      try meeting.add("WEST", to: meeting.main)
      let alone = try meeting.sync(meeting.main)
      #expect(alone.isDurable && alone.digestsAreEqual == nil)
      try meeting.add("NORTH", to: meeting.east)
      // Main's account is older than what East holds by now.
      let ahead = try meeting.sync(meeting.east)
      #expect(ahead.isDurable && ahead.digestsAreEqual == nil)
      #expect(ahead.received.commits == 3 && ahead.sent.commits == 3)
      let level = try meeting.sync(meeting.main)
      #expect(level.isDurable && level.digestsAreEqual == true && level.digestAlarms.isEmpty)
      #expect(try meeting.sync(meeting.east).digestsAreEqual == true)
      #expect(try meeting.main.standing() == meeting.east.standing())
    }
  }

  @Test(arguments: [("catalog", Lane.catalog), ("circulation", .circulation), ("derived", nil)])
  func `a digest that differs at equal heads is an alarm that names whose`(place: String, lane: Lane?) throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      try meeting.forgeEast { digests in
        if let lane { digests.lanes[lane] = wrong } else { digests.derived = wrong }
      }
      let report = try meeting.sync(meeting.main)
      #expect(report.isDurable && report.digestsAreEqual == false)
      let name = "EAST (writer \(meeting.east.writer.key.hex.prefix(16)))"
      #expect(
        report.digestAlarms == ["\(name) holds the same commits and makes different state of them: \(place)"])
      // East says it anew, and all is well.
      #expect(try meeting.sync(meeting.east).digestsAreEqual == true)
      #expect(try meeting.sync(meeting.main).digestsAreEqual == true)
    }
  }

  @Test func `a lane in which heads are equal is compared although others differ`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      try meeting.forgeEast { $0.lanes[.members] = wrong }
      try meeting.add("WEST", to: meeting.main)
      let report = try meeting.sync(meeting.main)
      #expect(report.digestsAreEqual == false)
      #expect(report.digestAlarms.first?.hasSuffix(": members") == true)
    }
  }

  @Test func `what folds by other rules is not compared`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      try meeting.forgeEast { digests in
        digests.derived = wrong
        digests.derivingVersion += 1
      }
      #expect(try meeting.sync(meeting.main).digestsAreEqual == true)
    }
  }

  @Test func `who is no member raises no alarm`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      try meeting.forgeStranger { $0.lanes[.catalog] = wrong }
      let report = try meeting.sync(meeting.main)
      #expect(report.digestsAreEqual == true && report.digestAlarms.isEmpty)
    }
  }

  @Test func `a lane with commits that are not sealed shows no digest`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      try meeting.add("WEST", to: meeting.main)
      #expect(try meeting.main.standing().digests.lanes.keys.sorted() == [.members, .circulation, .patrons])
      try meeting.main.seal()
      #expect(try meeting.main.standing().digests.lanes.keys.sorted() == Lane.allCases)
    }
  }

  @Test func `a file that rotted on the stick is said to be missing and sent again`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      let before = try FolderTransport(path: meeting.stick, name: "stick").compare(Fixture.have()).heads
      let lane = "\(meeting.stick)/segments/\(meeting.main.writer)/catalog"
      let name = try #require(FileManager.default.contentsOfDirectory(atPath: lane).first)
      let place = URL(fileURLWithPath: "\(lane)/\(name)")
      let sound = try Data(contentsOf: place)
      for position in [sound.count / 2, sound.count - 1] {
        var rotten = sound
        rotten[position] ^= 1
        try rotten.write(to: place)
        let report = try meeting.sync(meeting.east)
        #expect(report.isDurable && report.sent.segments == 1 && report.refused.isEmpty)
        #expect(try Data(contentsOf: place) == sound)
      }
      let after = try FolderTransport(path: meeting.stick, name: "stick").compare(Fixture.have()).heads
      #expect(after == before)
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func `a read-only stick is read, and then says that it cannot be written`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try met(in: directory)
      try meeting.sync(meeting.east)
      try meeting.add("WEST", to: meeting.main)
      try meeting.sync(meeting.main)
      let folders = [meeting.stick, "\(meeting.stick)/heads", "\(meeting.stick)/segments"]
      func allow(_ mode: Int) throws {
        for folder in folders {
          try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
        }
      }
      try allow(0o555)
      defer { try? allow(0o755) }
      let error = #expect(throws: TransportError.self) { try meeting.sync(meeting.east) }
      guard case .file(let path, let detail) = error else { Issue.record("no file error"); return }
      #expect(path == meeting.headPath(meeting.east.writer) && detail.contains("permissions"))
      // Everything that could be read is merged all the same.
      #expect(try meeting.east.standing() == meeting.main.standing())
    }
  }
}
