import CatchwordCore
import CatchwordLibrary

/// `expect converged`: what must be so at this moment.
struct ExpectVerb: Verb {
  enum Claim: Hashable, Sendable {
    case converged
    case conflict(name: String, barcode: String, isOpen: Bool, owner: String?)
    case noConflict(barcode: String)
    case loan(barcode: String, card: String, standing: String)
    case noLoan(barcode: String)
    case due(barcode: String, CivilDate)
    case at(barcode: String, branch: String)
    case underWay(barcode: String, branch: String)
    case uses(barcode: String, count: Int64)
    case hold(card: String, barcode: String, standing: String)
    case owed(card: String, amount: Int64)
    case credit(card: String, amount: Int64)
    case title(barcode: String, title: String)
    case heading(barcode: String, text: String)
    case order(barcode: String, standing: String)
    case fund(code: String, free: Int64)
    case says(host: String, text: String)
    case anonymous(barcode: String)
    case erased(card: String)
  }

  static let word = "expect"
  static let forms = [
    VerbForm(
      "expect converged", "All hosts hold the same commits and make the same state of them."),
    VerbForm(
      "expect conflict NAME BARCODE [resolved] [review BRANCH]",
      "A conflict about the item (or a card's patron, or a fund) stands in every reachable host's "
        + "queue: "
        + cases.map(\.name).joined(separator: ", ") + "."),
    VerbForm("expect no-conflict BARCODE", "Nothing about the item is open anywhere."),
    VerbForm(
      "expect loan BARCODE CARD open|closed|disputed",
      "That person's last loan of the item stands so."),
    VerbForm("expect no-loan BARCODE", "No loan of the item is open."),
    VerbForm(
      "expect due BARCODE DATE",
      "The item is on loan and is due on that day, by what is known of closures today."),
    VerbForm("expect place BARCODE BRANCH", "The item is at that branch."),
    VerbForm("expect transit BARCODE BRANCH", "The item is on its way to that branch."),
    VerbForm(
      "expect uses BARCODE N", "The item was used in the house so often, undone scans apart."),
    VerbForm(
      "expect hold CARD BARCODE waiting|captured|ready|filled|cancelled|merged",
      "That reader's last hold on the item's title stands so."),
    VerbForm("expect owed CARD CENTS", "That patron owes so much today, in all."),
    VerbForm("expect credit CARD CENTS", "That patron has so much to their credit."),
    VerbForm("expect title BARCODE TITLE", "That title is shown."),
    VerbForm(
      "expect heading BARCODE HEADING", "The first field 650 of the bib shows that heading."),
    VerbForm(
      "expect order BARCODE open|received|cancelled|undone",
      "The last order of the item's title stands so."),
    VerbForm("expect fund CODE CENTS", "So much of that fund is left; below 0 it is over."),
    VerbForm("expect anonymous BARCODE", "No closed loan of the item says who had it."),
    VerbForm(
      "expect erased CARD", "The card is good no longer, and nothing derived names who had it."),
    VerbForm("expect says HOST TEXT", "A sentence of the host's status has that text in it."),
  ]
  static let cases: [(name: String, numbers: Set<Int>)] = [
    ("double-loan", [ConflictCase.doubleLoan]),
    ("impossible-travel", [ConflictCase.impossibleTravel]),
    ("fine-paid-too-far", [ConflictCase.finePaidTooFar]),
    ("billed-though-back", [ConflictCase.billedThoughBack]),
    ("paid-and-found", [ConflictCase.paidAndFound]),
    ("paid-twice", [ConflictCase.paidTwice]), ("paid-and-waived", [ConflictCase.paidAndWaived]),
    ("lent-on-stolen-card", [ConflictCase.lentOnStolenCard]),
    ("withdrawn-in-use", [ConflictCase.withdrawnInUse]),
    ("found-after-delete", [ConflictCase.foundAfterDelete]),
    ("lent-in-transit", [ConflictCase.lentInTransit]),
    ("received-elsewhere", [ConflictCase.receivedElsewhere]),
    ("captured-twice", [ConflictCase.capturedTwice]),
    ("placed-at-once", [ConflictCase.placedAtOnce]),
    ("cancelled-while-fetched", [ConflictCase.cancelledWhileFetched]),
    ("wanted-and-lent", [ConflictCase.wantedAndLent]),
    ("edited-twice", [ConflictCase.fieldEditedTwice, ConflictCase.descriptionEditedTwice]),
    (
      "deleted-and-edited",
      [ConflictCase.fieldDeletedAndEdited, ConflictCase.recordDeletedAndEdited]
    ),
    ("bib-deleted-in-use", [ConflictCase.bibDeletedInUse]),
    ("former-heading", [ConflictCase.formerHeading]),
    ("link-to-retired", [ConflictCase.linkToRetired]),
    ("found-on-shelf", [ConflictCase.foundOnShelf]),
    ("merged-in-circle", [ConflictCase.mergedInCircle, ConflictCase.patronsMergedInCircle]),
    ("received-though-cancelled", [ConflictCase.receivedThoughCancelled]),
    ("fund-overcommitted", [ConflictCase.fundOvercommitted]),
    ("lent-to-erased", [ConflictCase.lentToErased]),
    ("lent-in-quarantine", [ConflictCase.lentInQuarantine]),
    ("undone-in-use", [ConflictCase.undoneInUse]),
    ("shared-card", [ConflictCase.sharedCard]), ("shared-barcode", [ConflictCase.sharedBarcode]),
    ("unknown-barcode", [ConflictCase.unknownBarcode]), ("undecided", [0]),
  ]

  let claim: Claim

  init(_ claim: Claim) { self.claim = claim }

  init(_ words: inout Words) throws {
    let word = try words.take("what is expected")
    switch word {
    case "converged": claim = .converged
    case "conflict":
      let name = try words.take("the name of a conflict")
      guard Self.cases.contains(where: { $0.name == name }) else {
        let known = Self.cases.map(\.name).joined(separator: ", ")
        throw StoryError("there is no conflict `\(name)`; there are \(known)")
      }
      let barcode = try words.take("a barcode")
      let isOpen = !words.skip("resolved")
      let owner = words.skip("review") ? try words.take("a branch") : nil
      claim = .conflict(name: name, barcode: barcode, isOpen: isOpen, owner: owner)
    case "no-conflict": claim = .noConflict(barcode: try words.take("a barcode"))
    case "loan":
      let (barcode, card) = (try words.take("a barcode"), try words.take("a card"))
      let standing = try words.take("`open`, `closed` or `disputed`")
      guard ["open", "closed", "disputed"].contains(standing) else {
        throw StoryError("a loan is `open`, `closed` or `disputed`, not `\(standing)`")
      }
      claim = .loan(barcode: barcode, card: card, standing: standing)
    case "no-loan": claim = .noLoan(barcode: try words.take("a barcode"))
    case "due": claim = .due(barcode: try words.take("a barcode"), try words.date())
    case "place":
      claim = .at(barcode: try words.take("a barcode"), branch: try words.take("a branch"))
    case "transit":
      claim = .underWay(
        barcode: try words.take("a barcode"), branch: try words.take("a branch"))
    case "uses":
      claim = .uses(
        barcode: try words.take("a barcode"), count: try words.number("a number of uses"))
    case "hold":
      let (card, barcode) = (try words.take("a card"), try words.take("a barcode"))
      let standing = try words.take("how the hold stands")
      guard Hold.Standing(rawValue: standing) != nil else {
        throw StoryError("no hold stands `\(standing)`")
      }
      claim = .hold(card: card, barcode: barcode, standing: standing)
    case "owed": claim = .owed(card: try words.take("a card"), amount: try words.sum())
    case "credit": claim = .credit(card: try words.take("a card"), amount: try words.sum())
    case "title":
      claim = .title(barcode: try words.take("a barcode"), title: try words.take("a title"))
    case "heading":
      claim = .heading(barcode: try words.take("a barcode"), text: try words.take("a heading"))
    case "order":
      let barcode = try words.take("a barcode")
      let standing = try words.take("how the order stands")
      guard OrderLine.Standing(rawValue: standing) != nil else {
        throw StoryError("no order stands `\(standing)`")
      }
      claim = .order(barcode: barcode, standing: standing)
    case "fund":
      claim = .fund(
        code: try words.take("a fund's code"), free: try words.number("an amount in cents"))
    case "anonymous": claim = .anonymous(barcode: try words.take("a barcode"))
    case "erased": claim = .erased(card: try words.take("a card"))
    case "says": claim = .says(host: try words.host(), text: try words.take("a text"))
    default: throw StoryError("nobody can expect `\(word)`")
    }
  }

  var arguments: [String] {
    switch claim {
    case .converged: ["converged"]
    case .conflict(let name, let barcode, let isOpen, let owner):
      ["conflict", name, barcode] + (isOpen ? [] : ["resolved"])
        + (owner.map { ["review", $0] } ?? [])
    case .noConflict(let barcode): ["no-conflict", barcode]
    case .loan(let barcode, let card, let standing): ["loan", barcode, card, standing]
    case .noLoan(let barcode): ["no-loan", barcode]
    case .due(let barcode, let date): ["due", barcode, "\(date)"]
    case .at(let barcode, let branch): ["place", barcode, branch]
    case .underWay(let barcode, let branch): ["transit", barcode, branch]
    case .uses(let barcode, let count): ["uses", barcode, "\(count)"]
    case .hold(let card, let barcode, let standing): ["hold", card, barcode, standing]
    case .owed(let card, let amount): ["owed", card, "\(amount)"]
    case .credit(let card, let amount): ["credit", card, "\(amount)"]
    case .title(let barcode, let title): ["title", barcode, title]
    case .heading(let barcode, let text): ["heading", barcode, text]
    case .order(let barcode, let standing): ["order", barcode, standing]
    case .fund(let code, let free): ["fund", code, "\(free)"]
    case .says(let host, let text): ["says", host, text]
    case .anonymous(let barcode): ["anonymous", barcode]
    case .erased(let card): ["erased", card]
    }
  }
  var hosts: [String] {
    if case .says(let host, _) = claim { [host] } else { [] }
  }
  static var nature: VerbNature { .expectation }

  func perform(_ step: Step, in run: Run) throws {
    if let trouble = try run.trouble(with: claim) {
      throw CheckFailure(
        "expect", kind: arguments[0], "\(Plan.line(self)): \(run.readable(trouble))")
    }
    run.held("expect")
    run.say("\(Plan.line(self)): yes")
  }
}
