import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct AccountVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Show what a patron owes and has to their credit.",
    discussion: """
      Late returns are reckoned for today, under the policy that the loan names and with all closures \
      that are known. --all shows what is settled too, and --entries each payment.

      Examples:
        catchword account 27040000001052
        catchword account 27040000001052 --all --entries
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The patron's card.") var patron: String
  @Flag(help: "Charges too that nothing is owed for.") var all = false
  @Flag(help: "Every entry as it was stated.") var entries = false

  func run() throws {
    let card = try workplace.openReplica().account(card: patron, all: all)
    if workplace.json {
      return Console.say(JSON.text(Answer("account", AccountShape(card))))
    }
    for line in card.lines { Console.say(Self.text(line, card.currency)) }
    if entries {
      for entry in card.entries { Console.say(MoneyText.entry(entry, card.currency)) }
    }
    for code in card.account.currencies {
      let currency = card.currency.named(code)
      let credit = card.account.credit(in: code)
      Console.say(
        "Owed: \(currency.text(card.account.owed(in: code)))"
          + (credit > 0 ? ", to the patron's credit: \(currency.text(credit))" : ""))
    }
    if card.account.lines.isEmpty { Console.say("Nothing is owed.") }
  }

  private static func text(_ line: AccountCard.Line, _ policy: Currency) -> String {
    let currency = policy.named(line.line.currency)
    let charge = line.line.charge
    var parts = [
      "\(charge.id)", charge.kind.word, line.title ?? "", line.barcode ?? "",
      currency.text(line.line.amount),
    ]
    if let due = charge.due {
      parts.append("due \(due), " + (charge.returned.map { "returned \($0)" } ?? "still out"))
    }
    if charge.standing != .owed { parts.append(charge.standing.rawValue) }
    if charge.paid > 0 { parts.append("paid \(currency.text(charge.paid))") }
    if charge.waived > 0 { parts.append("waived \(currency.text(charge.waived))") }
    if charge.refunded > 0 { parts.append("given back \(currency.text(charge.refunded))") }
    parts.append("owed \(currency.text(line.line.owed))")
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

struct DrawerVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drawer",
    abstract: "Cash drawers of this branch: what went in and out, and counting them.",
    discussion: """
      A drawer is a name that payments and refunds in cash give. What ought to be in it is what the \
      last count found, and what went in and out since.

      Examples:
        catchword drawer show front
        catchword drawer count front 104.50
      """,
    subcommands: [DrawerShowVerb.self, DrawerCountVerb.self])
}

struct DrawerShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show every payment, refund and count of a drawer.",
    discussion: """
      Example:
        catchword drawer show front
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The drawer's name.") var drawer: String

  func run() throws {
    let replica = try workplace.openReplica()
    let entries = try replica.drawer(drawer)
    if workplace.json {
      return Console.say(
        JSON.text(Answer("drawer-show", DrawerShape(entries: entries.map(EntryShape.init)))))
    }
    let currency = try replica.currency()
    for entry in entries { Console.say(MoneyText.entry(entry, currency)) }
    if entries.isEmpty { Console.note("Nothing went into drawer \(drawer) here.") }
  }
}

struct DrawerCountVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "State what was counted in a drawer.",
    discussion: """
      Example:
        catchword drawer count front 104.50
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The drawer's name.") var drawer: String
  @Argument(help: "In the policy's currency, such as 104.50.") var amount: String

  func run() throws {
    var talk = try DeskTalk(workplace, .list(verb: "drawer-count"))
    let isEmpty = amount.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2e } && !amount.isEmpty
    let counted = isEmpty ? 0 : try Amount.read(amount, talk.replica)
    talk.perform("", mode: "drawer-count") { .count(drawer: drawer, amount: counted) }
    try talk.finish()
  }
}

enum MoneyText {
  /// One entry on a line.
  static func entry(_ entry: LedgerEntry, _ policy: Currency) -> String {
    let currency = policy.named(entry.currency)
    var parts = [
      "\(entry.id)", Moment.text(entry.time), entry.branch, word(entry.action),
      currency.text(entry.amount),
    ]
    if let method = entry.method { parts.append("by \(method.word)") }
    if let drawer = entry.drawer { parts.append("drawer \(drawer)") }
    if entry.action == .count {
      parts.append("reckoned \(currency.text(entry.believed))")
    } else {
      parts.append("for \(entry.kind.word) \(entry.charge.map { "\($0)" } ?? "")")
    }
    if !entry.reason.isEmpty { parts.append("\"\(entry.reason)\"") }
    if entry.isUndone { parts.append("undone") }
    return parts.joined(separator: "  ")
  }

  static func word(_ action: CirculationAction) -> String {
    switch action {
    case .charge: "charge"
    case .pay: "payment"
    case .waive: "waiver"
    case .refund: "refund"
    default: "count"
    }
  }
}

struct AccountShape: Encodable {
  struct Balance: Encodable {
    let currency: String
    let owed: Int64
    let credit: Int64
  }

  struct Line: Encodable {
    let id: String
    let kind: String
    @OrNull var title: String?
    @OrNull var barcode: String?
    let amount: Int64
    let currency: String
    let standing: String
    let paid: Int64
    let waived: Int64
    let refunded: Int64
    let owed: Int64
    let credit: Int64
    @OrNull var due: String?
    @OrNull var returned: String?
  }

  let reader: String
  /// Minor units, as all amounts.
  let balances: [Balance]
  let charges: [Line]
  let entries: [EntryShape]

  init(_ card: AccountCard) {
    reader = card.reader
    balances = card.account.currencies.map {
      Balance(
        currency: $0, owed: card.account.owed(in: $0), credit: card.account.credit(in: $0))
    }
    charges = card.lines.map { line in
      let charge = line.line.charge
      return Line(
        id: charge.id.description, kind: charge.kind.word, title: line.title,
        barcode: line.barcode, amount: line.line.amount, currency: line.line.currency,
        standing: charge.standing.rawValue, paid: charge.paid, waived: charge.waived,
        refunded: charge.refunded, owed: line.line.owed, credit: line.line.credit,
        due: charge.due?.description, returned: charge.returned?.description)
    }
    entries = card.entries.map(EntryShape.init)
  }
}

struct EntryShape: Encodable {
  let id: String
  let action: String
  let kind: String
  @OrNull var charge: String?
  /// Minor units.
  let amount: Int64
  let currency: String
  @OrNull var method: String?
  let branch: String
  @OrNull var drawer: String?
  let reason: String
  let time: String
  let undone: Bool

  init(_ entry: LedgerEntry) {
    id = entry.id.description
    action = MoneyText.word(entry.action)
    kind = entry.kind.word
    charge = entry.charge?.description
    amount = entry.amount
    currency = entry.currency
    method = entry.method?.word
    branch = entry.branch
    drawer = entry.drawer
    reason = entry.reason
    time = Moment.text(entry.time)
    undone = entry.isUndone
  }
}

struct DrawerShape: Encodable {
  let entries: [EntryShape]
}
