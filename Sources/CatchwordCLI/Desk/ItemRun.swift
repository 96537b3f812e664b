import CatchwordLibrary

/// The same action for each of several barcodes: those on the command line, or for `-` those that
/// come in on standard input, each answered before the next is read.
struct ItemRun {
  private let workplace: Workplace
  private let verb: String
  private let items: [String]
  private let printsSlips: Bool
  private let stop: String?

  init(
    _ workplace: Workplace, verb: String, _ items: [String], printsSlips: Bool = false,
    at stop: String? = nil
  ) {
    self.stop = stop
    self.printsSlips = printsSlips
    self.workplace = workplace
    self.verb = verb
    self.items = items
  }

  func run(_ action: (String) throws -> DeskAction) throws {
    guard items == ["-"] else {
      guard !items.contains("-") else {
        throw CommandFault.usage("- stands alone: give barcodes, or - to read them from input")
      }
      var talk = try DeskTalk(workplace, .list(verb: verb), printsSlips: printsSlips, at: stop)
      for barcode in items { talk.perform(barcode, mode: verb) { try action(barcode) } }
      return try talk.finish()
    }
    var talk = try DeskTalk(workplace, .loop, printsSlips: printsSlips, at: stop)
    for line in InputLines() where !line.isEmpty {
      talk.perform(line, mode: verb) { try action(line) }
    }
    try talk.finish()
  }
}
