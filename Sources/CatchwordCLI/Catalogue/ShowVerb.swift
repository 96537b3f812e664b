import ArgumentParser
import Catchword
import CatchwordCore

struct ShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one item, bib, patron or loan.",
    discussion: """
      A reference is what is printed on the thing (barcode, card, control number) or a record's id.

      Examples:
        catchword show item 37040000000409
        catchword show bib vl0000001
        catchword show patron 27040000001052 --json
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case item
    case bib
    case patron
    case loan
  }

  @OptionGroup var workplace: Workplace
  @Argument(help: "item, bib, patron or loan.") var kind: Kind
  @Argument(help: ArgumentHelp("Barcode, card, control number or id.", valueName: "reference"))
  var reference: String

  func run() throws {
    try Self.show(kind, reference, try workplace.openReplica(), asJSON: workplace.json)
  }

  /// - Parameter verb: under which name scripts asked.
  static func show(
    _ kind: Kind, _ reference: String, _ replica: Replica, asJSON: Bool, verb: String = "show"
  ) throws {
    switch kind {
    case .item:
      let card = try replica.item(reference)
      tell(asJSON ? JSON.text(Answer(verb, ItemShape(card))) : nil, CardText.lines(card))
    case .bib:
      let card = try replica.bib(reference)
      tell(asJSON ? JSON.text(Answer(verb, BibShape(card))) : nil, CardText.lines(card))
    case .patron:
      let card = try replica.patron(reference)
      tell(asJSON ? JSON.text(Answer(verb, PatronShape(card))) : nil, CardText.lines(card))
    case .loan:
      let card = try replica.loan(reference)
      tell(
        asJSON ? JSON.text(Answer(verb, LoanShape(card))) : nil,
        ["\(card.title)", card.barcode ?? ""].filter { !$0.isEmpty } + CardText.lines(card)
          + [try replica.contact(of: card)].compactMap { $0 })
    }
  }

  private static func tell(_ json: String?, _ lines: [String]) {
    if let json { return Console.say(json) }
    for line in lines { Console.say(line) }
  }
}

struct WhyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Why something is as it is: one line a decision, from which facts.",
    discussion: """
      Example:
        catchword why 37040000000227
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp(
      "Barcode, card, control number, or the id of a loan, a hold or a record.",
      valueName: "reference"))
  var reference: String

  func run() throws {
    let lines = try workplace.openReplica().why(reference)
    if workplace.json {
      return Console.say(JSON.text(Answer("why", WhyShape(reference: reference, lines: lines))))
    }
    for line in lines { Console.say(line) }
    if lines.isEmpty { Console.note("Nothing was decided about it yet.") }
  }
}

private struct WhyShape: Encodable {
  let reference: String
  let lines: [String]
}

struct SearchVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find bibs by words, best first, with what each branch has on the shelf.",
    discussion: """
      Examples:
        catchword search seven samurai
        catchword search tolstoy --branch EAST --available --limit 5
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "Words that must all be there.") var words: [String]
  @Option(help: ArgumentHelp("Only what this branch has.", valueName: "code")) var branch: String?
  @Flag(help: "Only what is on a shelf.") var available = false
  @Option(help: "How many at most.") var limit = 20

  func run() throws {
    guard limit > 0 else { throw CommandFault.usage("--limit must be at least 1") }
    let query = words.joined(separator: " ")
    let hits = try workplace.openReplica().search(
      query, branch: branch, availableOnly: available, limit: limit)
    if workplace.json {
      let shape = SearchShape(query: query, hits: hits.map(SearchShape.Hit.init))
      return Console.say(JSON.text(Answer("search", shape)))
    }
    for hit in hits {
      let about = [hit.author, hit.year.map(String.init) ?? ""].filter { !$0.isEmpty }
        .joined(separator: ", ")
      Console.say("\(hit.title)\(about.isEmpty ? "" : " / \(about)")  [\(hit.bib)]")
      let places = hit.branches.map { "\($0.branch) \($0.available) of \($0.items)" }
        .joined(separator: ", ")
      Console.say(
        "  \(hit.callNumber ?? "no call number")  \(places.isEmpty ? "no items" : places)")
    }
    if hits.isEmpty { Console.note("Nothing has all of these words: \(query)") }
  }
}

private struct SearchShape: Encodable {
  struct Branch: Encodable {
    let branch: String
    let items: Int
    let available: Int
  }

  struct Hit: Encodable {
    let bib: String
    let title: String
    let author: String
    @OrNull var year: Int64?
    @OrNull var callNumber: String?
    let branches: [Branch]

    enum CodingKeys: String, CodingKey {
      case bib
      case title
      case author
      case year
      case callNumber = "call_number"
      case branches
    }

    init(_ hit: SearchHit) {
      bib = hit.bib.description
      title = hit.title
      author = hit.author
      year = hit.year
      callNumber = hit.callNumber
      branches = hit.branches.map {
        Branch(branch: $0.branch, items: $0.items, available: $0.available)
      }
    }
  }

  let query: String
  let hits: [Hit]
}
