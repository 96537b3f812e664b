import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordSimulation
import Testing

/// Segments that arrive together are there together or not at all, wherever the power fails meanwhile; and when
/// they come again, all of them are there.
@Suite struct GroupCrashTests {
  private let disk: SimulatedDisk
  private let machine: Machine
  /// The reader's disk before anything arrived.
  private let image: DiskImage
  private let segments: [[UInt8]]
  private let before: Frontier

  init() throws {
    let room = "/simulated/groups-\(UInt64.random(in: .min ... .max))/"
    let machines = ["main", "reader"].map { name in
      Machine(
        disk: SimulatedDisk(host: name, room: room, place: name),
        clock: SimulatedClock(TrueTime(), name: name, isSynchronized: true),
        entropy: SeededEntropy(Stream(seed: 1, named: name)))
    }
    machine = machines[1]
    disk = try #require(machine.disk as? SimulatedDisk)
    let main = try Replica.found(
      at: room + "main", branch: "MAIN", branchName: "Main", network: "Valley", on: machines[0])
    let invitation = try main.invite(at: "simulated:main", role: "branch", for: "READER")
    let reader = ReplicaEngine(
      try Replica.join(invitation, at: disk.folder, branch: "READER", branchName: "Reader", on: machine))
    try main.seal()
    for reception in try reader.receive(all: Self.all(of: main)) { _ = try reception.get() }
    before = try reader.frontierAndDigests().frontier
    reader.close()
    image = disk.snapshot()
    let bib = try main.perform(.addBib(leader: "00000nam a2200000 a 4500", fields: []), staff: "ann")
    _ = try main.perform(
      .addItem(bib: bib.answer, [FieldValue(ItemField.barcode, .text("31"))]), staff: "ann")
    for _ in 0..<4 {
      _ = try main.perform(.inventory(barcode: "31", location: nil), staff: "ann")
      try main.seal()
    }
    segments = try Self.all(of: main)
    ReplicaEngine(main).close()
  }

  private static func all(of replica: Replica) throws -> [[UInt8]] {
    var segments: [[UInt8]] = []
    let wants = try replica.standing().heads.keys.sorted().map { Want(log: $0, after: 0) }
    try replica.segments(for: wants) { segments.append($0) }
    return segments
  }

  private func opened() throws -> ReplicaEngine {
    ReplicaEngine(try Replica.open(at: disk.folder, on: machine))
  }

  private func standing(_ engine: ReplicaEngine) throws -> Standing {
    let (frontier, digests) = try engine.frontierAndDigests()
    return Standing(frontier: frontier, digests: digests)
  }

  private struct Standing: Equatable {
    let frontier: Frontier
    let digests: StateDigests
  }

  /// - Returns: how many calls of the disk it takes, and what stands then.
  private func undisturbed() throws -> (calls: UInt64, after: Standing) {
    disk.assign(image)
    let engine = try opened()
    defer { engine.close() }
    let begun = disk.callCount
    for reception in try engine.receive(all: segments) { _ = try reception.get() }
    let calls = disk.callCount - begun
    let after = try standing(engine)
    #expect(segments.count >= 6 && after.frontier != before)
    return (calls, after)
  }

  @Test func `segments that arrive together cost the disk less than half`() throws {
    let (calls, after) = try undisturbed()
    disk.assign(image)
    let engine = try opened()
    let begun = disk.callCount
    for segment in segments { _ = try engine.replica.receive(segment) }
    #expect(2 * calls < disk.callCount - begun)
    #expect(try standing(engine) == after)
    engine.close()
  }

  @Test(arguments: [SimulatedDisk.Fault.cutAfter, .tear, .fail])
  func `a fault at any call leaves a group whole or not there`(fault: SimulatedDisk.Fault) throws {
    let (calls, after) = try undisturbed()
    let damages = SimulatedDisk.Damage.allCases
    for round in Effort.seeds(1) {
      for call in 1...calls {
        disk.assign(image)
        let engine = try opened()
        disk.plan(fault, call: call, isForGood: false, seed: round << 32 | call)
        let wasTold = (try? engine.receive(all: segments)) != nil
        engine.close()
        disk.cutPower()
        disk.restorePower(damages[Int((call + round) % UInt64(damages.count))], seed: round << 32 | call)
        disk.clearFaults()
        let again = try opened()
        let found = try again.frontierAndDigests().frontier
        #expect(found == after.frontier || (found == before && !wasTold), "call \(call)")
        for reception in try again.receive(all: segments) { _ = try reception.get() }
        #expect(try standing(again) == after, "call \(call)")
        try again.checkInvariants()
        again.close()
      }
    }
  }
}
