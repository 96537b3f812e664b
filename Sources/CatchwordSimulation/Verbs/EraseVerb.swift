import CatchwordCore
import CatchwordLibrary

/// `anonymise main 30`: closed loans say no longer who had them.
struct AnonymiseVerb: Verb {
  static let word = "anonymise"
  static let forms = [
    VerbForm(
      "anonymise HOST DAYS [CARD]",
      "Loans that ended so many days ago or earlier name nobody any longer; of one patron, or of all."
    )
  ]

  let host: String
  let days: Int64
  let card: String?

  init(host: String, days: Int64, card: String? = nil) {
    self.host = host
    self.days = days
    self.card = card
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    days = Int64(try words.number("a number of days"))
    card = words.isAtEnd ? nil : try words.take("a card")
  }

  var arguments: [String] { [host, "\(days)"] + (card.map { [$0] } ?? []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    let until = CivilDate(ofSeconds: run.now.unixSeconds).adding(days: -days)
    try run.staff(at: place, Plan.line(self)) {
      _ = try run.commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { reader, mint in
          let patron = try card.map { try reader.known($0) }
          return [
            Erasing.anonymise(patron, until: until, branch: place.branch, id: try mint())
          ]
        }
      }
      return "loans that ended by \(until) name nobody"
    }
  }
}

/// `erase main p12`: a patron is shown nowhere any longer.
struct EraseVerb: Verb {
  static let word = "erase"
  static let forms = [
    VerbForm(
      "erase HOST CARD [when-settled]",
      "Shows a patron, and all who are one with them, nowhere any longer; refused while something is "
        + "open, unless `when-settled`.")
  ]

  let host: String
  let card: String
  let isWhenSettled: Bool

  init(host: String, card: String, isWhenSettled: Bool = false) {
    self.host = host
    self.card = card
    self.isWhenSettled = isWhenSettled
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    isWhenSettled = words.skip("when-settled")
  }

  var arguments: [String] { [host, card] + (isWhenSettled ? ["when-settled"] : []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.staff(at: place, Plan.line(self)) {
      _ = try run.commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { reader, mint in
          let patron = try reader.known(card)
          let loans = try reader.unfinishedLoans(of: patron)
          guard loans == 0 || isWhenSettled else {
            throw DeskError.notErasable(loans: loans, owed: "")
          }
          return try reader.patronsOne(with: patron).map {
            Erasing.erase($0, reason: "asked", branch: place.branch, id: try mint())
          }
        }
      }
      return "shown nowhere any longer"
    }
  }
}

extension RecordReading {
  /// The patron who stands for whoever has a card.
  fileprivate func known(_ card: String) throws -> RecordID {
    guard let patron = try persons(card: card).first else {
      throw try patrons(card: card).isEmpty ? DeskError.unknownCard : .cardNoLongerValid
    }
    return try survivor(ofPatron: patron.id)
  }

  fileprivate func unfinishedLoans(of patron: RecordID) throws -> Int {
    try derivedRows(
      table: LoanColumn.tableName, where: LoanColumn.patron, is: .record(patron)
    ).count { $0.values[LoanColumn.standing] != .text(Loan.Standing.closed.rawValue) }
  }
}
