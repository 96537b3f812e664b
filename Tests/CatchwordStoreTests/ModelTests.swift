import CatchwordCore
import CatchwordStore
import Testing

struct ModelTests {
  @Test func `a store equals the in-memory fold of its commits after every step`() throws {
    for seed in 0..<60 {
      let world = try RandomWorld(seed: seed, members: 2)
      for _ in 0..<25 { try world.step() }
    }
  }

  @Test(arguments: 0..<4)
  func `replicas that hold the same commits show the same`(part: Int) throws {
    for seed in (1_000 + part * 40)..<(1_040 + part * 40) {
      let world = try RandomWorld(seed: seed, members: 3)
      for _ in 0..<20 { try world.step() }
      try world.settle()
      let first = world.members[0].replica
      for index in world.members.indices {
        try world.check(index)
        let member = world.members[index].replica
        #expect(try member.frontier() == first.frontier(), "seed \(seed)")
        #expect(try member.digests() == first.digests(), "seed \(seed)")
      }
      let before = try first.digests()
      #expect(try first.store.rebuild(decode: TestWire.decode) == before, "seed \(seed)")
      #expect(try first.store.rederive() == before, "seed \(seed)")
    }
  }
}
