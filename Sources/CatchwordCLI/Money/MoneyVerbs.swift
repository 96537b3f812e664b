import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct ChargeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charge",
    abstract: "Charge a patron for something.",
    discussion: """
      Late returns are reckoned from the loans and charged by nobody. A lost item is charged with \
      `catchword mark lost ITEM --bill`.

      Examples:
        catchword charge 27040000001052 2.50 --kind card --reason "second card"
        catchword charge 27040000001052 4 --kind damage --item 37040000000409
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The patron's card.") var patron: String
  @Argument(help: "In the policy's currency, such as 2.50.") var amount: String
  @Option(help: "replacement, processing, damage, card or other.") var kind: String = "other"
  @Option(help: ArgumentHelp("The item that it is for.", valueName: "barcode")) var item: String?
  @Option(help: "Why, as the patron may read it.") var reason: String?

  func run() throws {
    guard let kind = ChargeKind(word: kind) else {
      let words = ChargeKind.allCases.filter(\.isStated).map(\.word).joined(separator: ", ")
      throw CommandFault.usage("\"\(kind)\" is no kind of charge; use one of \(words)")
    }
    var talk = try DeskTalk(workplace, .list(verb: "charge"))
    let amount = try Amount.read(amount, talk.replica)
    talk.perform(item ?? "", mode: "charge") {
      .charge(
        DeskAction.Bill(card: patron, kind: kind, amount: amount, barcode: item, reason: reason))
    }
    try talk.finish()
  }
}

struct PayVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pay",
    abstract: "Take a payment; the answer's number is the receipt's.",
    discussion: """
      Without --charge the oldest charge is paid first. With --method credit what the patron has to \
      their credit is used, and no drawer sees it.

      Examples:
        catchword pay 27040000001052 3.50 --drawer front
        catchword pay 27040000001052 2 --charge 1f0a9c4de2b37a55.12 --method card
        catchword pay 27040000001052 20 --keep-credit
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The patron's card.") var patron: String
  @Argument(help: "In the policy's currency, such as 3.50.") var amount: String
  @Option(help: ArgumentHelp("Only this charge.", valueName: "id")) var charge: String?
  @Option(help: "cash, card, cheque or credit.") var method: String = "cash"
  @Option(help: ArgumentHelp("Where cash went.", valueName: "drawer")) var drawer: String?
  @Flag(help: "Keep what is not owed as credit.") var keepCredit = false

  func run() throws {
    let method = try Amount.method(method)
    var talk = try DeskTalk(workplace, .list(verb: "pay"))
    let replica = talk.replica
    let amount = try Amount.read(amount, replica)
    talk.perform("", mode: "pay") {
      .pay(
        DeskAction.Payment(
          card: patron, amount: amount, charge: try charge.map { try replica.chargeID($0) },
          method: method, drawer: drawer, keepsRest: keepCredit))
    }
    try talk.finish()
  }
}

struct WaiveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waive",
    abstract: "Let a patron off a charge, or part of it.",
    discussion: """
      Example:
        catchword waive 27040000001052 1f0a9c4de2b37a55.12 --reason "was in hospital"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The patron's card.") var patron: String
  @Argument(help: "The charge's id, as `account` shows it.") var charge: String
  @Option(help: "Only so much of it (default: all that is owed).") var amount: String?
  @Option(help: "Why.") var reason: String

  func run() throws {
    var talk = try DeskTalk(workplace, .list(verb: "waive"))
    let replica = talk.replica
    let amount = try amount.map { try Amount.read($0, replica) }
    talk.perform("", mode: "waive") {
      .waive(
        DeskAction.Waiver(
          card: patron, charge: try replica.chargeID(charge), amount: amount, reason: reason))
    }
    try talk.finish()
  }
}

struct RefundVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund",
    abstract: "Give back what a patron has to their credit.",
    discussion: """
      Examples:
        catchword refund 27040000001052 --drawer front
        catchword refund 27040000001052 1.20 --method card
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The patron's card.") var patron: String
  @Argument(help: "Only so much (default: all the credit).") var amount: String?
  @Option(help: "cash, card or cheque.") var method: String = "cash"
  @Option(help: ArgumentHelp("Where cash came from.", valueName: "drawer")) var drawer: String?

  func run() throws {
    let method = try Amount.method(method)
    var talk = try DeskTalk(workplace, .list(verb: "refund"))
    let amount = try amount.map { try Amount.read($0, talk.replica) }
    talk.perform("", mode: "refund") {
      .refund(DeskAction.Refund(card: patron, amount: amount, method: method, drawer: drawer))
    }
    try talk.finish()
  }
}

/// Amounts and methods that staff type.
enum Amount {
  static func read(_ text: String, _ replica: Replica) throws -> Int64 {
    let currency = try replica.currency()
    guard let amount = currency.minorUnits(parsing: text) else { throw DeskError.notAnAmount }
    return amount
  }

  static func method(_ word: String) throws -> PaymentMethod {
    if let method = PaymentMethod(word: word) { return method }
    let words = PaymentMethod.allCases.map(\.word).joined(separator: ", ")
    throw CommandFault.usage("\"\(word)\" is no way to pay; use one of \(words)")
  }
}
