import CatchwordCore
import Testing

@Suite struct BytesTests {
  @Test func `addition and subtraction agree with long arithmetic`() {
    for seed in Effort.seeds(500) {
      var random = SeededGenerator(seed: seed)
      let (a, b) = (word(&random), word(&random))
      #expect((a &+ b).bytes == sum(a.bytes, b.bytes), "seed \(seed)")
      #expect((a &+ b) == (b &+ a), "seed \(seed)")
      #expect((a &+ b) &- b == a, "seed \(seed)")
      #expect(a &- a == .zero, "seed \(seed)")
    }
  }

  @Test func `carries run through all four words`() {
    let ones = Word256(.max, .max, .max, .max)
    #expect(ones &+ Word256(0, 0, 0, 1) == .zero)
    #expect(Word256.zero &- Word256(0, 0, 0, 1) == ones)
    #expect(Word256(0, 0, .max, .max) &+ Word256(0, 0, 0, 1) == Word256(0, 1, 0, 0))
    #expect(
      Word256(0, .max, .max, .max) &+ Word256(0, .max, .max, .max)
        == Word256(1, .max, .max, .max - 1))
  }

  @Test func `words compare as their bytes do`() {
    for seed in Effort.seeds(300) {
      var random = SeededGenerator(seed: seed)
      let (a, b) = (word(&random), word(&random))
      #expect((a < b) == a.bytes.lexicographicallyPrecedes(b.bytes), "seed \(seed)")
      #expect(Word256(bytes: a.bytes) == a, "seed \(seed)")
      #expect(Word256(hex: a.hex) == a, "seed \(seed)")
      #expect(Word256(hex: a.hex.uppercased()) == a, "seed \(seed)")
    }
  }

  @Test func `a digest is the same in any order and forgets what was removed`() {
    for seed in Effort.seeds(200) {
      var random = SeededGenerator(seed: seed)
      let hashes = (0..<8).map { _ in ContentHash(word(&random)) }
      var one = Digest()
      for hash in hashes { one.insert(hash) }
      var two = Digest()
      for hash in hashes.shuffled(using: &random) { two.insert(hash) }
      #expect(one == two, "seed \(seed)")
      for hash in hashes.shuffled(using: &random) { one.remove(hash) }
      #expect(one == .empty, "seed \(seed)")
    }
  }

  @Test(arguments: ["0", "0g", "é9", " 00", String(repeating: "0", count: 63)])
  func `what is not hexadecimal is refused`(_ text: String) {
    #expect([UInt8](hex: text) == nil)
    #expect(Word256(hex: text) == nil)
    #expect(WriterID(hex: text) == nil)
  }

  @Test func `hexadecimal text goes both ways`() {
    #expect([UInt8](hex: "00ff7Fa0") == [0x00, 0xff, 0x7f, 0xa0])
    #expect([0x00, 0xff, 0x7f, 0xa0].hex == "00ff7fa0")
    #expect([UInt8](hex: "") == [])
    #expect(Word256(hex: "00") == nil)
  }

  @Test func `numbers come back as they were written`() throws {
    var interesting: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, .max, .max - 1, 1 << 63]
    var random = SeededGenerator(seed: 1)
    for _ in 0..<500 { interesting.append(random.next() >> UInt64(random.number(0...63))) }
    for number in interesting {
      var writer = ByteWriter()
      writer.append(varint: number)
      writer.append(signed: Int64(bitPattern: number))
      var reader = ByteReader(writer.bytes)
      #expect(try reader.varint() == number)
      #expect(try reader.signed() == Int64(bitPattern: number))
      try reader.expectEnd()
    }
  }

  @Test func `small numbers of either sign are short`() {
    for number in Int64(-64)...63 {
      var writer = ByteWriter()
      writer.append(signed: number)
      #expect(writer.bytes.count == 1)
    }
  }

  @Test(
    arguments: [
      [0x80, 0x00], [0xff, 0x00], [0x80, 0x80, 0x00],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81, 0x00],
    ] as [[UInt8]])
  func `a number in a longer form than needed is refused`(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    #expect(throws: ByteError.overlong(at: 0)) { try reader.varint() }
  }

  @Test func `every prefix of an encoding is refused as truncated`() throws {
    var writer = ByteWriter()
    writer.append(text: "Melville")
    writer.append(varint: 300)
    for length in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes[..<length])
      #expect(throws: ByteError.self) {
        _ = try reader.text(maximum: 100)
        _ = try reader.varint()
      }
    }
  }

  @Test func `lengths, limits, text and ends are checked`() throws {
    var long = ByteReader([5, 1, 2])
    #expect(throws: ByteError.truncated(at: 1)) { try long.counted(maximum: 10) }
    var wide = ByteReader([5, 1, 2, 3, 4, 5])
    #expect(throws: ByteError.tooLarge(5, maximum: 4, at: 0)) { try wide.counted(maximum: 4) }
    var broken = ByteReader([2, 0xc3, 0x28])
    #expect(throws: ByteError.notUTF8(at: 0)) { try broken.text(maximum: 4) }
    var more = ByteReader([1, 2])
    #expect(try more.byte() == 1)
    #expect(throws: ByteError.trailing(1, at: 1)) { try more.expectEnd() }
    var empty = ByteReader([UInt8]())
    #expect(throws: ByteError.truncated(at: 0)) { try empty.byte() }
  }

  private func word(_ random: inout SeededGenerator) -> Word256 {
    let edges: [UInt64] = [0, 1, .max, .max - 1]
    func part(_ random: inout SeededGenerator) -> UInt64 {
      random.once(in: 2) ? random.element(of: edges) : random.next()
    }
    return Word256(part(&random), part(&random), part(&random), part(&random))
  }

  /// Addition byte by byte, as on paper.
  private func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var result = a
    var carry = 0
    for index in a.indices.reversed() {
      let total = Int(a[index]) + Int(b[index]) + carry
      result[index] = UInt8(total & 0xff)
      carry = total >> 8
    }
    return result
  }
}
