import Catchword
import CatchwordCore
import CatchwordLibrary

/// `unhold east p12 31234`: the reader no longer wants it.
struct UnholdVerb: Verb {
  static let word = "unhold"
  static let forms = [
    VerbForm("unhold HOST CARD BARCODE", "Cancels the reader's hold on the item's title.")
  ]

  let host: String
  let card: String
  let barcode: String

  init(host: String, card: String, barcode: String) {
    self.host = host
    self.card = card
    self.barcode = barcode
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    barcode = try words.take("a barcode")
  }

  var arguments: [String] { [host, card, barcode] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.change(.cancel(reason: ""), of: card, barcode, at: host, step)
  }
}

extension Run {
  /// Changes a reader's hold on an item's title, as the host knows it.
  func change(
    _ change: DeskAction.HoldChange, of card: String, _ barcode: String, at name: String,
    _ step: Step
  ) throws {
    let place = try find(name)
    try staff(at: place, Plan.line(step.verb)) {
      guard let hold = try hold(of: card, barcode, at: place) else { return "no such hold here" }
      let answer = try commit(at: place, step) {
        try $0.perform(.changeHold(hold, change), staff: place.name)
      }
      return "\(answer.signal.rawValue): \(answer.lines.joined(separator: " "))"
    }
  }

  /// The hold of a reader on an item's title that is not over.
  func hold(of card: String, _ barcode: String, at host: Host) throws -> RecordID? {
    try holds(of: card, barcode, at: host).first(where: \.isActive)?.id
  }

  func holdStanding(of card: String, _ barcode: String, at host: Host) throws -> String? {
    try holds(of: card, barcode, at: host).max { ($0.placed, $0.id) < ($1.placed, $1.id) }?
      .standing.rawValue
  }

  private func holds(of card: String, _ barcode: String, at host: Host) throws -> [Hold] {
    try use(host) { engine in
      try engine.read { reader -> [Hold] in
        let items = try reader.records(
          kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
        let patrons = try reader.records(
          kind: LibraryKind.patron, where: PatronField.card, is: .text(card))
        guard let bib = items.first?[ItemField.bib].record, let patron = patrons.first?.id else {
          return []
        }
        let survivor = try reader.survivor(ofPatron: patron)
        let queue = try reader.holdQueue(of: bib, hashing: FastHash.hashing)
        return queue?.holds.filter { $0.patron == survivor } ?? []
      }
    }
  }
}
