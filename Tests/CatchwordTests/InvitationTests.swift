import CatchwordCore
import Testing

@testable import Catchword

@Suite struct InvitationTests {
  static let invitation = Invitation(
    network: ContentHash(Word256(1, 2, 3, 4)), networkName: "Valley Libraries",
    secret: [UInt8](repeating: 7, count: 32), address: "http://127.0.0.1:8700", inviter: "MAIN",
    branch: "EAST", role: "branch")

  @Test func `a token says all that a joiner needs`() throws {
    #expect(try Invitation(token: Self.invitation.token) == Self.invitation)
    #expect(try Invitation(token: " \(Self.invitation.token)\n") == Self.invitation)
  }

  @Test func `a token cut off anywhere is refused with a reason`() {
    let token = Self.invitation.token
    for length in 0..<token.utf8.count {
      #expect(throws: ReplicaError.self, "\(length) characters") {
        try Invitation(token: String(token.prefix(length)))
      }
    }
  }

  @Test func `a token with something behind it is refused`() {
    #expect(throws: ReplicaError.badToken("it is incomplete; copy the whole line")) {
      try Invitation(token: Self.invitation.token + "00")
    }
  }
}

@Suite struct ClockMeasurementTests {
  static func reading(wall: Int64, boot: Int64 = 3, seconds: Int64) -> ClockReading {
    ClockReading(wallSeconds: wall, boot: boot, monotonicMilliseconds: seconds * 1_000)
  }

  /// Measured as an hour slow, ten seconds after the start.
  static let measured = ClockMeasurement(
    ClockOffset(seconds: 3_600, source: .handshake), at: reading(wall: 1_000, seconds: 10))

  @Test func `the offset holds while the wall clock runs on`() {
    let later = Self.reading(wall: 1_500, seconds: 510)
    #expect(Self.measured.offset(of: later) == ClockOffset(seconds: 3_600, source: .handshake))
  }

  @Test func `a clock that is set changes the offset and not the time`() {
    let corrected = Self.reading(wall: 5_100, seconds: 510)
    #expect(Self.measured.offset(of: corrected) == ClockOffset(seconds: 0, source: .handshake))
  }

  @Test func `what was measured in one boot says nothing about the next`() {
    #expect(Self.measured.offset(of: Self.reading(wall: 1_500, boot: 4, seconds: 5)) == nil)
  }

  @Test func `a measurement survives being written down`() {
    #expect(ClockMeasurement(text: Self.measured.text) == Self.measured)
    #expect(ClockMeasurement(text: "1 2") == nil)
    #expect(ClockMeasurement(text: "1 2 99") == nil)
  }
}
