import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct FundVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fund",
    abstract: "Funds: what may be spent, what is ordered, what is left.",
    discussion: """
      Every branch sees what all have ordered as far as it has heard. Where two of them order the last \
      of a fund, both orders stand, the fund shows what it is over by, and the branch that answers for \
      it approves that, cancels an order or raises the fund.

      Examples:
        catchword fund add BOOKS --name "New books" --amount 500.00 --currency EUR --branch MAIN
        catchword fund list
        catchword fund approve BOOKS --reason "from the reserve"
      """,
    subcommands: [
      FundAddVerb.self, FundSetVerb.self, FundListVerb.self, FundShowVerb.self,
      FundApproveVerb.self,
    ])
}

struct FundAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a fund.",
    discussion: """
      Example:
        catchword fund add BOOKS --name "New books" --amount 500.00 --currency EUR --branch MAIN
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "What it is called on orders, without spaces.") var code: String
  @Option(help: "What it is for.") var name = ""
  @Option(help: "What may be spent, such as 500.00.") var amount: String
  @Option(help: ArgumentHelp("Code in ISO 4217 (default: the policy's).", valueName: "code"))
  var currency: String?
  @Option(help: ArgumentHelp("Who answers for it (default: this branch).", valueName: "code"))
  var branch: String?

  func run() throws {
    let replica = try workplace.openReplica()
    let currency = try currency ?? replica.currency().code.text
    let action = AcquisitionAction.addFund(
      .init(
        code: code, name: name, branch: branch ?? replica.branch,
        amount: try Price.read(amount, in: currency), currency: currency))
    try workplace.tell(
      replica.perform(action, staff: workplace.staff), verb: "fund-add")
  }
}

struct FundSetVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change a fund: its amount, its name, who answers for it, whether it is closed.",
    discussion: """
      Examples:
        catchword fund set BOOKS --amount 750.00
        catchword fund set BOOKS --close
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Code or id.", valueName: "fund")) var fund: String
  @Option(help: "What may be spent in all.") var amount: String?
  @Option(help: "What it is for.") var name: String?
  @Option(help: ArgumentHelp("Who answers for it.", valueName: "code")) var branch: String?
  @Flag(help: "Nothing more is ordered from it.") var close = false
  @Flag(help: "It is open again.") var open = false

  func run() throws {
    guard !(close && open) else { throw CommandFault.usage("give --close or --open, not both") }
    let replica = try workplace.openReplica()
    let known = try replica.fund(fund).fund
    let change = AcquisitionAction.FundChange(
      name: name, branch: branch,
      amount: try amount.map { try Price.read($0, in: known.currency) },
      isClosed: close ? true : open ? false : nil)
    try workplace.tell(
      replica.perform(.setFund(known.id, change), staff: workplace.staff), verb: "fund-set")
  }
}

struct FundListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List funds: allocated, ordered, spent, left.",
    discussion: """
      Ordered is what is still to come, spent what was received; what is left is below 0 where more \
      was ordered than there is.

      Example:
        catchword fund list --json
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let funds = try workplace.openReplica().funds()
    if workplace.json {
      let shape = FundListShape(funds: funds.map(FundShape.init))
      return Console.say(JSON.text(Answer("fund-list", shape)))
    }
    for fund in funds { Console.say(OrderText.line(fund)) }
    if funds.isEmpty { Console.note("There is no fund; add one with `catchword fund add`.") }
  }
}

struct FundShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a fund and its order lines.",
    discussion: """
      Example:
        catchword fund show BOOKS
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Code or id.", valueName: "fund")) var fund: String

  func run() throws {
    let replica = try workplace.openReplica()
    let card = try replica.fund(fund)
    let orders = try replica.orders(fund: card.fund.id.description)
    if workplace.json {
      let shape = FundCardShape(fund: FundShape(card), orders: orders.map(OrderShape.init))
      return Console.say(JSON.text(Answer("fund-show", shape)))
    }
    Console.say(OrderText.line(card))
    for order in orders { Console.say("  " + OrderText.line(order)) }
  }
}

struct FundApproveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve what a fund is over by.",
    discussion: """
      The approval is about the orders that are known here; one that comes later asks again.

      Example:
        catchword fund approve BOOKS --reason "from the reserve"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Code or id.", valueName: "fund")) var fund: String
  @Option(help: "Why.") var reason: String

  func run() throws {
    let replica = try workplace.openReplica()
    let id = try replica.fund(fund).fund.id
    try workplace.tell(
      replica.perform(.approve(fund: id, reason: reason), staff: workplace.staff),
      verb: "fund-approve")
  }
}

/// Amounts of orders and funds, in a currency of their own.
enum Price {
  static func read(_ text: String, in code: String) throws -> Int64 {
    let isNothing = !text.isEmpty && text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2e }
    if isNothing { return 0 }
    guard let amount = Currency(named: code).minorUnits(parsing: text) else {
      throw OrderError.notAnAmount
    }
    return amount
  }
}
