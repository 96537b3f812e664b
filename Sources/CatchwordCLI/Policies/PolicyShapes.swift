import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordPolicies

/// `policy-check`: whether a file is accepted, and if not, why.
struct PolicyCheckShape: Encodable {
  struct Finding: Encodable {
    @OrNull var line: Int?
    let place: String
    let code: String
    let text: String
  }

  let file: String
  let accepted: Bool
  @OrNull var hash: String?
  let findings: [Finding]

  init(_ file: String, _ reading: PolicyFile.Reading, hash: String?) {
    self.file = file
    accepted = reading.policy != nil
    findings = reading.findings.map {
      Finding(line: $0.line, place: $0.place, code: $0.code, text: $0.text)
    }
    self.hash = hash
  }
}

struct PolicyLoadShape: Encodable {
  let hash: String
  let dryRun: Bool
  @OrNull var id: String?
  let acknowledged: [AcknowledgementShape]

  private enum CodingKeys: String, CodingKey {
    case hash
    case dryRun = "dry_run"
    case id
    case acknowledged
  }
}

struct PolicyHistoryShape: Encodable {
  struct Entry: Encodable {
    let id: String
    let hash: String
    let loaded: String
    let branch: String
    let staff: String
    let reason: String
    let readable: Bool
    let inForce: Bool

    init(_ loaded: LoadedPolicy) {
      id = loaded.fact.description
      hash = loaded.hash.word.hex
      self.loaded = Moment.text(loaded.loadedAt)
      branch = loaded.branch
      staff = loaded.staff
      reason = loaded.reason
      readable = loaded.policy != nil
      inForce = loaded.isInForce
    }

    private enum CodingKeys: String, CodingKey {
      case id, hash, loaded, branch, staff, reason, readable
      case inForce = "in_force"
    }
  }

  let policies: [Entry]
}

/// The policy in force, as its file and in figures.
struct PolicyShape: Encodable {
  @OrNull var id: String?
  let hash: String
  let name: String
  let currency: String
  let rules: Int
  let categories: [String]
  let branches: [String]
  let toml: String

  init(_ inForce: PolicyInForce) {
    let policy = inForce.policy
    hash = PolicyText.hash(of: policy)
    name = policy.name.text
    currency = policy.currency.code.text
    rules = policy.rules.count
    categories = policy.categories.map(\.code).sorted().map(\.text)
    branches = policy.branches.map(\.code).sorted().map(\.text)
    toml = PolicyFile.toml(policy)
    id = inForce.fact?.description
  }
}

/// Which rule decides, and on what.
struct PolicyChoiceShape: Encodable {
  struct Money: Encodable {
    let amountMinor: Int64
    let currency: String

    private enum CodingKeys: String, CodingKey {
      case amountMinor = "amount_minor"
      case currency
    }
  }

  struct Rule: Encodable {
    let number: Int
    let categories: [String]
    let itemTypes: [String]
    let branches: [String]

    init(_ index: Int, of policy: Policy) {
      let rule = policy.rules[index]
      number = index + 1
      categories = rule.categories.map(\.text)
      itemTypes = rule.itemTypes.map(\.text)
      branches = rule.branches.map(\.text)
    }

    private enum CodingKeys: String, CodingKey {
      case number, categories, branches
      case itemTypes = "item_types"
    }
  }

  @OrNull var policy: String?
  @OrNull var category: String?
  @OrNull var itemType: String?
  let branch: String
  let loan: String
  @OrNull var days: Int64?
  let termEnds: [String]
  @OrNull var renewals: Int64?
  let finePerDay: Money
  let holds: Bool
  @OrNull var rule: Rule?
  let beaten: [Rule]
  @OrNull var loanLimit: Int64?

  init(_ asked: PolicyQuestion, _ choice: Policy.Choice, _ inForce: PolicyInForce) {
    let terms = choice.terms
    branch = asked.branch.text
    var days: Int64?
    switch terms.period {
    case .notForLoan: loan = "no"
    case .term: loan = "term"
    case .days(let count): (loan, days) = ("days", count)
    }
    termEnds = terms.termEnds.map(\.description)
    finePerDay = Money(
      amountMinor: terms.finePerDay, currency: inForce.policy.currency.code.text)
    holds = terms.areHoldsAllowed
    beaten = choice.beaten.map { Rule($0, of: inForce.policy) }
    policy = inForce.fact?.description
    category = asked.category?.text
    itemType = asked.itemType?.text
    self.days = days
    renewals = terms.renewals
    rule = choice.rule.map { Rule($0, of: inForce.policy) }
    loanLimit = inForce.policy.limits(of: asked.category).loans
  }

  private enum CodingKeys: String, CodingKey {
    case policy, category, branch, loan, days, renewals, holds, rule, beaten
    case itemType = "item_type"
    case termEnds = "term_ends"
    case finePerDay = "fine_per_day"
    case loanLimit = "loan_limit"
  }
}
