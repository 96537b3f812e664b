import Catchword
import CatchwordCore
import CatchwordLibrary

struct FundShape: Encodable {
  let id: String
  let code: String
  let name: String
  let branch: String
  let currency: String
  /// Minor units, as the three below.
  let allocated: Int64
  let ordered: Int64
  let spent: Int64
  let free: Int64
  let closed: Bool

  init(_ card: FundCard) {
    id = card.fund.id.description
    code = card.fund.code
    name = card.fund.name
    branch = card.fund.branch
    currency = card.fund.currency
    allocated = card.sums.allocated
    ordered = card.sums.committed
    spent = card.sums.spent
    free = card.sums.free
    closed = card.fund.isClosed
  }
}

struct FundListShape: Encodable {
  let funds: [FundShape]
}

struct FundCardShape: Encodable {
  let fund: FundShape
  let orders: [OrderShape]
}

struct OrderShape: Encodable {
  let id: String
  @OrNull var bib: String?
  let title: String
  let fund: String
  let copies: Int64
  let received: Int64
  let standing: String
  /// Minor units for one copy.
  let price: Int64
  let currency: String
  let branch: String
  let destination: String
  let vendor: String
  let kind: String
  let placed: String

  private enum CodingKeys: String, CodingKey {
    case id
    case bib
    case title
    case fund
    case copies
    case received
    case standing
    case price
    case currency
    case branch
    case destination = "for"
    case vendor
    case kind
    case placed
  }

  init(_ card: OrderCard) {
    let line = card.line
    id = line.id.description
    title = card.title
    fund = card.fund
    copies = line.copies
    received = line.received
    standing = line.standing.rawValue
    price = line.amount
    currency = line.currency
    branch = line.branch
    destination = line.destination
    vendor = line.vendor
    kind = line.kind.word
    placed = Moment.text(line.placed)
    bib = line.bib?.description
  }
}

struct OrderListShape: Encodable {
  let orders: [OrderShape]
}

struct OrderCardShape: Encodable {
  let order: OrderShape
  let history: [String]
}

/// What was done about a fund or an order.
private struct AcquisitionShape: Encodable {
  /// The fund, the order, or the fact about it.
  let id: String
  let signal: String
  let lines: [String]
  @OrNull var title: String?
  let acknowledged: [AcknowledgementShape]

  init(_ performed: Performed<DeskAnswer>) {
    id = performed.answer.fact.description
    signal = performed.answer.signal.rawValue
    lines = performed.answer.lines
    acknowledged = performed.acknowledgements.map(AcknowledgementShape.init)
    title = performed.answer.title
  }
}

extension Workplace {
  /// Says what was done about a fund or an order, once it is durable.
  func tell(_ performed: Performed<DeskAnswer>, verb: String) throws {
    if json { return Console.say(JSON.text(Answer(verb, AcquisitionShape(performed)))) }
    let answer = ScanShape(barcode: "", performed)
    Console.say(
      answer.text(hasColours: Console.hasColours) + "  (\(performed.answer.fact))")
  }
}

/// Funds and orders for people.
enum OrderText {
  static func line(_ card: FundCard) -> String {
    let fund = card.fund
    var parts = [
      fund.code, fund.name, fund.branch, fund.text(card.sums.allocated),
      "ordered \(fund.text(card.sums.committed))", "spent \(fund.text(card.sums.spent))",
      "left \(fund.text(card.sums.free))",
    ]
    if card.sums.free < 0 { parts.append("OVER") }
    if fund.isClosed { parts.append("closed") }
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  static func line(_ card: OrderCard) -> String {
    let line = card.line
    let price = Currency(named: line.currency).text(line.amount)
    var parts = [
      "\(line.id)", card.title, "\(line.received) of \(line.copies)", line.standing.rawValue,
      "\(price) each", card.fund, line.vendor, "for \(line.destination)",
    ]
    if line.kind != .purchase { parts.append(line.kind.word) }
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
