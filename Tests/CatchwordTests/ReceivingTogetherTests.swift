import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Foundation
import Testing

/// Segments that arrive together are received as if they had come one by one.
@Suite struct ReceivingTogetherTests {
  @Test func `however what arrives is cut up, it ends as if each came alone`() throws {
    let effort = ProcessInfo.processInfo.environment["CATCHWORD_EFFORT"].flatMap { Int($0) } ?? 1
    for seed in 1...(4 * effort) {
      let world = try ReadersWorld(seed: seed)
      do {
        for _ in 0..<60 { try world.step() }
        try world.read()
      } catch {
        Issue.record("seed \(seed): \(error)")
        throw error
      }
    }
  }

  @Test func `what came before the line broke is merged, and the next exchange brings the rest`() throws {
    let grounds = try Grounds()
    try grounds.found("MAIN")
    try grounds.join("EAST", by: "MAIN")
    try grounds.settle(["MAIN", "EAST"])
    for barcode in 1...5 {
      try grounds.scan("EAST", "\(barcode)")
      try grounds["EAST"].seal()
    }
    let line = DirectLine(to: try grounds["EAST"], named: "EAST")
    line.segmentsLeft = 3
    #expect(throws: TransportError.self) { try grounds["MAIN"].sync(over: line) }
    #expect(try grounds.barcodes("MAIN") == ["1", "2", "3"])
    let report = try grounds.sync("MAIN", "EAST")
    #expect(report.received.segments == 2 && report.received.commits == 2 && report.digestsAreEqual == true)
    #expect(try grounds.barcodes("MAIN") == ["1", "2", "3", "4", "5"])
  }

  @Test func `a damaged segment is refused, and what does not build upon it is merged`() throws {
    let grounds = try Grounds()
    try grounds.found("MAIN")
    for name in ["EAST", "WEST"] {
      try grounds.join(name, by: "MAIN")
      try grounds.sync(name, "MAIN")
    }
    var segments: [[UInt8]] = []
    for name in ["EAST", "WEST"] {
      for barcode in 1...3 {
        try grounds.scan(name, "\(name) \(barcode)")
        try grounds[name].seal()
      }
      let log = LogName(LogID(writer: try grounds[name].writer, lane: .circulation))
      try grounds[name].segments(for: [Want(log: log, after: 0)]) { segments.append($0) }
    }
    segments[1][segments[1].count - 1] ^= 1
    let receptions = try grounds["MAIN"].receive(all: segments)
    #expect(receptions.count == 6)
    #expect(receptions[0] == .success(.applied(commits: 1)))
    guard case .failure(let refusal) = receptions[1], case .success(.held) = receptions[2] else {
      Issue.record("\(receptions)")
      return
    }
    #expect(!refusal.code.isEmpty)
    #expect(receptions[3...].allSatisfy { $0 == .success(.applied(commits: 1)) })
    #expect(try grounds.barcodes("MAIN") == ["EAST 1", "WEST 1", "WEST 2", "WEST 3"])
  }

  @Test func `what comes slowly is handed over as it comes, what comes quickly together`() {
    let second: Int64 = 1_000
    var gathering = Gathering(atMilliseconds: 0)
    func isDue(_ segment: [UInt8], _ milliseconds: Int64) -> Bool {
      gathering.add(segment, atMilliseconds: milliseconds)
    }
    func taken() -> [[UInt8]] { gathering.take() }
    #expect(!isDue([1], 0))
    #expect(!isDue([2], second))
    #expect(isDue([3], Limits.gatheringMilliseconds))
    #expect(taken() == [[1], [2], [3]])
    // Merging took its time, in which the line filled up.
    gathering.handedOver(atMilliseconds: 9 * second)
    #expect(!isDue([4], 9 * second))
    #expect(isDue([UInt8](repeating: 0, count: Limits.groupPackedBytes), 9 * second))
    #expect(taken().count == 2)
    gathering.handedOver(atMilliseconds: 10 * second)
    #expect(isDue([5], 40 * second))
    #expect(taken() == [[5]])
    #expect(taken() == [])
  }
}

/// A network that works at random, sometimes with a whole machine copied and a branch that nobody heard of; and
/// two readers that are the same, one of which takes what the others wrote one by one.
private final class ReadersWorld {
  private let grounds: Grounds
  private let seed: Int
  private var dice: LivesDice
  private var names = ["MAIN", "EAST", "WEST"]
  private let item: RecordID
  private var count = 0

  init(seed: Int) throws {
    self.seed = seed
    dice = LivesDice(seed)
    grounds = try Grounds()
    for name in ["EAST", "IMAGE", "READER", "TWIN"] { grounds.use(ClonedDisk(), for: name) }
    try grounds.found("MAIN")
    let bib = try grounds["MAIN"].perform(.addBib(leader: "00000nam a2200000 a 4500", fields: []), staff: "ann")
    item = try grounds["MAIN"].perform(
      .addItem(bib: bib.answer, [FieldValue(ItemField.barcode, .text("31"))]), staff: "ann"
    ).answer
    for card in ["21", "22"] {
      _ = try grounds["MAIN"].perform(.addPatron([FieldValue(PatronField.card, .text(card))]), staff: "ann")
    }
    for name in ["EAST", "WEST", "READER"] { try grounds.join(name, by: "MAIN") }
    try grounds.settle(["MAIN", "EAST", "WEST", "READER"])
    try grounds.copy("READER", to: "TWIN")
    if dice.roll(2) == 0 {
      try grounds.copy("EAST", to: "IMAGE")
      names.append("IMAGE")
    }
    if dice.roll(2) == 0 {
      try grounds.join("LATE", by: "MAIN")
      try grounds.sync("LATE", "MAIN")
      names.append("LATE")
    }
  }

  func step() throws {
    let name = names[dice.roll(names.count)]
    switch dice.roll(8) {
    case 0...3: try work(name)
    case 4, 5: try grounds[name].sealIfDue()
    default:
      let peer = names[dice.roll(names.count)]
      if peer != name { try grounds.sync(name, peer) }
    }
  }

  private func work(_ name: String) throws {
    count += 1
    grounds.clock.seconds += 60
    let replica = try grounds[name]
    let card = dice.roll(2) == 0 ? "21" : "22"
    do {
      switch dice.roll(6) {
      case 0, 1: _ = try replica.perform(.checkout(.init(barcode: "31", card: card)), staff: "ann")
      case 2: _ = try replica.perform(.checkin(.init(barcode: "31")), staff: "ann")
      case 3: _ = try replica.perform(.inventory(barcode: "x\(count)", location: nil), staff: "ann")
      case 4:
        let text = FieldValue(ItemField.callNumber, .text("\(count)"))
        _ = try replica.perform(.setItem(item, [text], settles: []), staff: "ann")
      default: _ = try replica.perform(.addBranch(code: "B\(count)", name: "", kind: "branch"), staff: "ann")
      }
    } catch is DeskError {
      // Lent already, or not lent: then nothing happens.
    }
  }

  /// All segments of all, in some order, with some that were damaged on the way, and again.
  private func arrivals() throws -> [[UInt8]] {
    var segments: [[UInt8]] = []
    for name in names {
      let replica = try grounds[name]
      try replica.seal()
      let wants = try replica.standing().heads.keys.sorted().map { Want(log: $0, after: 0) }
      try replica.segments(for: wants) { if !segments.contains($0) { segments.append($0) } }
    }
    let whole = segments
    if dice.roll(2) == 0 { segments.shuffle(using: &dice) }
    for _ in 0..<dice.roll(4) {
      var damaged = whole[dice.roll(whole.count)]
      damaged[dice.roll(damaged.count)] ^= 1
      segments.insert(damaged, at: dice.roll(segments.count))
    }
    return segments + whole
  }

  func read() throws {
    var arrivals = try arrivals()[...]
    let (alone, together) = (try grounds["READER"], try grounds["TWIN"])
    #expect(alone.writer == together.writer, "seed \(seed)")
    while !arrivals.isEmpty {
      let segments = Array(arrivals.prefix(1 + dice.roll(12)))
      arrivals = arrivals.dropFirst(segments.count)
      let receptions: [Result<Reception, ReceiveError>] = try segments.map { segment in
        do {
          return .success(try alone.receive(segment))
        } catch let refusal as ReceiveError {
          return .failure(refusal)
        }
      }
      #expect(try together.receive(all: segments) == receptions, "seed \(seed)")
      try expectSame(alone, together)
      guard dice.roll(4) == 0 else { continue }
      grounds.clock.seconds += 60
      let told = try [alone, together].map {
        try $0.perform(.inventory(barcode: "31", location: nil), staff: "ann").acknowledgements
      }
      #expect(told[0] == told[1], "seed \(seed)")
    }
    for replica in [alone, together] {
      try replica.store.checkInvariants()
      let (before, after) = try replica.rebuild()
      #expect(before == after, "seed \(seed)")
    }
  }

  private func expectSame(_ alone: Replica, _ together: Replica) throws {
    let standings = try [alone, together].map { replica in
      try replica.store.read { reader in
        Standing(
          frontier: try reader.frontier(), digests: try reader.digests(), held: try reader.heldCount(),
          alarms: try reader.alarms().map(\.text), paused: try reader.pausedLogs())
      }
    }
    #expect(standings[0] == standings[1], "seed \(seed)")
    #expect(
      try alone.reviews(includesResolved: true) == together.reviews(includesResolved: true), "seed \(seed)")
  }

  private struct Standing: Equatable {
    let frontier: Frontier
    let digests: StateDigests
    let held: Int
    let alarms: [String]
    let paused: [LogID: String]
  }
}
