import CatchwordCore
import CatchwordWire
import Foundation
import Testing

/// The files of `Protocol/Vectors` against this implementation, both ways.
///
/// With CATCHWORD_WRITE_VECTORS=1 in the environment they are written instead: only ever for a new
/// case, since what stands there is what others have signed and stored.
@Suite struct VectorTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Protocol/Vectors")
  static let writes = ProcessInfo.processInfo.environment["CATCHWORD_WRITE_VECTORS"] == "1"

  static func expect(_ bytes: [UInt8], in file: String) throws {
    let url = folder.appendingPathComponent(file)
    if writes {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    #expect(try Array(Data(contentsOf: url)) == bytes, "\(file) differs")
  }

  static func read(_ file: String) throws -> [UInt8] {
    try Array(Data(contentsOf: folder.appendingPathComponent(file)))
  }

  @Test(arguments: SegmentCases.all.map(\.name))
  func `a segment's vector opens to what it says, and its body is made again`(_ name: String) throws {
    let segment = try #require(SegmentCases.all.first { $0.name == name }).segment
    if Self.writes {
      // Neither signatures nor packed bodies are reproducible, so a file that opens is left alone.
      let old = try? Library.codec.open(Self.read("\(name).seg"), resolve: Library.resolve)
      if old?.segment != segment { try Self.expect(Library.seal(segment).bytes, in: "\(name).seg") }
    }
    let opened = try Library.codec.open(Self.read("\(name).seg"), resolve: Library.resolve)
    #expect(opened.segment == segment)
    try Self.expect(Array(opened.json(raw: Rejections.raw(of: segment)).rendered.utf8), in: "\(name).json")
  }

  @Test func `readers are told the network, the writers and the schema`() throws {
    try Self.expect(Array(Library.setting.rendered.utf8), in: "setting.json")
  }

  @Test func `primitives and streams are those of the vectors`() throws {
    try Self.expect(Array(PrimitiveCases.json.rendered.utf8), in: "primitives.json")
  }

  @Test func `messages are those of the vectors`() throws {
    try Self.expect(Array(MessageCases.json().rendered.utf8), in: "messages.json")
  }

  @Test func `every rejected segment is refused for its reason`() throws {
    if Self.writes {
      let cases = try Rejections.all()
      for each in cases { try Self.expect(each.bytes, in: "Rejected/\(each.name).seg") }
      let list = JSON.object(cases.map { ($0.name, .text($0.code)) })
      try Self.expect(Array(list.rendered.utf8), in: "Rejected/reasons.json")
    }
    let list = try JSONDecoder().decode([String: String].self, from: Data(Self.read("Rejected/reasons.json")))
    #expect(list.count >= 15)
    for (name, code) in list.sorted(by: { $0.key < $1.key }) {
      let error = #expect(throws: WireError.self, "\(name) was let in") {
        _ = try Library.codec.open(Self.read("Rejected/\(name).seg"), resolve: Library.resolve)
      }
      #expect(error?.code == code, "\(name): \(error?.sentence ?? "")")
    }
  }

  /// Built anew, the damaged segments must still be refused alike: the files alone would not notice
  /// if the builder stopped hitting what it aims at.
  @Test func `damage made today is refused as damage of then`() throws {
    for each in try Rejections.all() {
      let error = #expect(throws: WireError.self, "\(each.name) was let in") {
        _ = try Library.codec.open(each.bytes, resolve: Library.resolve)
      }
      #expect(error?.code == each.code, "\(each.name): \(error?.sentence ?? "")")
    }
  }
}
