import CatchwordCore
import CatchwordStore
import Foundation
import Testing

@testable import Catchword
@testable import CatchwordTransports

/// Two lives of one writer that meet others by sticks only.
@Suite struct ForkedFolderTests {
  /// Segments of one writer: a beginning, and two histories after it.
  private func histories() -> (trunk: [UInt8], left: [[UInt8]], right: [[UInt8]]) {
    let left = Fixture.chain(2, .circulation, count: 3, seed: 1)
    let right = Fixture.chain(2, .circulation, count: 3, seed: 1, parting: 1)
    precondition(left[0] == right[0] && left[1] != right[1])
    return (left[0], Array(left[1...]), Array(right[1...]))
  }

  @Test func `a folder shows both histories as arms, and gives each by its name`() throws {
    try Fixture.withDirectory { directory in
      let (trunk, left, right) = histories()
      let peer = FolderTransport(path: directory, name: "stick")
      _ = try peer.greet(Fixture.hello())
      let log = Fixture.log(2, .circulation)
      let alone = try peer.push([trunk] + left)
      #expect(alone.heads == [log: Head(number: 3, hash: Fixture.label(left[1]).shortHash)])
      let arms = try [left, right].map { try SegmentPlace(headerOf: $0[0]).armName }
      let both = [
        log: Head(number: 1, hash: Fixture.label(trunk).shortHash),
        arms[0]: Head(number: 3, hash: Fixture.label(left[1]).shortHash),
        arms[1]: Head(number: 3, hash: Fixture.label(right[1]).shortHash),
      ]
      #expect(try peer.push(right).heads == both)
      let again = FolderTransport(path: directory, name: "stick")
      _ = try again.greet(Fixture.hello())
      #expect(try again.compare(Fixture.have()).heads == both)
      for (arm, segments) in zip(arms, [left, right]) {
        var came: [[UInt8]] = []
        try again.fetch([Want(log: arm, after: 0)]) { came.append($0) }
        #expect(came == segments)
        came = []
        try again.fetch([Want(log: arm, after: 2)]) { came.append($0) }
        #expect(came == [segments[1]])
      }
      var came: [[UInt8]] = []
      try again.fetch([Want(log: log, after: 0)]) { came.append($0) }
      #expect(came == [trunk])
    }
  }

  @Test func `a fetch that was cut asks on for each arm by its name`() throws {
    let (trunk, left, right) = histories()
    let log = Fixture.log(2, .circulation)
    let arms = try [left, right].map { try SegmentPlace(headerOf: $0[0]).armName }
    var progress = FetchProgress(([log] + arms).map { Want(log: $0, after: 0) })
    for segment in [trunk] + left + [right[0]] { progress.received(segment) }
    let after = Dictionary(uniqueKeysWithValues: progress.wants.map { ($0.log, $0.after) })
    #expect(after == [log: 1, arms[0]: 3, arms[1]: 2])
  }

  @Test func `a carrier of two sticks brings both histories to everybody`() throws {
    try Fixture.withDirectory { directory in
      let meeting = try Meeting(in: directory)
      for replica in [meeting.main, meeting.east, meeting.main] { try meeting.sync(replica) }
      // A second stick, on which another life of East left what it did.
      let other = directory + "/other"
      try FileManager.default.copyItem(atPath: meeting.stick, toPath: other)
      func sync(_ replica: Replica, _ stick: String) throws -> SyncReport {
        try replica.sync(over: FolderTransport(path: stick, name: "stick"))
      }
      try FileManager.default.copyItem(atPath: directory + "/EAST", toPath: directory + "/IMAGE")
      let place = directory + "/IMAGE/guard"
      let image = try Meeting.sameWriter(at: directory + "/IMAGE", guardAt: place)
      try meeting.add("WEST", to: meeting.east)
      try meeting.add("SOUTH", to: image)
      #expect(try sync(meeting.east, meeting.stick).isDurable)
      #expect(try sync(image, other).isDurable)
      for stick in [meeting.stick, other, meeting.stick, other] { _ = try sync(meeting.main, stick) }
      #expect(try meeting.main.alarms().count == 1)
      let reader = try Replica.join(
        try meeting.main.invite(at: "folder:x", role: "branch", for: "NORTH"), at: directory + "/NORTH",
        branch: "NORTH", branchName: "North")
      for _ in 0..<2 { #expect(try sync(reader, other).isDurable) }
      #expect(try sync(meeting.main, other).isDurable)
      #expect(try reader.standing().heads == meeting.main.standing().heads)
      #expect(try reader.standing().digests == meeting.main.standing().digests)
      #expect(try reader.alarms().count == 1)
      #expect(try sync(meeting.east, meeting.stick).isDurable)
      #expect(try meeting.east.lives().map(\.cause) == [.witness])
    }
  }
}
