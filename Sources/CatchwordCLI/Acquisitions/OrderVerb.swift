import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct OrderVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order",
    abstract: "Orders: placed, received, cancelled.",
    discussion: """
      Examples:
        catchword order place vl0000001 --fund BOOKS --copies 2 --price 12.50 --vendor Blackwell --for EAST
        catchword order receive 1f0a9c4de2b37a55.12 37040000009905
        catchword order list --open
      """,
    subcommands: [
      OrderPlaceVerb.self, OrderReceiveVerb.self, OrderCancelVerb.self, OrderListVerb.self,
      OrderShowVerb.self,
    ])
}

struct OrderPlaceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Order copies of a title.",
    discussion: """
      A title is named by a control number, a bib's id or the barcode of any of its items. An order \
      that the fund cannot pay, as far as is known here, is refused; with --override it is placed, and \
      whoever answers for the fund is to approve it.

      Examples:
        catchword order place vl0000001 --fund BOOKS --copies 2 --price 12.50 --vendor Blackwell --for EAST
        catchword order place vl0000001 --fund ILL --kind ill
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("What is ordered.", valueName: "bib")) var bib: String
  @Option(help: ArgumentHelp("Who pays: code or id.", valueName: "fund")) var fund: String
  @Option(help: "How many.") var copies: Int64 = 1
  @Option(help: "For one copy, in the fund's currency, such as 12.50.") var price = "0"
  @Option(help: "From whom.") var vendor = ""
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("For which branch (default: this one).", valueName: "code"))
  var destination: String?
  @Option(help: "purchase or ill (inter-library loan).") var kind = OrderKind.purchase.word
  @Option(
    help: ArgumentHelp("Order it although the fund says stop, and why.", valueName: "reason"))
  var override: String?

  func run() throws {
    guard let kind = OrderKind(word: kind) else {
      throw CommandFault.usage("\"\(kind)\" is no kind of order; use purchase or ill")
    }
    let replica = try workplace.openReplica()
    let payer = try replica.fund(fund).fund
    let placing = AcquisitionAction.Placing(
      bib: try replica.bibID(bib), fund: payer.id, copies: copies,
      price: try Price.read(price, in: payer.currency), vendor: vendor,
      destination: destination ?? replica.branch, kind: kind, override: override)
    try workplace.tell(
      replica.perform(.place(placing), staff: workplace.staff), verb: "order-place")
  }
}

struct OrderReceiveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract: "Take in what was ordered.",
    discussion: """
      Scan the label of each copy; one that no item bears makes an item of the ordered title. Without \
      labels all that is still to come is received, or as many as --copies says.

      Examples:
        catchword order receive 1f0a9c4de2b37a55.12 37040000009905 37040000009906
        catchword order receive 1f0a9c4de2b37a55.12 --copies 1
        catchword order receive 1f0a9c4de2b37a55.12 37040000009905 --reason "it came all the same"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The order's id.", valueName: "order")) var order: String
  @Argument(help: ArgumentHelp("Labels of the copies.", valueName: "barcode"))
  var barcodes: [String] = []
  @Option(help: "How many, without labels.") var copies: Int64?
  @Option(help: "Why it is taken in although the order was cancelled.") var reason: String?

  func run() throws {
    guard barcodes.isEmpty || copies == nil else {
      throw CommandFault.usage("give barcodes or --copies, not both")
    }
    let replica = try workplace.openReplica()
    let receipt = AcquisitionAction.Receipt(
      order: try replica.orderID(order), barcodes: barcodes, copies: copies, reason: reason)
    try workplace.tell(
      replica.perform(.receive(receipt), staff: workplace.staff), verb: "order-receive")
  }
}

struct OrderCancelVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel what has not come yet.",
    discussion: """
      Example:
        catchword order cancel 1f0a9c4de2b37a55.12 --reason "out of print"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The order's id.", valueName: "order")) var order: String
  @Option(help: "Why.") var reason: String

  func run() throws {
    let replica = try workplace.openReplica()
    let id = try replica.orderID(order)
    try workplace.tell(
      replica.perform(.cancel(order: id, reason: reason), staff: workplace.staff),
      verb: "order-cancel")
  }
}

struct OrderListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List orders, the oldest first.",
    discussion: """
      Examples:
        catchword order list --open
        catchword order list --fund BOOKS --json
        catchword order list --title vl0000001
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Only those that are still to come.") var open = false
  @Option(help: ArgumentHelp("Only those from this fund.", valueName: "fund")) var fund: String?
  @Option(help: ArgumentHelp("Only those on this title.", valueName: "reference"))
  var title: String?

  func run() throws {
    let orders = try workplace.openReplica().orders(openOnly: open, fund: fund, title: title)
    if workplace.json {
      let shape = OrderListShape(orders: orders.map(OrderShape.init))
      return Console.say(JSON.text(Answer("order-list", shape)))
    }
    for order in orders { Console.say(OrderText.line(order)) }
    if orders.isEmpty { Console.note(open ? "Nothing is to come." : "Nothing was ordered.") }
  }
}

struct OrderShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an order with what was done about it.",
    discussion: """
      Example:
        catchword order show 1f0a9c4de2b37a55.12
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The order's id.", valueName: "order")) var order: String

  func run() throws {
    let replica = try workplace.openReplica()
    let card = try replica.order(order)
    let history = try replica.history(ofOrder: card.line.id)
    if workplace.json {
      let shape = OrderCardShape(order: OrderShape(card), history: history)
      return Console.say(JSON.text(Answer("order-show", shape)))
    }
    Console.say(OrderText.line(card))
    for line in history { Console.say("  \(line)") }
  }
}
