import CatchwordCore
import Testing

@testable import CatchwordWire

@Suite struct MessageTests {
  typealias M = MessageCases

  @Test func `messages come back as they went`() throws {
    #expect(try MessageCodec.hello(from: MessageCodec.encode(M.hello)) == M.hello)
    #expect(try MessageCodec.have(from: MessageCodec.encode(M.have)) == M.have)
    #expect(try MessageCodec.have(from: MessageCodec.encode(M.nothing)) == M.nothing)
    #expect(try MessageCodec.wants(from: MessageCodec.encode(M.wants)) == M.wants)
    #expect(try MessageCodec.error(from: MessageCodec.encode(M.error)) == M.error)
  }

  @Test func `fields that only a newer peer knows are passed over`() throws {
    let unknown: [UInt8] = [0xf8, 0x3f, 0x07]
    #expect(try MessageCodec.hello(from: MessageCodec.encode(M.hello) + unknown) == M.hello)
    #expect(try MessageCodec.wants(from: MessageCodec.encode(M.wants) + unknown) == M.wants)
  }

  @Test func `a thousand logs fit twenty kilobytes, and as many as may be fit a message`() throws {
    func have(writers: Int, lanes: ArraySlice<Lane>) -> Have {
      var heads: [LogName: Head] = [:]
      for writer in 1...writers {
        for lane in lanes {
          let name = LogName(writer: UInt64(writer) &* 0x9E37_79B9_7F4A_7C15, lane: lane)
          heads[name] = Head(number: Int64(writer % 5_000 + 1), hash: name.writer ^ 0x5555)
        }
      }
      return Have(heads: heads, digests: M.digests)
    }
    let spread = MessageCodec.encode(have(writers: 1_000, lanes: Lane.allCases.prefix(1)))
    let grouped = MessageCodec.encode(have(writers: 250, lanes: Lane.allCases[...]))
    #expect(spread.count <= 20_000)
    #expect(grouped.count <= 13_000)
    let most = have(writers: Limits.knownLogs, lanes: Lane.allCases.prefix(1))
    #expect(MessageCodec.encode(most).count <= Limits.messageBytes)
    #expect(try MessageCodec.have(from: MessageCodec.encode(most)) == most)
    let tooMany = have(writers: Limits.knownLogs + 1, lanes: Lane.allCases.prefix(1))
    #expect(throws: WireError.self) { try MessageCodec.have(from: MessageCodec.encode(tooMany)) }
  }

  @Test func `nothing to do costs little`() {
    #expect(MessageCodec.encode(M.hello).count <= 330)
  }

  @Test func `damaged messages are refused or read, never crash`() {
    var random = SeededGenerator(seed: 11)
    let all = [
      MessageCodec.encode(M.hello), MessageCodec.encode(M.have), MessageCodec.encode(M.wants),
      MessageCodec.encode(M.error),
    ]
    for _ in 0..<4_000 {
      var bytes = random.element(of: all)
      for _ in 0...random.number(0...3) {
        bytes[random.number(0...(bytes.count - 1))] = UInt8(random.number(0...255))
      }
      _ = try? MessageCodec.hello(from: bytes)
      _ = try? MessageCodec.have(from: bytes)
      _ = try? MessageCodec.wants(from: bytes)
      _ = try? MessageCodec.error(from: bytes)
    }
    let huge = [UInt8](repeating: 0, count: Limits.messageBytes + 1)
    #expect(throws: WireError.oversized(bytes: huge.count, maximum: Limits.messageBytes)) {
      try MessageCodec.have(from: huge)
    }
  }

  @Test func `a head object is its writer's own, or nobody's`() throws {
    let bytes = try M.head()
    let (network, writer) = (Library.network, Library.writer)
    #expect(try HeadObject.open(bytes, network: network, writer: writer) == M.headObject)
    #expect(throws: WireError.badSignature) {
      try HeadObject.open(bytes, network: network, writer: Library.others[0].writer)
    }
    #expect(throws: WireError.otherNetwork(network)) {
      try HeadObject.open(bytes, network: Sha256.hash([4]), writer: writer)
    }
    for index in bytes.indices {
      var bad = bytes
      bad[index] ^= 0x10
      // An outer tag turned into an unknown one would change nothing that is signed.
      let opened = try? HeadObject.open(bad, network: network, writer: writer)
      #expect(opened == nil || opened == M.headObject, "byte \(index)")
    }
  }

  @Test func `long sentences are cut between characters`() {
    #expect("aé".clipped(to: 2) == "a")
    #expect("aé".clipped(to: 3) == "aé")
    #expect("".clipped(to: 0).isEmpty)
  }
}
