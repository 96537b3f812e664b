import Catchword
import CatchwordCore
import CatchwordLibrary
import Testing

@testable import CatchwordSimulation

@Suite struct PolicyDerivingTests {
  private let parted = """
    domain board
    branches hill lake
    post hill dance "Dance"
    sync lake hill
    cut hill lake
    post hill dance "Dance on Friday"
    post lake dance "Dance at the mill"
    settle
    """

  private func rows(
    _ story: String, _ policy: any ConflictPolicy
  ) throws -> (rows: [DerivedRow], reviews: [ReviewItem]) {
    try BoardVillage.play(story, domain: .board(deciding: policy)) { run in
      #expect(run.failure == nil)
      try run.checkEverything()
      let engine = try #require(run.hosts[1].engine)
      return (
        try engine.read { try $0.everyRow(table: DecisionColumn.tableName) }, try engine.reviews()
      )
    }
  }

  @Test func `a combined value is shown, and nobody has to look`() throws {
    let (rows, reviews) = try rows(parted, UnionOfWords())
    #expect(reviews.isEmpty)
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect(row.values[DecisionColumn.text] == .text("Dance Friday at mill on the"))
    #expect(row.values[DecisionColumn.outcome] == .text("combined"))
    #expect(row.values[DecisionColumn.isReviewed] == .integer(0))
  }

  @Test func `what goes to review is listed with all sides and the policy's reason`() throws {
    let (rows, reviews) = try rows(parted, KeepLongest())
    let item = try #require(reviews.first)
    #expect(item.severity == .c)
    #expect(
      Set(item.sides.map(\.value)) == [.text("Dance on Friday"), .text("Dance at the mill")])
    #expect(item.proposal.contains("the longest text says most"))
    #expect(rows.first?.values[DecisionColumn.text] == .text("Dance at the mill"))
  }

  @Test func `a policy may let a deletion stand, while the engine keeps the record`() throws {
    struct DeletionWins: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        let shown = conflict.sides.filter(\.deletesRecord).max() ?? conflict.greatest
        return .showing(
          shown, review: conflict.contradicts(shown) ? .a : nil, owner: "HILL",
          because: "what is gone is gone")
      }
    }
    let story = """
      domain board
      branches hill lake
      post hill goat "Goat lost"
      sync lake hill
      cut hill lake
      takedown hill goat
      move lake goat left
      settle
      expect title goat "Goat lost"
      """
    let (rows, reviews) = try rows(story, DeletionWins())
    #expect(rows.first?.values[DecisionColumn.outcome] == .text("deletion"))
    #expect(reviews.map(\.owner) == ["HILL"])
    #expect(reviews.first?.sides.map(\.text) == ["\"left\"", "It was deleted."])
    #expect(reviews.first?.field == 0)
  }

  @Test func `an answer that cannot be used stops the replica, and says whose answer it was`() throws {
    struct Mute: ConflictPolicy {
      func decide(_ conflict: FieldConflict) -> PolicyDecision {
        .showing(conflict.greatest, because: "")
      }
    }
    let failure = try BoardVillage.play(parted, domain: .board(deciding: Mute())) { $0.failure }
    #expect(failure?.text.contains("the policy's answer cannot be used") == true)
  }

  @Test func `a policy decides over the library's schema as well, and its items give way`() throws {
    let schema = LibrarySchema.current
    let hashing = Hashing { bytes in ContentHash(Word256(bytes: Self.padded(bytes)) ?? .zero) }
    let deriving = PolicyDeriving(
      KeepLongest(), over: schema, base: LibraryDeriving(hashing: hashing), hashing: hashing)
    let domain = Domain(schema: deriving.schema, deriving: deriving)
    let kit = DomainKit(name: "library", domain: domain)
    let story = """
      branches main east
      item 31234 "Moby-Dick" at main
      cut main east
      describe main 31234 call-number "FIC"
      describe east 31234 call-number "FIC MEL"
      settle
      """
    let reviews = try BoardVillage.play(story, domain: kit) { run in
      #expect(run.failure == nil)
      return try #require(run.hosts[0].engine).reviews()
    }
    #expect(reviews.map(\.conflictCase) == [0])
    #expect(reviews.first?.sides.count == 2)
  }

  /// A stand-in for a hash that tells different things apart here: their last bytes.
  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    Array((Array(repeating: 0, count: 32) + bytes).suffix(32))
  }
}
