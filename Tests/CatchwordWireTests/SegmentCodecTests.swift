import CatchwordCore
import Testing

@testable import CatchwordWire

@Suite struct SegmentCodecTests {
  typealias L = Library

  @Test func `what is sealed opens to the same, whatever it holds`() throws {
    for seed in UInt64(1)...120 {
      let segment = Generated.segment(seed: seed)
      let sealed = try L.seal(segment)
      let opened = try L.codec.open(sealed.bytes, resolve: L.resolve)
      #expect(opened.segment == segment, "seed \(seed)")
      #expect(opened.chainHash == sealed.chainHash)
      let envelope = try L.codec.peek(sealed.bytes)
      #expect(envelope == opened.envelope)
      #expect(envelope.name.path.hasSuffix("-\([UInt8](bigEndian: sealed.chainHash.short).hex).seg"))
    }
  }

  @Test func `equal segments have equal bodies`() throws {
    for seed in UInt64(1)...40 {
      let segment = Generated.segment(seed: seed)
      #expect(try Rejections.raw(of: segment) == Rejections.raw(of: segment), "seed \(seed)")
    }
  }

  @Test func `no flipped byte goes unnoticed`() throws {
    let good = try L.seal(SegmentCases.confidential).bytes
    for index in good.indices {
      for mask: UInt8 in [0x01, 0x80, 0xff] {
        var bad = good
        bad[index] ^= mask
        #expect(throws: WireError.self, "byte \(index) with \(mask)") {
          _ = try L.codec.open(bad, resolve: L.resolve)
        }
      }
    }
  }

  @Test func `what is read again says the same, and no changed fact in it goes unnoticed`() throws {
    let sealed = try L.seal(SegmentCases.confidential)
    let (good, name) = (sealed.bytes, sealed.chainHash)
    #expect(try L.codec.reinspect(good, chainHash: name) == L.codec.inspect(good))
    #expect(throws: WireError.badSignature) {
      _ = try L.codec.reinspect(good, chainHash: Sha256.hash(good))
    }
    // Whoever gets it next asks for the signature; what is read again is known by its hash.
    let framing = try SegmentFraming(good)
    let body = good.count - framing.body.count
    let signature = body - framing.signature.count..<body
    for index in good.indices {
      var bad = good
      bad[index] ^= 0x01
      let read = try? L.codec.reinspect(bad, chainHash: name)
      #expect((read != nil) == signature.contains(index), "byte \(index)")
    }
  }

  @Test func `no truncation goes unnoticed`() throws {
    let good = try L.seal(SegmentCases.confidential).bytes
    for length in 0..<good.count {
      #expect(throws: WireError.self, "\(length) bytes") {
        _ = try L.codec.open(Array(good.prefix(length)), resolve: L.resolve)
      }
    }
  }

  /// Behind the signature: a member may be hostile, or buggy. What is let in must be canonical.
  @Test func `damaged bodies under a good signature never crash, and never pass unless canonical`() throws {
    let cases = [SegmentCases.everyType, SegmentCases.nulls, SegmentCases.keeps, SegmentCases.spaces]
    for (number, segment) in cases.enumerated() {
      let raw = try Rejections.raw(of: segment)
      var random = SeededGenerator(seed: UInt64(number))
      for _ in 0..<600 {
        var bad = raw
        for _ in 0...random.number(0...2) {
          switch random.number(1...3) {
          case 1: bad[random.number(0...(bad.count - 1))] = UInt8(random.number(0...255))
          case 2: bad.remove(at: random.number(0...(bad.count - 1)))
          default: bad.insert(UInt8(random.number(0...255)), at: random.number(0...bad.count))
          }
        }
        var decoder = BodyDecoder(try envelope(segment, rawBytes: bad.count), schema: L.schema)
        guard let commits = try? decoder.decode(bad), !commits.isEmpty else { continue }
        let read = L.segment(segment.log.lane, commits)
        guard SegmentRules.broken(by: read, schema: L.schema) == nil else { continue }
        let flagged = decoder.confidential
        let again = try? BodyEncoder(read, isConfidential: flagged.contains).encode().bytes
        if again == bad {
          // Another segment then, and a legal one: it opens to what it says.
          #expect(commits != segment.commits || bad == raw)
        }
      }
    }
  }

  @Test func `random bytes are refused`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      var bytes = (0..<random.number(0...300)).map { _ in UInt8(random.number(0...255)) }
      if random.once(in: 2) { bytes = SegmentFraming.magic + [0, 0, 0, UInt8(random.number(0...80))] + bytes }
      #expect(throws: WireError.self) { _ = try L.codec.open(bytes, resolve: L.resolve) }
    }
  }

  @Test func `commits that make too large a segment are told apart from wrong ones`() throws {
    var random = SeededGenerator(seed: 1)
    let noise = (0..<(Limits.segmentPackedBytes + 100)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let halves = [noise[..<(noise.count / 2)], noise[(noise.count / 2)...]]
    let commits = halves.enumerated().map { index, half in
      L.commit(
        Int64(index + 1),
        [Operation(.write, kind: L.item, record: L.own(1), values: [FieldValue(3, .bytes(Array(half)))])])
    }
    let error = #expect(throws: WireError.self) { _ = try L.seal(L.segment(.catalog, commits)) }
    #expect(error?.code == "segment-too-large")
    _ = try L.seal(L.segment(.catalog, [commits[0]]))
    let wrong = L.segment(.catalog, [L.commit(1, []), L.commit(3, [])])
    #expect(throws: WireError.unsealable(.numbers)) { _ = try L.seal(wrong) }
    #expect(throws: WireError.badSignature) {
      _ = try L.codec.seal(SegmentCases.smallest, sign: L.others[0].sign)
    }
  }

  @Test func `a context that names a stranger is told by the stranger's name`() throws {
    let bytes = try L.seal(SegmentCases.keeps).bytes
    let least = L.others.map(\.writer.short).min() ?? 0
    #expect(throws: WireError.unknownWriter(least)) { _ = try L.codec.open(bytes) { _ in nil } }
  }

  @Test func `a known field's column opens under a later schema that made it confidential`() throws {
    let bytes = try L.seal(SegmentCases.everyType).bytes
    let item = L.schema.kinds[0]
    let stricter = Kind(
      item.number, item.name, lane: item.lane,
      fields: item.fields.map { Field($0.number, $0.name, $0.type, join: $0.join, isConfidential: true) })
    let later = SegmentCodec(network: L.network, schema: Schema(version: 2, kinds: [stricter]))
    #expect(try later.open(bytes, resolve: L.resolve).segment == SegmentCases.everyType)
    let same = SegmentCodec(network: L.network, schema: Schema(version: 1, kinds: [stricter]))
    #expect(throws: WireError.self) { _ = try same.open(bytes, resolve: L.resolve) }
  }

  @Test func `counts that fewer commits would keep ask for fewer commits`() throws {
    let commits = (1...2).map { (number: Int64) -> Commit in
      let count = Int64(Limits.segmentSpaces) / 2 + 1
      return L.commit(
        number,
        (0..<count).map { index in
          Operation(.delete, kind: L.item, record: L.sourced(1, "s\(number):\(index)"))
        })
    }
    let error = #expect(throws: WireError.self) { try L.seal(L.segment(.catalog, commits)) }
    #expect(error?.code == "segment-too-large")
    let opened = try L.codec.open(L.seal(L.segment(.catalog, [commits[0]])).bytes, resolve: L.resolve)
    #expect(opened.segment.commits == [commits[0]])
  }

  @Test func `header fields of a later minor version are passed over, and still signed`() throws {
    let bytes = try Rejections.resigned(SegmentCases.confidential) { $0 + [0xf8, 0x3f, 0x07] }
    #expect(try L.codec.open(bytes, resolve: L.resolve).segment == SegmentCases.confidential)
  }

  private func envelope(_ segment: Segment, rawBytes: Int) throws -> SegmentEnvelope {
    try L.codec.peek(Rejections.forged(segment) { $0.bodyRawBytes = UInt32(rawBytes) })
  }
}
