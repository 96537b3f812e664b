import CatchwordMARC
import Testing

/// Nothing that a file can hold may end the process, keep it busy for ever or break the sums.
@Suite struct RobustnessTests {
  /// Reads the bytes, and what was read once more as MARCXML; silent unless something is wrong,
  /// because it is called a hundred thousand times.
  private func check(_ bytes: [UInt8], _ what: @autoclosure () -> String) {
    do {
      let everything = try Everything(bytes)
      let tally = everything.tally
      let addsUp =
        tally.read == everything.readings.count
        && tally.read == tally.accepted + tally.warned + tally.rejected
      if !addsUp { Issue.record("\(what()): \(tally)") }
      if everything.readings.contains(where: { $0.status == .rejected && $0.messages.isEmpty }) {
        Issue.record("\(what()): rejected without a message")
      }
      let records = everything.records
      if records.isEmpty { return }
      let again = try Everything(records.flatMap { try MARCWriter.marcXML($0) }).records
      let isWhole = records.allSatisfy { $0.leader.utf8.count == 24 }
      if !isWhole || again.map(\.fields.count) != records.map(\.fields.count) {
        Issue.record("\(what()): not written as it was read")
      }
      for record in records { _ = record.contentFindings() }
    } catch is MARCError {
      // A file that is no MARC at all any more is refused; that is an answer too.
    } catch {
      Issue.record("\(what()): \(error)")
    }
  }

  private static let iso2709: [[UInt8]] = [
    RecordBytes.sample.bytes + [0x0a] + RecordBytes.sample.bytes,
    RecordBytes.sample.marc8()
      .raw("880", Array("10\u{1f}a\u{1b}$1!PV!PV\u{1b}(B\u{1f}b".utf8) + [0xe2, 0x65, 0xeb, 0x74, 0xec, 0x73])
      .bytes,
    RecordBytes.sample.data("500", "  ", "a", "Zürich 本 𝄞").bytes,
  ]

  private static let xml = Array(
    """
    <?xml version="1.0"?><m:collection xmlns:m="x"><!-- c --><m:record><m:leader>00000nam \
    a2200000   4500</m:leader><m:controlfield tag="001">é</m:controlfield><m:datafield tag="245" \
    ind1="1" ind2="0"><m:subfield code="a">A &amp; <![CDATA[B]]></m:subfield></m:datafield>\
    </m:record></m:collection>
    """.utf8)

  @Test func `every byte changed in every record`() {
    for (number, bytes) in (Self.iso2709 + [Self.xml]).enumerated() {
      for position in bytes.indices {
        for value: UInt8 in [0, 0x1b, 0x1d, 0x1e, 0x1f, 0x20, 0x30, 0x39, 0x3c, 0x7f, 0xe2, 0xff] {
          var changed = bytes
          changed[position] = value
          check(changed, "record \(number), byte \(position) = \(value)")
        }
      }
    }
  }

  @Test func `every record cut off at every byte`() {
    for bytes in Self.iso2709 + [Self.xml] {
      for count in bytes.indices {
        check(Array(bytes.prefix(count)), "\(count) bytes")
        check(Array(bytes.suffix(count)), "last \(count) bytes")
      }
    }
  }

  @Test func `every byte left out and every byte doubled`() {
    for bytes in Self.iso2709 + [Self.xml] {
      for position in bytes.indices {
        var without = bytes
        without.remove(at: position)
        check(without, "without \(position)")
        var doubled = bytes
        doubled.insert(bytes[position], at: position)
        check(doubled, "doubled \(position)")
      }
    }
  }

  @Test func `random bytes of the alphabet that matters`() {
    let alphabet: [UInt8] = [
      0x00, 0x1b, 0x1d, 0x1e, 0x1f, 0x20, 0x24, 0x28, 0x30, 0x31, 0x32, 0x34, 0x39, 0x3c, 0x3e, 0x61,
      0x6e, 0x80, 0xc3, 0xe2, 0xff,
    ]
    for seed: UInt64 in 1...300 {
      var state = seed
      func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
      }
      let bytes = (0..<next(400)).map { _ in alphabet[next(alphabet.count)] }
      check(bytes, "seed \(seed)")
      check(Array("00120nam a2200061   4500".utf8) + bytes, "seed \(seed), leader first")
    }
  }

  /// Input of n bytes must not cost n squared: each of these took minutes or more if it did.
  @Test func `input made to be slow is read soon`() throws {
    let many = { (text: String, count: Int) in Array(String(repeating: text, count: count).utf8) }
    let start = Array("<c>".utf8)
    let slow: [(String, [UInt8])] = [
      ("comments without end", start + many("<!--", 200_000)),
      ("character data without end", start + many("<![CDATA[", 100_000)),
      ("tags without end", start + many("<record ", 100_000)),
      (
        "attributes",
        start + Array("<record>".utf8) + Array("<a ".utf8)
          + (0..<60_000).flatMap { Array("a\($0)='' ".utf8) } + Array("/></record>".utf8)
      ),
      ("leaders", many("00024nam a2200024   4500", 20_000) + [0x1d]),
      ("terminators", many("\u{1d}\u{1e}", 200_000)),
      ("a directory alone", Array("00024nam a2200000   4500".utf8) + many("1", 900_001) + [0x1e, 0x1d]),
      (
        "bad entries among many fields",
        Array("99999nam a2299999   4500".utf8)
          + (0..<8_000).flatMap { Array("245000200\($0 % 2 == 0 ? "x" : "0")01".utf8) } + [0x1e]
          + many("a\u{1e}", 20_000) + [0x1d]
      ),
    ]
    for (name, bytes) in slow {
      check(bytes, name)
    }
  }

  @Test func `a record of 20 MiB is passed over and the next is read`() throws {
    let one = RecordBytes.sample.bytes
    let huge = one.dropLast() + [UInt8](repeating: 0x78, count: 20 << 20) + [0x1d]
    let everything = try TemporaryFile(huge + one).everything()
    #expect(everything.readings.map(\.status) == [.rejected, .accepted])
    #expect(everything.codes == [.recordTooLarge])

    let text = Array("<c><record><leader/><x>".utf8)
    let xml = text + [UInt8](repeating: 0x78, count: 20 << 20) + Array("</x></record>".utf8) + Self.xml
    let other = try TemporaryFile(xml).everything()
    #expect(other.readings.map(\.status) == [.rejected, .accepted])
  }
}
