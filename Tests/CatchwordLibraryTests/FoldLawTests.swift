import CatchwordCore
import CatchwordLibrary
import Testing

/// Laws of the fold over random histories of three branches with bad clocks.
@Suite struct FoldLawTests {
  @Test func `six hundred random histories keep the laws whatever the order of arrival`() throws {
    for seed in UInt64(1)...600 {
      var random = SplitMix(seed: seed)
      let net = try TestNetwork(seed.isMultiple(of: 2) ? [1, 2, 3] : [3, 1, 2])
      try play(net, &random)
      if seed.isMultiple(of: 10) { try net.sync() } else { try net.exchange() }
      let facts = net.main.facts.values.sorted { $0.id < $1.id }
      let view = try #require(try net.main.record(kind: LibraryKind.item, net.item))
      let profile = ItemProfile(view)
      let fold = { (facts: [PlacedFact]) in
        CirculationFold.fold(facts, of: profile, subject: net.subject, hashing: testHashing)
      }
      let state = fold(facts)
      for _ in 0..<3 {
        #expect(fold(facts.shuffled(using: &random)) == state, "seed \(seed)")
      }
      try check(state, facts, seed: seed)
    }
  }

  private func play(_ net: TestNetwork, _ random: inout SplitMix) throws {
    let drift = net.replicas.map { _ in Int64.random(in: -3...3, using: &random) * 26 * 3600 }
    for step in Int64(0)..<Int64.random(in: 2...12, using: &random) {
      let index = Int.random(in: 0..<3, using: &random)
      let replica = net.replicas[index]
      let time =
        at(step / 4, 9 + step % 8, Int64.random(in: 0..<60, using: &random))
        + (Bool.random(using: &random) ? drift[index] : 0)
      let actions: [DeskAction] = [
        .checkout(.init(barcode: "31234", card: "p1", override: "x")),
        .checkout(.init(barcode: "31234", card: "p2", override: "x")),
        .checkout(.init(barcode: "31234", card: "p3", override: "x")),
        .checkin(.init(barcode: "31234")), .checkin(.init(barcode: "31234")),
        .renew(.init(barcode: "31234", presence: .remote)),
        .renew(.init(barcode: "31234", presence: .present)),
        .inventory(barcode: "31234", location: nil), .inHouseUse(barcode: "31234"),
        .mark(.missing, barcode: "31234", reason: nil), .mark(.lost, barcode: "31234", reason: nil),
        .mark(.withdrawn, barcode: "31234", reason: nil),
        .mark(.deleted, barcode: "31234", reason: nil),
        .undo(.init(.last(barcode: "31234"), reason: "x")),
      ]
      let action = actions[Int.random(in: 0..<actions.count, using: &random)]
      do {
        try replica.perform(action, at: time)
      } catch is DeskError {}
      let other = net.replicas[Int.random(in: 0..<3, using: &random)]
      if other !== replica && Bool.random(using: &random) { try other.merge(replica) }
      let reviews = replica.derivations[net.subject]?.reviews ?? []
      if let review = reviews.first(where: { !$0.isResolved }), Bool.random(using: &random) {
        try replica.resolve(review, keep: Bool.random(using: &random) ? "A" : "B")
      }
    }
  }

  private func check(_ state: CirculationState, _ facts: [PlacedFact], seed: UInt64) throws {
    let order = FoldOrder.sorted(facts).compactMap(CirculationFact.init)
    let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.id, $0) })
    #expect(state.loans.filter { $0.standing == .open }.count <= 1, "seed \(seed)")
    for loan in state.loans {
      guard let closer = order.first(where: { $0.id == loan.closedBy }),
        closer.action == .checkin, let named = closer.loan
      else { continue }
      // The loan it names, or an earlier one; a second checkout to one borrower is an alias.
      let limit = try #require(place[named])
      let start = try #require(place[loan.id])
      #expect(start <= limit, "seed \(seed): a check-in closed a later loan")
    }
    let voids = order.filter { $0.action == .void }
    let undone = Set(voids.compactMap(\.target))
    for id in undone where !voids.contains(where: { undone.contains($0.id) }) {
      let isOverruled = state.reviews.contains { $0.conflictCase == 101 && $0.isResolved }
      let decided = order.contains { $0.action == .resolve }
      #expect(
        isOverruled || decided || !state.loans.contains { $0.id == id || $0.closedBy == id },
        "seed \(seed): an undone scan still counts")
    }
    let ids = state.reviews.map(\.id)
    #expect(Set(ids).count == ids.count, "seed \(seed): a conflict stands twice")
  }
}
