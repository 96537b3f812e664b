import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct CartVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cart",
    abstract: "Carts that go out: what is loaded, what comes back.",
    discussion: """
      A cart is a branch, as a stop is. What is loaded is there at once; what comes off is told where to \
      go. Barcodes come as arguments or, without any, one a line on standard input; each is answered by \
      one line before the next is read. A refusal does not end the run; the exit code is then 65.

      Examples:
        catchword cart load CART < loaded.txt
        catchword cart list CART
        catchword cart unload CART < back.txt
      """,
    subcommands: [CartLoadVerb.self, CartUnloadVerb.self, CartListVerb.self])

  static func tell(_ card: CartCard, asJSON: Bool) {
    if asJSON { return Console.say(JSON.text(Answer("cart-list", CartShape(card)))) }
    for (word, items) in [("on board", card.onBoard), ("lent", card.lent), ("gone", card.unknown)] {
      for item in items {
        let due = item.loan?.due.map { "due \($0)" } ?? ""
        Console.say(
          [
            word, item.shelvingLocation ?? "", item.callNumber ?? "",
            item.barcode ?? "(no barcode)", item.title, due,
          ].filter { !$0.isEmpty }.joined(separator: "  "))
      }
    }
  }
}

struct CartLoadVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Put items on a cart.",
    discussion: """
      A loan that was open is returned first. What was loaded by mistake is unloaded again.

      Examples:
        catchword cart load CART 37040000000409 37040000000342
        catchword cart load CART - < loaded.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The cart's branch.", valueName: "code")) var cart: String
  @Argument(help: ArgumentHelp("Barcodes; without any, standard input.", valueName: "item"))
  var items: [String] = []

  func run() throws {
    var talk = try DeskTalk(workplace, .loop)
    try talk.performEach(items, mode: "cart-load") { .load(barcode: $0, cart: cart) }
    try talk.finish()
  }
}

struct CartUnloadVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unload",
    abstract: "Take items off a cart; ends with what is not back yet.",
    discussion: """
      Each answer says where the item goes: to a reader who waits, to its shelf, home. The list at the \
      end tells what is still on board as far as anybody knows, what is lent, and what is gone; with \
      --json it is the last object.

      Examples:
        catchword cart unload CART 37040000000409
        catchword cart unload CART - < back.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The cart's branch.", valueName: "code")) var cart: String
  @Argument(help: ArgumentHelp("Barcodes; without any, standard input.", valueName: "item"))
  var items: [String] = []
  @Flag(help: "Print a slip for what goes to a reader or to another branch.") var slip = false

  func validate() throws {
    if slip && workplace.json { throw ValidationError("--slip and --json exclude each other.") }
  }

  func run() throws {
    var talk = try DeskTalk(workplace, .loop, printsSlips: slip)
    try talk.performEach(items, mode: "cart-unload") { .unload(barcode: $0, cart: cart) }
    let rest = try talk.replica.cart(cart)
    if !workplace.json {
      let count = rest.onBoard.count + rest.lent.count + rest.unknown.count
      Console.note(count == 0 ? "All is back from \(cart)." : "Not back from \(cart):")
    }
    CartVerb.tell(rest, asJSON: workplace.json)
    try talk.finish()
  }
}

struct CartListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is on a cart, what it lent, and what is gone.",
    discussion: """
      Example:
        catchword cart list CART
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The cart's branch.", valueName: "code")) var cart: String

  func run() throws {
    let card = try workplace.openReplica().cart(cart)
    CartVerb.tell(card, asJSON: workplace.json)
    if !workplace.json, card.onBoard.isEmpty { Console.note("Nothing is on board of \(cart).") }
  }
}

struct CartShape: Encodable {
  let cart: String
  let onBoard: [ItemShape]
  let lent: [ItemShape]
  let gone: [ItemShape]

  init(_ card: CartCard) {
    cart = card.cart
    onBoard = card.onBoard.map(ItemShape.init)
    lent = card.lent.map(ItemShape.init)
    gone = card.unknown.map(ItemShape.init)
  }

  private enum CodingKeys: String, CodingKey {
    case cart, lent, gone
    case onBoard = "on_board"
  }
}
