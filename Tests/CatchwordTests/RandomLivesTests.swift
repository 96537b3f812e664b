import Catchword
import CatchwordCore
import CatchwordStore
import Foundation
import Testing

/// Replicas that work and meet at random while their directories are backed up, put back, copied and moved, whole or in
/// part, noticed or not: in the end all hold the same, and nothing is lost that some disk still held.
@Suite struct RandomLivesTests {
  @Test func `whatever is done to their files, nothing is lost and all agree`() throws {
    let effort = ProcessInfo.processInfo.environment["CATCHWORD_EFFORT"].flatMap { Int($0) } ?? 1
    for seed in 1...(8 * effort) {
      let world = try LivesWorld(seed: seed)
      do {
        for _ in 0..<30 { try world.step() }
        try world.finish()
      } catch {
        Issue.record("seed \(seed): \(error)")
        throw error
      }
    }
  }
}

/// SplitMix64: small, and the same on every platform.
struct LivesDice: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: Int) {
    state = UInt64(seed) &* 0xd134_2543_de82_ef95
    state = next() ^ next()
  }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
  mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }
}

/// Keys that are the same for the same seed; never twice the same, whatever is put back.
private final class LivesEntropy: Entropy {
  private var dice: LivesDice
  init(_ seed: Int) { dice = LivesDice(seed &+ 1_000_000) }
  func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next() >> 13) } }
}

private final class LivesWorld {
  private let grounds: Grounds
  private let seed: Int
  private var dice: LivesDice
  private var names = ["MAIN", "EAST", "WEST"]
  private var images: Set<String> = ["EAST"]
  private var backups: [String: Set<Journal.Entry>] = [:]
  private var journal = Journal()
  private var gone: Set<Journal.Entry> = []
  private var scans: [String: Journal.Entry] = [:]
  private var count = 0
  private(set) var story: [String] = []

  init(seed: Int) throws {
    self.seed = seed
    dice = LivesDice(seed)
    grounds = try Grounds()
    grounds.entropy = LivesEntropy(seed)
    grounds.use(ClonedDisk(), for: "EAST")
    try grounds.found("MAIN")
    for name in ["EAST", "WEST"] {
      try grounds.join(name, by: "MAIN")
      try grounds.sync(name, "MAIN")
    }
  }

  func step() throws {
    let name = names[dice.roll(names.count)]
    switch dice.roll(20) {
    case 0...7: try scan(name)
    case 8...11: try meet(name)
    case 12: try grounds[name].sealIfDue()
    case 13: try breakOff(name)
    case 14: try grounds.close(name)
    case 15, 16: try backUp(name)
    case 17: try putBack(name, files: nil)
    case 18: try putBack(name, files: Grounds.database)
    default: try copy(name)
    }
  }

  private func scan(_ name: String) throws {
    count += 1
    story.append("\(name) scans \(count)")
    let told = try grounds.scan(name, "\(count)")
    journal.note(told)
    scans["\(count)"] = told.map { Journal.Entry(log: $0.log, number: $0.number, hash: $0.hash) }.first
  }

  private func meet(_ name: String) throws {
    let peer = names[dice.roll(names.count)]
    guard peer != name else { return }
    let lanes: Set<Lane> = dice.roll(4) == 0 ? [.members, .circulation] : Set(Lane.allCases)
    story.append("\(name) calls \(peer)")
    _ = try grounds[name].sync(over: DirectLine(to: grounds[peer], named: peer), lanes: lanes)
  }

  private func breakOff(_ name: String) throws {
    let peer = names[dice.roll(names.count)]
    guard peer != name else { return }
    let line = DirectLine(to: try grounds[peer], named: peer)
    var left = dice.roll(4)
    line.onRequest = { _ in
      left -= 1
      if left < 0 { throw TransportError.unreachable(peer: peer, detail: "cut") }
    }
    story.append("\(name) calls \(peer), cut")
    _ = try? grounds[name].sync(over: line)
  }

  private func backUp(_ name: String) throws {
    story.append("\(name) is backed up")
    try? grounds.remove("OLD-\(name)")
    backups[name] = try Journal.held(by: grounds[name])
    try grounds.copy(name, to: "OLD-\(name)")
  }

  private func putBack(_ name: String, files: [String]?) throws {
    guard let held = backups[name] else { return }
    story.append("\(name) is put back, \(files == nil ? "whole" : "database")")
    try noteLost(name, keeping: held)
    try grounds.restore(name, from: "OLD-\(name)", files: files)
  }

  /// What stands on no other disk goes with this one.
  private func noteLost(_ name: String, keeping held: Set<Journal.Entry>) throws {
    for each in names { try journal.learn(from: grounds[each]) }
    var elsewhere = held
    for other in names where other != name { elsewhere.formUnion(try Journal.held(by: grounds[other])) }
    for entry in journal.entries where journal.names(of: entry).isDisjoint(with: elsewhere) { gone.insert(entry) }
  }

  private func copy(_ name: String) throws {
    guard names.count < 6 else { return }
    let new = "COPY\(names.count)"
    story.append("\(new) is a copy of \(name)")
    if images.contains(name) {
      grounds.use(ClonedDisk(), for: new)
      images.insert(new)
    }
    try grounds.copy(name, to: new)
    names.append(new)
  }

  func finish() throws {
    try settle()
    try grounds.expectAgreement(names, alarms: nil)
    for name in names { try journal.learn(from: grounds[name]) }
    for name in names {
      let held = try Journal.held(by: grounds[name])
      for entry in journal.entries where !gone.contains(entry) {
        #expect(!journal.names(of: entry).isDisjoint(with: held), "seed \(seed): \(name) lost \(entry)\n\(text)")
      }
    }
    let standing = try grounds.barcodes("MAIN")
    for barcode in scans.filter({ !gone.contains($0.value) }).keys.sorted() {
      let times = standing.filter { $0 == barcode }.count
      #expect(times == 1, "seed \(seed): \(barcode) stands \(times) times\n\(text)")
    }
  }

  /// Everybody calls everybody until nothing moves any more.
  private func settle() throws {
    for _ in 1...7 {
      var moved = 0
      for caller in names {
        for peer in names where peer != caller {
          let report = try grounds.sync(caller, peer)
          moved += report.sent.segments + report.received.segments + report.handedBack.segments
          #expect(report.digestsAreEqual != false, "seed \(seed)\n\(text)")
        }
      }
      if moved == 0 { return }
    }
    Issue.record("seed \(seed): no end\n\(text)")
  }

  private var text: String { story.joined(separator: "\n") }
}
