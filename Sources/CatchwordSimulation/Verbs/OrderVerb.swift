import CatchwordCore
import CatchwordLibrary

/// `order east 31234 BOOKS 2 1250`: copies of a title are ordered.
struct OrderVerb: Verb {
  static let word = "order"
  static let forms = [
    VerbForm(
      "order HOST BARCODE FUND COPIES CENTS [anyway]",
      "Orders copies of the item's title for the host's branch, each for so many cents; `anyway`: "
        + "although the fund says stop.")
  ]

  let host: String
  let barcode: String
  let fund: String
  let copies: Int64
  let price: Int64
  let overrides: Bool

  init(
    host: String, barcode: String, fund: String, copies: Int64, price: Int64,
    overrides: Bool = false
  ) {
    self.host = host
    self.barcode = barcode
    self.fund = fund
    self.copies = copies
    self.price = price
    self.overrides = overrides
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    fund = try words.take("a fund's code")
    copies = try words.number("a number of copies")
    price = try words.sum()
    overrides = words.skip("anyway")
  }

  var arguments: [String] {
    [host, barcode, fund, "\(copies)", "\(price)"] + (overrides ? ["anyway"] : [])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let branch = try run.find(host).branch
    try run.acquire(at: host, step, or: "no such fund or title here") { reader in
      // As it is named on the shelf here; the desk follows the merge that it knows of.
      guard let payer = try reader.funds(code: fund).first,
        let bib = try reader.bib(of: barcode)
      else { return nil }
      return .place(
        .init(
          bib: bib, fund: payer.id, copies: copies, price: price, vendor: "Blackwell",
          destination: branch, override: overrides ? "wanted all the same" : nil))
    }
  }
}

/// `deliver east 31234 40001`: what was ordered is here.
struct DeliverVerb: Verb {
  static let word = "deliver"
  static let forms = [
    VerbForm(
      "deliver HOST BARCODE LABEL [anyway]",
      "Receives a copy of the item's title under that label, for the oldest order that is to come, "
        + "else for the last; `anyway`: although that was cancelled.")
  ]

  let host: String
  let barcode: String
  let label: String
  let overrides: Bool

  init(host: String, barcode: String, label: String, overrides: Bool = false) {
    self.host = host
    self.barcode = barcode
    self.label = label
    self.overrides = overrides
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    label = try words.take("a label")
    overrides = words.skip("anyway")
  }

  var arguments: [String] { [host, barcode, label] + (overrides ? ["anyway"] : []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.acquire(at: host, step, or: "no such order here") { reader in
      try reader.order(of: barcode).map {
        .receive(
          .init(order: $0, barcodes: [label], reason: overrides ? "it came all the same" : nil))
      }
    }
  }
}

/// `unorder main 31234`: what was ordered is no longer wanted.
struct UnorderVerb: Verb {
  static let word = "unorder"
  static let forms = [
    VerbForm(
      "unorder HOST BARCODE",
      "Cancels the oldest order of the item's title that is to come, else the last.")
  ]

  let host: String
  let barcode: String

  init(host: String, barcode: String) {
    self.host = host
    self.barcode = barcode
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
  }

  var arguments: [String] { [host, barcode] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.acquire(at: host, step, or: "no such order here") { reader in
      try reader.order(of: barcode).map { .cancel(order: $0, reason: "not delivered in time") }
    }
  }
}
