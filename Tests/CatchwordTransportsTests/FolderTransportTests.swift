import Catchword
import CatchwordCore
import CatchwordTransports
import Foundation
import Testing

@Suite struct FolderTransportTests {
  private let files = FileManager.default

  /// A transport that was greeted and compared, as a session leaves it before it moves anything.
  private func opened(_ path: String, network: UInt64 = 1) throws -> FolderTransport {
    let transport = FolderTransport(path: path, name: "stick")
    _ = try transport.greet(Fixture.hello(network: network))
    _ = try transport.compare(Fixture.have())
    return transport
  }

  private func fetched(_ transport: FolderTransport, _ wants: [Want]) throws -> [[UInt8]] {
    var segments: [[UInt8]] = []
    try transport.fetch(wants) { segments.append($0) }
    return segments
  }

  private func want(_ writer: UInt64, _ lane: Lane, after: Int64 = 0) -> Want {
    Want(log: Fixture.log(writer, lane), after: after)
  }

  @Test func `what one replica carries in another takes out`() throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 3)
      let books = Fixture.chain(1, .catalog, count: 2)
      let have = try opened(path).push(books + loans)
      #expect(have.heads[Fixture.log(1, .circulation)] == Head(number: 3, hash: Fixture.label(loans[2]).shortHash))
      #expect(have.paused.isEmpty)
      #expect(files.fileExists(atPath: "\(path)/\(Fixture.label(loans[0]).path)"))

      let other = FolderTransport(path: path, name: "stick")
      let hello = try other.greet(Fixture.hello())
      #expect(hello.writer == WriterID(.zero) && hello.frontierDigest == .none)
      #expect(try other.compare(Fixture.have()).heads == have.heads)
      // Loans before books, whatever the order they are asked for in.
      let segments = try fetched(other, [want(1, .catalog), want(1, .circulation, after: 1)])
      #expect(segments == loans[1...] + books)
    }
  }

  @Test func `a segment that is there is not written again`() throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 3)
      _ = try opened(path).push(loans)
      let again = try opened(path)
      _ = try again.push(loans)
      #expect(again.traffic.sentBytes == 0)
    }
  }

  @Test func `another network's folder is refused, naming both`() throws {
    try Fixture.withDirectory { path in
      _ = try opened(path, network: 1)
      let error = #expect(throws: TransportError.self) { try opened(path, network: 2) }
      guard case .file(_, let detail) = error else { Issue.record("no file error"); return }
      #expect(detail.contains("\(Fixture.network(1))".prefix(16)))
      #expect(detail.contains("\(Fixture.network(2))".prefix(16)))
    }
  }

  @Test func `a missing folder, a file and a damaged marker say what to do`() throws {
    try Fixture.withDirectory { path in
      try Data().write(to: URL(fileURLWithPath: path + "/file"))
      try files.createDirectory(atPath: path + "/odd", withIntermediateDirectories: true)
      try Data("half".utf8).write(to: URL(fileURLWithPath: path + "/odd/network"))
      for (name, words) in [("gone", "mounted"), ("file", "no folder"), ("odd", "delete that file")] {
        let error = #expect(throws: TransportError.self) { try opened("\(path)/\(name)") }
        guard case .file(let place, let detail) = error else { Issue.record("no file error"); continue }
        #expect(place.hasPrefix(path) && detail.contains(words), "\(detail)")
      }
      #expect(!files.fileExists(atPath: path + "/gone"))
    }
  }

  @Test func `junk, leftovers and links are ignored`() throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 2)
      _ = try opened(path).push([loans[0]])
      let lane = "\(path)/segments/\(Fixture.writer(1))/circulation"
      let second = URL(fileURLWithPath: "\(path)/\(Fixture.label(loans[1]).path)").lastPathComponent
      try Data(loans[1]).write(to: URL(fileURLWithPath: "\(lane)/\(second).4711.tmp"))
      try Data(loans[1]).write(to: URL(fileURLWithPath: "\(lane)/.\(second)"))
      try Data(loans[1]).write(to: URL(fileURLWithPath: "\(path)/outside"))
      try files.createSymbolicLink(atPath: "\(lane)/\(second)", withDestinationPath: "\(path)/outside")
      try files.createSymbolicLink(
        atPath: "\(path)/segments/\(Fixture.writer(2))", withDestinationPath: "\(path)/segments/\(Fixture.writer(1))")
      try Data().write(to: URL(fileURLWithPath: "\(path)/segments/Thumbs.db"))
      let transport = try opened(path)
      #expect(try transport.compare(Fixture.have()).heads.mapValues(\.number) == [Fixture.log(1, .circulation): 1])
      #expect(try fetched(transport, [want(1, .circulation)]) == [loans[0]])
    }
  }

  @Test(arguments: ["empty", "truncated", "longer", "header", "signature", "body"])
  func `a damaged end of a log counts as absent and is written again`(kind: String) throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 3)
      _ = try opened(path).push(loans)
      var bytes = loans[2]
      let body = 8 + bytes[4..<8].reduce(0) { $0 << 8 | Int($1) } + 64
      switch kind {
      case "empty": bytes = []
      case "truncated": bytes.removeLast(20)
      case "longer": bytes.append(0)
      case "header": bytes[20] ^= 1
      case "signature": bytes[body - 1] ^= 1
      default: bytes[bytes.count - 1] ^= 1
      }
      let label = Fixture.label(loans[2])
      try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(label.path)"))
      let transport = FolderTransport(path: path, name: "stick")
      _ = try transport.greet(Fixture.hello())
      let have = try transport.compare(Fixture.have())
      #expect(have.heads[Fixture.log(1, .circulation)]?.number == 2)
      // Not said to be paused, for else no session would send it again; and named where nobody does.
      #expect(have.paused.isEmpty)
      #expect(try transport.push([]).paused[Fixture.log(1, .circulation)]?.contains(label.path) == true)
      let healed = try transport.push([loans[2]])
      #expect(healed.heads[Fixture.log(1, .circulation)]?.number == 3 && healed.paused.isEmpty)
      #expect(try opened(path).compare(Fixture.have()).paused.isEmpty)
    }
  }

  @Test func `damage in the middle stops its own log only and is reported`() throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 4)
      let books = Fixture.chain(1, .catalog, count: 2)
      _ = try opened(path).push(loans + books)
      // A well-formed segment under another's name is damage too.
      try Data(loans[0]).write(to: URL(fileURLWithPath: "\(path)/\(Fixture.label(loans[2]).path)"))
      let transport = try opened(path)
      #expect(try fetched(transport, [want(1, .circulation), want(1, .catalog)]) == loans[..<2] + books)
      let have = try transport.push([])
      #expect(have.heads[Fixture.log(1, .circulation)]?.number == 2)
      #expect(have.paused.keys.map { $0 } == [Fixture.log(1, .circulation)])
    }
  }

  @Test func `a log without its beginning leads nowhere`() throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 3)
      let headless = try opened(path).push(Array(loans[1...]))
      #expect(headless.heads.isEmpty)
      let whole = try opened(path).push(loans)
      #expect(whole.heads.count == 1)
    }
  }

  @Test func `both sides of a fork travel`() throws {
    try Fixture.withDirectory { path in
      let one = Fixture.chain(1, .circulation, count: 2, seed: 1)
      let two = Fixture.chain(1, .circulation, count: 2, seed: 2)
      _ = try opened(path).push(one)
      _ = try opened(path).push(two)
      let arms = try opened(path).compare(Fixture.have()).heads.keys.map { Want(log: $0, after: 0) }
      #expect(arms.count == 2)
      let segments = try fetched(opened(path), arms)
      #expect(Set(segments) == Set(one + two))
    }
  }

  @Test func `writers leave their accounts and read the others'`() throws {
    try Fixture.withDirectory { path in
      let heads = [Fixture.log(1, .members): Head(number: 4, hash: 4)]
      let transport = try opened(path)
      try transport.conclude(Fixture.have(), head: Fixture.head(1, [:]))
      try transport.conclude(Fixture.have(), head: Fixture.head(1, heads))
      try transport.conclude(Fixture.have(), head: Fixture.head(2, [:]))
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: "\(path)/heads/\(Fixture.writer(3))"))
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: "\(path)/heads/notes.txt"))
      let accounts = try transport.accounts()
      #expect(accounts.map(\.writer) == [Fixture.writer(1), Fixture.writer(2)].sorted())
      #expect(accounts.first { $0.writer == Fixture.writer(1) }?.heads == heads)
    }
  }

  @Test func `a session out of time stops between two files`() throws {
    try Fixture.withDirectory { path in
      _ = try opened(path).push(Fixture.chain(1, .circulation, count: 3))
      let late = FolderTransport(path: path, name: "stick", options: .init(deadline: .now))
      #expect(throws: TransportError.outOfTime(peer: "stick")) {
        try late.fetch([want(1, .circulation)]) { _ in }
      }
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func `a read-only folder can be read, and says how to write to it`() throws {
    try Fixture.withDirectory { path in
      let loans = Fixture.chain(1, .circulation, count: 1)
      _ = try opened(path).push(loans)
      try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: "\(path)/segments")
      defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(path)/segments") }
      let transport = try opened(path)
      #expect(try fetched(transport, [want(1, .circulation)]) == loans)
      let error = #expect(throws: TransportError.self) {
        try transport.push(Fixture.chain(2, .circulation, count: 1))
      }
      guard case .file(_, let detail) = error else { Issue.record("no file error"); return }
      #expect(detail.contains("permissions"))
    }
  }
}
