public import CatchwordCore

/// What staff do with funds and orders.
public enum AcquisitionAction: Hashable, Sendable {
  case addFund(NewFund)
  case setFund(RecordID, FundChange)
  /// What a fund is over by may stay so.
  case approve(fund: RecordID, reason: String)
  case place(Placing)
  case receive(Receipt)
  /// What has not come yet.
  case cancel(order: RecordID, reason: String)

  public struct NewFund: Hashable, Sendable {
    public let code: String
    public let name: String
    /// The branch that answers for it.
    public let branch: String
    /// Minor units.
    public let amount: Int64
    /// Code in ISO 4217.
    public let currency: String

    public init(code: String, name: String, branch: String, amount: Int64, currency: String) {
      self.code = code
      self.name = name
      self.branch = branch
      self.amount = amount
      self.currency = currency
    }
  }

  /// Only what is not nil changes.
  public struct FundChange: Hashable, Sendable {
    public var name: String?
    public var branch: String?
    /// Minor units.
    public var amount: Int64?
    public var isClosed: Bool?

    public init(
      name: String? = nil, branch: String? = nil, amount: Int64? = nil, isClosed: Bool? = nil
    ) {
      self.name = name
      self.branch = branch
      self.amount = amount
      self.isClosed = isClosed
    }
  }

  public struct Placing: Hashable, Sendable {
    public let bib: RecordID
    public let fund: RecordID
    public let copies: Int64
    /// Minor units for one copy, in the fund's currency.
    public let price: Int64
    public let vendor: String
    /// The branch for which it is ordered.
    public let destination: String
    public var kind: OrderKind
    /// Why staff order it although the fund says stop.
    public var override: String?

    public init(
      bib: RecordID, fund: RecordID, copies: Int64, price: Int64, vendor: String,
      destination: String, kind: OrderKind = .purchase, override: String? = nil
    ) {
      self.bib = bib
      self.fund = fund
      self.copies = copies
      self.price = price
      self.vendor = vendor
      self.destination = destination
      self.kind = kind
      self.override = override
    }
  }

  public struct Receipt: Hashable, Sendable {
    public let order: RecordID
    /// Of the items in hand; one that no item bears makes an item of the ordered bib.
    public let barcodes: [String]
    /// Without labels; nil: all that is still to come. Of no meaning beside barcodes.
    public var copies: Int64?
    /// Why it is taken in although the order was cancelled.
    public var reason: String?

    public init(
      order: RecordID, barcodes: [String] = [], copies: Int64? = nil, reason: String? = nil
    ) {
      self.order = order
      self.barcodes = barcodes
      self.copies = copies
      self.reason = reason
    }
  }
}

/// Why something about a fund or an order was refused. Nothing was stated; the sentence says what to
/// do instead.
public enum OrderError: Error, Hashable, Sendable {
  case noCode
  case fundExists(String)
  case notACurrency(String)
  case notAnAmount
  case nothingChanged
  case unknownFund
  case fundClosed(String)
  /// - `free`, `cost`: for people.
  case fundExhausted(String, free: String, cost: String)
  case nothingToApprove(String)
  case notACount
  case textTooLong
  case unknownOrder(RecordID)
  case orderCancelled(by: String)
  case orderUndone(by: String)
  case cancelledAlready
  case receivedAlready
  case copyReceived(String)
  case otherTitle(barcode: String, title: String)
  /// So many copies of an order that is to be undone.
  case copiesCame(Int64)

  /// Stable, for scripts.
  public var code: String {
    switch self {
    case .noCode: "no-code"
    case .fundExists: "fund-exists"
    case .notACurrency: "not-a-currency"
    case .notAnAmount: "not-an-amount"
    case .nothingChanged: "nothing-changed"
    case .unknownFund: "unknown-fund"
    case .fundClosed: "fund-closed"
    case .fundExhausted: "fund-exhausted"
    case .nothingToApprove: "nothing-to-approve"
    case .notACount: "not-a-count"
    case .textTooLong: "text-too-long"
    case .unknownOrder: "unknown-order"
    case .orderCancelled: "order-cancelled"
    case .orderUndone: "order-undone"
    case .cancelledAlready: "cancelled-already"
    case .receivedAlready: "received-already"
    case .copyReceived: "copy-received"
    case .otherTitle: "other-title"
    case .copiesCame: "copies-came"
    }
  }

  /// Whether a reason lets staff go on.
  public var canBeOverridden: Bool {
    switch self {
    case .fundExhausted, .orderCancelled, .orderUndone: true
    default: false
    }
  }
}

extension OrderError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noCode: "A fund needs a code without spaces, such as BOOKS."
    case .fundExists(let code):
      "There is a fund \(code) already; change it with `catchword fund set`."
    case .notACurrency(let text):
      "\"\(text)\" is no currency; give three capital letters of ISO 4217, such as EUR."
    case .notAnAmount:
      "That is no amount of money; give one such as 12.50, with no more digits than the currency has."
    case .nothingChanged: "Nothing is to be changed; say what with an option."
    case .unknownFund: "This replica knows no such fund; list them, or sync first."
    case .fundClosed(let code):
      "Fund \(code) is closed; order from another, or open it with `catchword fund set \(code) --open`."
    case .fundExhausted(let code, let free, let cost):
      "Fund \(code) has \(free) left and this costs \(cost); order less, ask for more money, or order "
        + "with --override REASON."
    case .nothingToApprove(let code):
      "Fund \(code) is not over as far as this replica knows, or that is approved already."
    case .notACount:
      "Give a number of copies from \(OrderLimits.copies.lowerBound) to "
        + "\(OrderLimits.copies.upperBound)."
    case .textTooLong: "A text has at most \(PolicyLimits.textBytes) bytes; shorten it."
    case .unknownOrder(let order): "This replica knows no order \(order); list them, or sync first."
    case .orderCancelled(let what):
      "That order is cancelled (\(what)); send the parcel back, or take it in with --reason."
    case .orderUndone(let what):
      "That order was taken back (\(what)); send the parcel back, or take it in with --reason."
    case .cancelledAlready: "That order is cancelled already."
    case .receivedAlready:
      "All of that order was received already; a copy that goes back is the vendor's credit note."
    case .copyReceived(let barcode): "\(barcode) was received for that order already."
    case .otherTitle(let barcode, let title):
      "\(barcode) is on \(title), which is not what was ordered; look at the label."
    case .copiesCame(let copies):
      "\(copiesText(copies)) of that order came; undo the receipts first, or cancel the rest."
    }
  }
}
