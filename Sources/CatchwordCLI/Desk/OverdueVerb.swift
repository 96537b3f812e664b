import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct OverdueVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overdue",
    abstract: "List loans that should be back.",
    discussion: """
      Days are counted as the lending branch was open; what fell due on a closed day is due on the next \
      open one. Loans in dispute are left out. Readers stand in the list by the last digits of their \
      cards; with --names by card and name, so mind where such a list lies. Cells of the table that a \
      spreadsheet could take for a formula begin with an apostrophe.

      Examples:
        catchword overdue
        catchword overdue --branch EAST --csv > overdue.csv
        catchword overdue --on 2026-12-24 --names
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Only what that branch lent.", valueName: "code"))
  var branch: String?
  @Option(help: ArgumentHelp("On this day (default: today).", valueName: "YYYY-MM-DD"))
  var on: String?
  @Flag(help: "Name readers by card and name.") var names = false
  @Flag(help: "Print a table of comma-separated values.") var csv = false

  func validate() throws {
    if csv && workplace.json { throw ValidationError("--csv and --json exclude each other.") }
  }

  func run() throws {
    let day = try DeskDate.read(on)
    let replica = try workplace.openReplica()
    if let branch {
      let declared = try replica.policyInForce().policy.branches.map(\.code)
      if !declared.contains(ExactText(branch)) {
        try ItemAddVerb.check(branch: branch, in: replica)
      }
    }
    let asked = try day ?? replica.today()
    let shapes = try replica.overdue(branch: branch, on: asked, names: names)
      .map(OverdueShape.Entry.init)
    if workplace.json {
      let shape = OverdueShape(day: asked.description, loans: shapes)
      return Console.say(JSON.text(Answer("overdue", shape)))
    }
    if csv { return sayTable(shapes) }
    for each in shapes { Console.say(each.line) }
    if shapes.isEmpty { Console.note("Nothing is overdue on \(asked).") }
  }

  private func sayTable(_ shapes: [OverdueShape.Entry]) {
    let columns = OverdueShape.Entry.columns + (names ? ["card", "name"] : [])
    Console.say(CSVLine.text(columns))
    for each in shapes {
      let cells = each.cells + (names ? [each.card ?? "", each.name ?? ""] : [])
      Console.say(CSVLine.text(cells.map(CSVLine.disarmed)))
    }
  }
}

struct OverdueShape: Encodable {
  struct Entry: Encodable {
    let branch: String
    let due: String
    let days: Int64
    @OrNull var barcode: String?
    @OrNull var callNumber: String?
    let title: String
    @OrNull var itemType: String?
    let status: String
    let lent: String
    let renewals: Int64
    let reader: String
    let loan: String
    @OrNull var card: String?
    @OrNull var name: String?

    init(_ line: OverdueLine) {
      branch = line.loan.branch
      due = line.due.description
      days = line.days
      title = line.loan.title
      status = line.status
      lent = Moment.text(line.loan.started)
      renewals = line.loan.renewals
      reader = line.reader
      loan = line.loan.id.description
      barcode = line.loan.barcode
      callNumber = line.callNumber
      itemType = line.itemType
      card = line.card
      name = line.name
    }

    private enum CodingKeys: String, CodingKey {
      case branch, due, barcode, title, status, lent, renewals, reader, loan, card, name
      case days = "open_days"
      case callNumber = "call_number"
      case itemType = "item_type"
    }

    static let columns = [
      "branch", "due", "open_days", "barcode", "call_number", "title", "item_type", "status",
      "lent",
      "renewals", "reader", "loan",
    ]

    var cells: [String] {
      [
        branch, due, "\(days)", barcode ?? "", callNumber ?? "", title, itemType ?? "", status,
        lent,
        "\(renewals)", reader, loan,
      ]
    }

    var line: String {
      let whom = [card, name].compactMap { $0 }.joined(separator: " ")
      return [
        branch, "due \(due)", counted(Int(days), "open day"), barcode ?? "(no barcode)",
        callNumber ?? "", title, whom.isEmpty ? reader : whom, status == "on loan" ? "" : status,
      ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
  }

  let day: String
  let loans: [Entry]
}

extension CSVLine {
  /// What a spreadsheet would take for a formula begins with an apostrophe, which makes it text.
  static func disarmed(_ cell: String) -> String {
    let starts: [UInt8] = [0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d]
    guard let first = cell.utf8.first, starts.contains(first) else { return cell }
    return "'" + cell
  }
}
