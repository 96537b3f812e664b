import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordPolicies

struct PolicyShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the policy in force, or which rule decides a lending, and why.",
    discussion: """
      A rule that names the branch beats one that names a branch above it, which beats one that names \
      none; then one that names the patron's category; then one that names the item's type.

      Examples:
        catchword policy show
        catchword policy show --toml > valley.toml
        catchword policy show --for ADULT --item-type DVD --branch EAST
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Print the whole policy as its file.") var toml = false
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Ask for this category of patrons.", valueName: "category"))
  var category: String?
  @Option(help: ArgumentHelp("Ask for this type of items.", valueName: "type"))
  var itemType: String?
  @Option(help: ArgumentHelp("Ask for this branch (default: this one).", valueName: "code"))
  var branch: String?

  func run() throws {
    let replica = try workplace.openReplica()
    let inForce = try replica.policyInForce()
    if category == nil, itemType == nil, branch == nil {
      return show(inForce, try replica.stops(from: replica.today(), most: 3))
    }
    let asked = PolicyQuestion(
      category: category.map { ExactText($0) }, itemType: itemType.map { ExactText($0) },
      branch: ExactText(branch ?? replica.branch))
    let answer = asked.answer(by: inForce.policy)
    if workplace.json {
      let shape = PolicyChoiceShape(asked, answer, inForce)
      return Console.say(JSON.text(Answer("policy-show", shape)))
    }
    for line in PolicyText.lines(asked, answer, inForce.policy) { Console.say(line) }
  }

  private func show(_ inForce: PolicyInForce, _ stops: [StopCard]) {
    let policy = inForce.policy
    if workplace.json {
      return Console.say(JSON.text(Answer("policy-show", PolicyShape(inForce))))
    }
    if toml {
      var text = PolicyFile.toml(policy)
      if text.hasSuffix("\n") { text.removeLast() }
      return Console.say(text)
    }
    let name = policy.name.text.isEmpty ? "The policy in force" : policy.name.text
    let version = PolicyText.hash(of: policy).prefix(12)
    Console.say("\(name): \(PolicyText.counts(policy)); version \(version).")
    Console.say("Where no rule applies: \(PolicyText.terms(policy.base, policy.currency)).")
    for (index, rule) in policy.rules.enumerated() {
      Console.say(
        "Rule \(index + 1), \(PolicyText.scope(rule)): "
          + "\(PolicyText.terms(rule.terms, policy.currency)).")
    }
    for stop in stops { Console.say(PolicyStopsVerb.line(stop)) }
  }
}

/// For whom, what and where a rule is asked.
struct PolicyQuestion {
  let category: ExactText?
  let itemType: ExactText?
  let branch: ExactText

  func answer(by policy: Policy) -> Policy.Choice {
    policy.choice(category: category, itemType: itemType, branch: branch)
  }
}

/// A policy in sentences.
enum PolicyText {
  static func hash(of policy: Policy) -> String { Replica.hash(of: policy).word.hex }

  static func counts(_ policy: Policy) -> String {
    [
      counted(policy.rules.count, "rule"),
      counted(policy.categories.count, "category", "categories"),
      counted(policy.branches.count, "branch", "branches"),
    ].joined(separator: ", ")
  }

  static func scope(_ rule: LendingRule) -> String {
    let lists = [
      ("category", rule.categories), ("type", rule.itemTypes), ("branch", rule.branches),
    ]
    let parts = lists.filter { !$0.1.isEmpty }.map { name, codes in
      "\(name) \(codes.map(\.text).joined(separator: " or "))"
    }
    return parts.isEmpty ? "for everything" : parts.joined(separator: ", ")
  }

  static func terms(_ terms: LendingTerms, _ currency: Currency) -> String {
    var words: [String] = []
    switch terms.period {
    case .notForLoan: return "not for loan" + (terms.areHoldsAllowed ? "" : ", no holds")
    case .days(let days): words.append(counted(Int(days), "day"))
    case .term: words.append("until the term ends")
    }
    if let renewals = terms.renewals {
      words.append(counted(Int(renewals), "renewal"))
    } else {
      words.append("renewals without limit")
    }
    if terms.finePerDay > 0 {
      let cap = terms.fineCap.map { ", at most \(currency.text($0))" } ?? ""
      words.append("\(currency.text(terms.finePerDay)) a day overdue\(cap)")
    }
    if !terms.areHoldsAllowed { words.append("no holds") }
    return words.joined(separator: ", ")
  }

  static func lines(
    _ asked: PolicyQuestion, _ choice: Policy.Choice, _ policy: Policy
  ) -> [String] {
    let whom = asked.category.map { "category \($0)" } ?? "any category"
    let what = asked.itemType.map { "type \($0)" } ?? "any type"
    var lines = ["\(whom), \(what), at \(asked.branch): \(terms(choice.terms, policy.currency))."]
    if let rule = choice.rule {
      lines.append("Rule \(rule + 1) decides (\(scope(policy.rules[rule]))).")
    } else {
      lines.append("No rule applies, so [loans] decides.")
    }
    for rule in choice.beaten {
      let scope = scope(policy.rules[rule])
      lines.append("Rule \(rule + 1) applies too and is less specific (\(scope)).")
    }
    let limits = policy.limits(of: asked.category)
    if let loans = limits.loans { lines.append("At most \(loans) loans at once.") }
    for each in limits.loansOfTypes {
      let types = each.itemTypes.map(\.text).joined(separator: ", ")
      lines.append("At most \(each.loans) at once of \(types).")
    }
    return lines
  }
}
