import CatchwordCore
import Testing

@testable import CatchwordWire

@Suite struct NameAndFrameTests {
  static let log = LogID(writer: Library.writer, lane: .circulation)
  static let name = SegmentName(log: log, first: 1, last: 255, hash: 0xabcd)

  @Test func `a name is what its path says`() throws {
    let path = Self.name.path
    #expect(
      path == "segments/\(Library.writer.key.hex)/circulation/"
        + "0000000000000001-00000000000000ff-000000000000abcd.seg")
    #expect(try SegmentName(path: path) == Self.name)
    #expect(try SegmentName(file: Self.name.file, log: Self.log) == Self.name)
    #expect(SegmentName.headPath(of: Library.writer) == "heads/\(Library.writer.key.hex)")
    #expect(SegmentName.writer(ofHeadFile: Library.writer.key.hex) == Library.writer)
  }

  @Test func `no other path is a name`() {
    let good = Self.name.path
    let bad = [
      "", "/" + good, good + "/", good.uppercased(), "../" + good, good + ".tmp",
      good.replacing("circulation", with: "Circulation"), good.replacing("00ff", with: "00FF"),
      good.replacing("-0000000000000", with: "-f000000000000"),
      good.replacing("0000000000000001-", with: "0000000000000000-"),
    ]
    for path in bad { #expect(throws: WireError.badName, "\(path)") { try SegmentName(path: path) } }
    #expect(SegmentName.writer(ofHeadFile: "x") == nil)
    #expect(SegmentName.writer(ofHeadFile: Library.writer.key.hex.uppercased()) == nil)
  }

  @Test func `frames come whole, however the stream is cut`() throws {
    let segments: [[UInt8]] = [[1, 2, 3], [], [UInt8](repeating: 9, count: 700)]
    let stream = segments.flatMap(SegmentFrames.frame)
    for size in [1, 2, 3, 5, 64, stream.count] {
      var frames = SegmentFrames()
      var received: [[UInt8]] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        received += try frames.append(stream[start..<min(start + size, stream.count)])
      }
      #expect(received == segments)
      #expect(frames.isAtBoundary)
    }
    var cut = SegmentFrames()
    _ = try cut.append(stream.dropLast())
    #expect(!cut.isAtBoundary)
  }

  @Test func `a frame larger than any segment ends the stream`() {
    var frames = SegmentFrames()
    #expect(throws: WireError.self) { try frames.append([0xff, 0, 0, 0]) }
  }

  @Test func `keys print nothing, and proofs depend on every byte`() throws {
    let key = Library.key(9)
    #expect(!"\(key)".contains(key.raw.hex))
    #expect(!String(reflecting: key).contains(key.raw.hex))
    #expect(try SigningKey(raw: key.raw).writer == key.writer)
    #expect(throws: WireError.self) { try SigningKey(raw: [1, 2]) }
    let code = Sha256.authenticationCode([1], key: [2])
    #expect(code.count == 32)
    #expect(code != Sha256.authenticationCode([1], key: [3]))
    #expect(Sha256.equalInConstantTime(code, code))
    #expect(!Sha256.equalInConstantTime(code, Array(code.dropLast())))
    #expect((0...RecordID.maximumNumber).contains(Sha256.keyedNumber([7], key: [1])))
  }
}
