import Testing

@testable import CatchwordSimulation

/// What an exchange meets follows from the lines, the plan's faults and the stream alone.
@Suite struct WireOrdealTests {
  static func ordeal(
    _ change: (inout Lines) -> Void, isPush: Bool = true, seed: UInt64 = 7
  ) -> Ordeal {
    var lines = Lines()
    change(&lines)
    return Ordeal(&lines, from: "east", to: "main", isPush: isPush, Stream(seed: seed))
  }

  @Test func `a sound line only takes its time`() {
    let ordeal = Self.ordeal { _ in }
    #expect(ordeal.words == nil)
    #expect(ordeal.request == .passes && ordeal.answer == .passes)
    #expect((5...40).contains(ordeal.requestDelayMilliseconds))
  }

  @Test func `the same stream gives the same ordeal`() {
    let bad: (inout Lines) -> Void = { lines in
      var quality = Lines.Quality()
      quality.lossPerMille = 300
      quality.corruptPerMille = 300
      quality.truncatePerMille = 300
      lines.setQuality(quality, "east", "main")
      lines.setQuality(quality, "main", "east")
    }
    for seed in UInt64(0)..<200 {
      #expect(Self.ordeal(bad, seed: seed) == Self.ordeal(bad, seed: seed))
    }
    #expect(Set((UInt64(0)..<200).map { Self.ordeal(bad, seed: $0).words ?? "" }).count > 4)
  }

  @Test func `a planned fault is met once, after the sound exchanges before it`() {
    var lines = Lines()
    lines.plan(.lostReply, skipping: 2, "east", "main")
    let fates = (0..<4).map { _ in
      Ordeal(&lines, from: "east", to: "main", isPush: false, Stream(seed: 1)).answer
    }
    #expect(fates == [.passes, .passes, .lost, .passes])
  }

  @Test func `a cut one way lets requests pass and no answer`() {
    #expect(Self.ordeal { $0.cut("main", "east") }.answer == .lost)
    #expect(Self.ordeal { $0.cut("main", "east") }.request == .passes)
    #expect(Self.ordeal { $0.cut("east", "main") }.request == .refused)
  }

  @Test func `only what is large is too large`() {
    let plan: (inout Lines) -> Void = { $0.plan(.tooLarge, skipping: 0, "east", "main") }
    #expect(Self.ordeal(plan, isPush: true).request == .answered(.tooLarge))
    #expect(Self.ordeal(plan, isPush: false).request == .passes)
  }

  @Test(arguments: LineFault.allCases.filter { $0 != .badCertificate })
  func `every fault of a line does something`(fault: LineFault) {
    let ordeal = Self.ordeal { $0.plan(fault, skipping: 0, "east", "main") }
    #expect(ordeal.words != nil)
    #expect(ordeal.corrupts == [.corrupt, .corruptReply].contains(fault))
  }
}
