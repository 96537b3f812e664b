/// Everything that a network of libraries decides about lending, as one value with a hash.
///
/// A version is loaded as a fact and never changed; what was done names the version it was done
/// under. Money is in minor units of one currency. `canonical()` puts every list in order; canonical
/// policies are equal where their bytes are.
package struct Policy: Hashable, Sendable {
  package var name: ExactText = ""
  package var currency = Currency(code: "USD", digits: 2)
  /// Types of items that rules may name; empty: any.
  package var itemTypes: [ExactText] = []
  /// Where no rule says otherwise.
  package var base: LendingTerms
  package var rules: [LendingRule] = []
  /// For patrons of no declared category.
  package var limits = PatronLimits()
  package var categories: [PatronCategory] = []
  /// Whether a loan ends with the borrower's card at the latest.
  package var endsWithCard = false
  package var holds = HoldRules()
  package var floating: [FloatingGroup] = []
  package var travel = TravelTimes()
  package var juveniles = JuvenileRules()
  /// Days for which a closed loan keeps its patron; nil: for ever.
  package var retentionDays: Int64?
  /// Claims that something came back which a patron may make; nil: without limit.
  package var claimsReturned: Int64?
  /// Days within which what was paid for a lost item is given back.
  package var lostRefundDays: Int64 = 0
  package var branches: [PolicyBranch] = []

  package init(base: LendingTerms) { self.base = base }
}

/// A currency by its code in ISO 4217, and how many digits its minor units have.
package struct Currency: Hashable, Sendable {
  package var code: ExactText
  package var digits: Int64

  package init(code: ExactText, digits: Int64) {
    self.code = code
    self.digits = digits
  }

  /// An amount for people: `USD 0.25`.
  package func text(_ minorUnits: Int64) -> String {
    var scale: UInt64 = 1
    for _ in 0..<max(0, min(digits, 4)) { scale *= 10 }
    let (whole, rest) = minorUnits.magnitude.quotientAndRemainder(dividingBy: scale)
    let sign = minorUnits < 0 ? "-" : ""
    guard scale > 1 else { return "\(code) \(sign)\(whole)" }
    return "\(code) \(sign)\(whole)." + String(String(scale + rest).dropFirst())
  }
}

/// How long holds live.
package struct HoldRules: Hashable, Sendable {
  /// Days for which something waits on the shelf.
  package var shelfDays: Int64 = 7
  /// Days after which a hold lapses; nil: never.
  package var expiryDays: Int64?
  /// Days after which what a device knows is too old to trap on the spot: it asks instead.
  package var staleTrapDays: Int64 = 2

  package init() {}
}

/// Branches among which items stay where they come back, instead of going home.
package struct FloatingGroup: Hashable, Sendable {
  package var name: ExactText
  /// Ascending, each once; at least two.
  package var branches: [ExactText]
  /// Empty: all types. Ascending, each once.
  package var itemTypes: [ExactText] = []
  /// Items of one title that a branch keeps; more are proposed to be moved. Nil: without bound.
  package var itemsPerTitle: Int64?

  package init(_ name: ExactText, _ branches: [ExactText]) {
    self.name = name
    self.branches = branches
  }
}

/// How soon one item can be in two branches' hands (case 2).
package struct TravelTimes: Hashable, Sendable {
  package struct Pair: Hashable, Sendable {
    /// The lesser code.
    package var first: ExactText
    package var second: ExactText
    package var minutes: Int64

    package init(_ a: ExactText, _ b: ExactText, minutes: Int64) {
      (first, second) = a < b ? (a, b) : (b, a)
      self.minutes = minutes
    }
  }

  package var minutes: Int64 = LoanRule.minimumTravelSeconds / 60
  package var pairs: [Pair] = []

  package init() {}

  /// - Returns: 0 for one and the same branch.
  package func seconds(between a: ExactText, and b: ExactText) -> Int64 {
    if a == b { return 0 }
    let pair = pairs.first { $0.first == min(a, b) && $0.second == max(a, b) }
    return (pair?.minutes ?? minutes) * 60
  }
}

extension Policy {
  /// What holds while a network has loaded none: 21 days, renewed as often as anybody likes.
  package static let standard: Policy = {
    var policy = Policy(base: LendingTerms(.days(LoanRule.days)))
    policy.name = "Standard policy"
    return policy
  }()
}
