import ArgumentParser
import Catchword
import CatchwordLibrary

struct ScanVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "The desk: one scan a line in, one durable answer a line out.",
    discussion: """
      Begins with check-ins. A line is a barcode, or a command that says what the next barcodes are:
        checkout CARD   checkin   renew   inhouse   inventory LOCATION   undo [BARCODE]   done
      A refusal does not end the loop; the exit code is then 65. With --json every line out is one \
      object.

      Example:
        printf '%s\\n' 37040000000409 'checkout 27040000001052' 37040000000342 done | catchword scan
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Print slips: due dates, the hold shelf, the van.") var slip = false
  @Option(help: ArgumentHelp("The stop where the cart stands.", valueName: "code")) var at: String?

  func validate() throws {
    if slip && workplace.json { throw ValidationError("--slip and --json exclude each other.") }
  }

  func run() throws {
    var talk = try DeskTalk(workplace, .loop, printsSlips: slip, at: at)
    var mode = ScanMode.checkin
    for line in InputLines() where !line.isEmpty {
      switch ScanLine(line) {
      case .done: return try talk.finish()
      case .change(let next):
        mode = next
        talk.endSession()
        if !workplace.json { Console.note(next.sentence) }
      case .undo(let barcode):
        let replica = talk.replica
        talk.perform(barcode ?? "", mode: "undo") {
          .undo(DeskAction.Undo(try replica.undoTarget(barcode), reason: "undone at the desk"))
        }
      case .scan(let barcode):
        talk.perform(barcode, mode: mode.word) { mode.action(barcode) }
      case .incomplete(let sentence):
        talk.refuse(line, mode: mode.word, CommandFault.usage(sentence))
      }
    }
    try talk.finish()
  }
}

/// What the next barcodes are.
enum ScanMode: Equatable {
  case checkin
  case checkout(card: String)
  case renew
  case inHouse
  case inventory(location: String)

  var word: String {
    switch self {
    case .checkin: "checkin"
    case .checkout: "checkout"
    case .renew: "renew"
    case .inHouse: "inhouse"
    case .inventory: "inventory"
    }
  }

  /// For whoever types; never shows a card in full.
  var sentence: String {
    switch self {
    case .checkin: "Checking in."
    case .checkout(let card): "Checking out to the card ending in \(card.suffix(4))."
    case .renew: "Renewing."
    case .inHouse: "Counting use in the library."
    case .inventory(let location): "Reading the shelf \(location)."
    }
  }

  func action(_ barcode: String) -> DeskAction {
    switch self {
    case .checkin: .checkin(DeskAction.Checkin(barcode: barcode))
    case .checkout(let card): .checkout(DeskAction.Checkout(barcode: barcode, card: card))
    case .renew: .renew(DeskAction.Renewal(barcode: barcode, presence: .present))
    case .inHouse: .inHouseUse(barcode: barcode)
    case .inventory(let location): .inventory(barcode: barcode, location: location)
    }
  }
}

/// One line of the loop, understood.
enum ScanLine: Equatable {
  case scan(String)
  case change(ScanMode)
  case undo(String?)
  case done
  case incomplete(String)

  init(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let rest = words.dropFirst().joined(separator: " ")
    switch words.first {
    case "done" where words.count == 1: self = .done
    case "checkin" where words.count == 1: self = .change(.checkin)
    case "renew" where words.count == 1: self = .change(.renew)
    case "inhouse" where words.count == 1: self = .change(.inHouse)
    case "undo" where words.count <= 2: self = .undo(words.count == 2 ? rest : nil)
    case "checkout" where words.count == 2: self = .change(.checkout(card: rest))
    case "inventory" where words.count == 2: self = .change(.inventory(location: rest))
    case "checkout": self = .incomplete("checkout needs one card: checkout CARD")
    case "inventory": self = .incomplete("inventory needs one location: inventory LOCATION")
    case "done", "checkin", "renew", "inhouse", "undo":
      self = .incomplete("\(words[0]) stands alone on its line; then scan the barcodes")
    default: self = .scan(line)
    }
  }
}
