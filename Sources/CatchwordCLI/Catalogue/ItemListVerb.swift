import ArgumentParser
import Catchword
import CatchwordCore

struct ItemListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what a desk added in haste, for whoever catalogues it.",
    discussion: """
      Complete the bib (`bib edit`), or move the item to the right one (`item edit --bib`), and say that \
      it is catalogued with `item edit --catalogued`.

      Examples:
        catchword item list --fast-add
        catchword item edit 37040000009905 --call-number 'FIC MEL' --catalogued
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "What was lent with --title and is not catalogued yet.") var fastAdd = false
  @Option(help: ArgumentHelp("Only what that branch added.", valueName: "code"))
  var branch: String?

  func validate() throws {
    guard fastAdd else {
      throw ValidationError("Say what to list: --fast-add. Shelves are listed by `shelflist`.")
    }
  }

  func run() throws {
    let items = try workplace.openReplica().uncatalogued(of: branch)
    if workplace.json {
      return Console.say(JSON.text(Answer("item-list", ItemListShape(items: items))))
    }
    for item in items {
      Console.say(
        [
          item.owningBranch ?? "", item.barcode ?? "(no barcode)", item.title, item.status,
          "bib \(item.bib?.description ?? "unknown")",
        ].filter { !$0.isEmpty }.joined(separator: "  "))
    }
    if items.isEmpty { Console.note("All is catalogued.") }
  }
}

private struct ItemListShape: Encodable {
  let items: [ItemShape]

  init(items: [ItemCard]) { self.items = items.map(ItemShape.init) }
}
