import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Foundation

/// A folder that is gone when the test is over, and in it the directories of a network's replicas: opened, closed,
/// copied and put back as people do with files.
final class Grounds {
  let root: String
  let clock = SetClock()
  /// Tests that draw lots want the same keys again.
  var entropy: any Entropy = SystemEntropy()
  private var open: [String: Replica] = [:]
  private var disks: [String: any Disk] = [:]
  private var clocks: [String: SetClock] = [:]

  init() throws {
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    root = "\(place)/catchword-lives-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func place(_ name: String) -> String { "\(root)/\(name)" }

  func machine(_ name: String) -> Machine {
    Machine(disk: disks[name] ?? SystemDisk(), clock: clocks[name] ?? clock, entropy: entropy)
  }

  // MARK: Replicas

  func found(_ name: String) throws {
    open[name] = try Replica.found(
      at: place(name), branch: name, branchName: name, network: "Valley", on: machine(name))
  }

  func join(_ name: String, by inviter: String) throws {
    let invitation = try self[inviter].invite(at: "folder:/nowhere", role: "branch", for: name)
    open[name] = try Replica.join(
      invitation, at: place(name), branch: name, branchName: name, on: machine(name))
  }

  /// The replica in a directory, opened when it is first asked for.
  subscript(name: String) -> Replica {
    get throws {
      if let known = open[name] { return known }
      let replica = try Replica.open(at: place(name), on: machine(name))
      open[name] = replica
      return replica
    }
  }

  /// Another process on the same directory.
  func another(_ name: String) throws -> Replica {
    try Replica.open(at: place(name), on: machine(name))
  }

  func close(_ name: String) throws { try open.removeValue(forKey: name)?.store.close() }

  func use(_ disk: (any Disk)?, for name: String) { disks[name] = disk }

  /// A clock of its own, for a replica that is not open yet.
  func use(_ clock: SetClock, for name: String) { clocks[name] = clock }

  // MARK: Files

  func copy(_ name: String, to copy: String) throws {
    try close(name)
    try FileManager.default.copyItem(atPath: place(name), toPath: place(copy))
  }

  func rename(_ name: String, to other: String) throws {
    try close(name)
    try FileManager.default.moveItem(atPath: place(name), toPath: place(other))
  }

  func remove(_ name: String, file: String? = nil) throws {
    try close(name)
    try FileManager.default.removeItem(atPath: place(name) + (file.map { "/\($0)" } ?? ""))
  }

  /// Puts files of a copy in the place of a directory's own, in the same directory, as a backup is restored.
  func restore(_ name: String, from copy: String, files: [String]? = nil) throws {
    try close(name)
    for file in try FileManager.default.contentsOfDirectory(atPath: place(name))
    where files?.contains(file) ?? true {
      try FileManager.default.removeItem(atPath: place(name) + "/\(file)")
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: place(copy))
    where files?.contains(file) ?? true {
      try FileManager.default.copyItem(atPath: place(copy) + "/\(file)", toPath: place(name) + "/\(file)")
    }
  }

  static let database = ["catchword.sqlite", "catchword.sqlite-wal", "catchword.sqlite-shm"]

  // MARK: Work

  @discardableResult
  func scan(_ name: String, _ barcode: String) throws -> [Acknowledgement] {
    clock.seconds += 60
    return try self[name].perform(.inventory(barcode: barcode, location: nil), staff: "ann").acknowledgements
  }

  @discardableResult
  func sync(_ caller: String, _ peer: String) throws -> SyncReport {
    clock.seconds += 60
    return try self[caller].sync(over: DirectLine(to: self[peer], named: peer))
  }

  func scans(_ name: String) throws -> Int {
    try self[name].store.read { try $0.factCount(kind: LibraryKind.circulation) }
  }

  /// Barcodes of all scans, ascending, each as often as it stands.
  func barcodes(_ name: String) throws -> [String] {
    try self[name].store.read { reader in
      try reader.facts(kind: LibraryKind.circulation, limit: 10_000)
        .compactMap { $0[CirculationField.barcode].text }.sorted()
    }
  }
}

/// Clocks that tests set.
final class SetClock: MachineClock {
  var seconds: Int64 = 1_764_079_380
  var wallSeconds: Int64 { seconds }
  var monotonicMilliseconds: Int64 { (seconds - 1_764_000_000) * 1_000 }
  var bootID = "boot"
  var isSynchronized = false
  func today(offsetSeconds: Int64) -> Int64 { (seconds + offsetSeconds) / 86_400 }
}

/// A line to another replica of the same process.
final class DirectLine: Transport {
  let name: String
  private(set) var traffic = Traffic()
  private let peer: Replica
  /// Called before each request; what it throws breaks the line.
  var onRequest: (String) throws -> Void = { _ in }
  /// How many segments a fetch brings before the line breaks.
  var segmentsLeft = Int.max

  init(to peer: Replica, named name: String) {
    self.peer = peer
    self.name = name
  }

  func greet(_ hello: Hello) throws -> Hello {
    try onRequest("hello")
    return try peer.answer(hello)
  }

  func compare(_ have: Have) throws -> Have {
    try onRequest("have")
    return try peer.answer(have)
  }

  func fetch(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws {
    try onRequest("fetch")
    try peer.segments(for: wants) { segment in
      guard segmentsLeft > 0 else { throw TransportError.unreachable(peer: name, detail: "cut") }
      segmentsLeft -= 1
      try receive(segment)
    }
  }

  func push(_ segments: [[UInt8]]) throws -> Have {
    try onRequest("push")
    for case .failure(let refusal) in try peer.receive(all: segments) { throw refusal }
    return try peer.standing()
  }

  func conclude(_ have: Have, head: SignedHead) throws {}
  func accounts() throws -> [HeadAccount] { [] }
}

/// A disk that fails at the n-th change of a file, as a machine that loses power would.
final class FailingDisk: Disk {
  struct PowerCut: Error {}

  private let disk = SystemDisk()
  private(set) var changes = 0
  private let last: Int

  init(after last: Int) { self.last = last }

  private func change() throws {
    changes += 1
    if changes > last { throw PowerCut() }
  }

  func exists(_ path: String) -> Bool { disk.exists(path) }
  func read(_ path: String) throws -> [UInt8] { try disk.read(path) }
  func replace(_ path: String, with bytes: [UInt8]) throws {
    try change()
    try disk.replace(path, with: bytes)
  }
  func remove(_ path: String) throws {
    try change()
    try disk.remove(path)
  }
  func makeFolder(_ path: String) throws { try disk.makeFolder(path) }
  func lock(_ path: String, timeoutMilliseconds: Int) throws -> any WriteLock {
    try disk.lock(path, timeoutMilliseconds: timeoutMilliseconds)
  }
  func anchor(of folder: String) throws -> String { try disk.anchor(of: folder) }
}

/// A disk of which a copy of the whole machine is no different: it says the same of its place.
struct ClonedDisk: Disk {
  private let disk = SystemDisk()

  func exists(_ path: String) -> Bool { disk.exists(path) }
  func read(_ path: String) throws -> [UInt8] { try disk.read(path) }
  func replace(_ path: String, with bytes: [UInt8]) throws { try disk.replace(path, with: bytes) }
  func remove(_ path: String) throws { try disk.remove(path) }
  func makeFolder(_ path: String) throws { try disk.makeFolder(path) }
  func lock(_ path: String, timeoutMilliseconds: Int) throws -> any WriteLock {
    try disk.lock(path, timeoutMilliseconds: timeoutMilliseconds)
  }
  func anchor(of folder: String) throws -> String { "a machine and its image" }
}
