import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct PolicyBytesTests {
  @Test func `what is written is read again, and equal policies are equal bytes`() throws {
    for seed in UInt64(1)...200 {
      var random = SplitMix(seed: seed)
      let policy = Policy.random(&random)
      let bytes = policy.bytes
      let again = try Policy(bytes: bytes)
      #expect(again == policy.canonical(), "seed \(seed)")
      #expect(again.bytes == bytes, "seed \(seed)")
      var shuffled = policy
      shuffled.rules.shuffle(using: &random)
      shuffled.branches.shuffle(using: &random)
      shuffled.categories.shuffle(using: &random)
      shuffled.itemTypes.shuffle(using: &random)
      #expect(shuffled.bytes == bytes, "seed \(seed)")
      #expect(shuffled.canonical() == again, "seed \(seed)")
      let other = Policy.random(&random)
      #expect((other.canonical() == again) == (other.bytes == bytes), "seed \(seed)")
    }
  }

  @Test func `damaged bytes are refused, wherever the damage is`() throws {
    var random = SplitMix(seed: 3)
    let bytes = Policy.random(&random).bytes
    for length in 0..<bytes.count {
      #expect(throws: PolicyError.self) { try Policy(bytes: Array(bytes.prefix(length))) }
    }
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        #expect(throws: PolicyError.self) { try Policy(bytes: damaged) }
      }
    }
    #expect(throws: PolicyError.self) { try Policy(bytes: bytes + [0]) }
    #expect(throws: PolicyError.unknownForm(2)) { try Policy(bytes: [2] + bytes.dropFirst()) }
  }

  @Test func `bytes with a right sum and a wrong meaning are refused or written again alike`() throws {
    var random = SplitMix(seed: 11)
    let bytes = Array(Policy.random(&random).bytes.dropLast(8))
    for _ in 0..<3_000 {
      var forged = bytes
      for _ in 0...Int(random.next() % 3) {
        forged[1 + Int(random.next() % UInt64(forged.count - 1))] = UInt8(truncatingIfNeeded: random.next())
      }
      let sum = forged.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      forged += (0..<8).map { UInt8(truncatingIfNeeded: sum >> UInt64(56 - 8 * $0)) }
      if let policy = try? Policy(bytes: forged) {
        #expect(policy.bytes == forged && policy.faults().isEmpty)
      }
    }
  }

  @Test func `a policy with a fault cannot be loaded`() throws {
    var policy = Policy.standard
    policy.base.finePerDay = -1
    #expect(throws: PolicyError.self) { try Policy(bytes: policy.bytes) }
    policy.base.finePerDay = 0
    policy.base.period = .days(.max)
    #expect(throws: PolicyError.self) { try Policy(bytes: policy.bytes) }
    #expect(throws: PolicyError.self) {
      try PolicyEdit.load(policy, reason: "", branch: "MAIN", id: RecordID(space: .source("x"), number: 1))
    }
  }

  @Test func `the standard policy does what was always done`() throws {
    let standard = try Policy(bytes: Policy.standard.bytes)
    #expect(standard == Policy.standard.canonical())
    let choice = standard.choice(category: "ADULT", itemType: nil, branch: "MAIN")
    let reckoning = DueReckoning(
      terms: choice.terms, calendar: standard.calendar(of: "MAIN"), cardEnds: nil, usual: .standard)
    for day in stride(from: Int64(20_000), to: 21_000, by: 7) {
      let today = CivilDate(day: day)
      #expect(reckoning.due(lentOn: today) == DueDecision(LoanRule.due(lentOn: today), .standard))
      for due in [nil, today.adding(days: -3), today.adding(days: 30)] {
        #expect(
          reckoning.due(renewedOn: today, until: due)
            == DueDecision(LoanRule.due(renewedOn: today, until: due), .standard))
      }
    }
  }
}
