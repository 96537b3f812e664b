import CatchwordCore

/// Fields of a fund: money that one branch may spend on the collection.
public enum FundField {
  public static let code = 1
  public static let name = 2
  /// The code of the branch that answers for it, and in whose queue it stands when it is overdrawn.
  public static let branch = 3
  /// The allocation, in minor units.
  public static let amount = 4
  /// Code in ISO 4217.
  public static let currency = 5
  /// 1: nothing more is ordered from it.
  public static let closed = 6

  /// Columns that the fold fills in, all in minor units of the fund's currency.
  public enum Derived {
    /// For what is ordered and still to come.
    public static let committed = 1
    /// For what was received.
    public static let spent = 2
    /// What is left; below 0 where more was ordered than there is.
    public static let free = 3
  }

  static let schema = Kind(
    LibraryKind.fund, "fund", lane: .catalog,
    fields: [
      Field(code, "code", .text, isIndexed: true),
      Field(name, "name", .text),
      Field(branch, "branch", .text),
      Field(amount, "amount", .integer),
      Field(currency, "currency", .text),
      Field(closed, "closed", .integer),
    ],
    derived: [
      Field(Derived.committed, "committed", .integer),
      Field(Derived.spent, "spent", .integer),
      Field(Derived.free, "free", .integer),
    ])
}

/// Fields of a fact about an order line. One kind for all actions, as at the desk.
public enum OrderField {
  /// `OrderAction.rawValue`.
  public static let action = 1
  /// The fact that placed the order; null in that fact itself, and in an approval.
  public static let order = 2
  /// The bib that is ordered, which may be merged into another one by now (case 29).
  public static let bib = 3
  /// The fund that pays, in every fact about the order: all of them are folded together.
  public static let fund = 4
  /// Copies that are ordered or received; null in a receipt: 1.
  public static let quantity = 5
  /// Minor units: for one copy; in an approval, what the fund was over by.
  public static let amount = 6
  /// Code in ISO 4217.
  public static let currency = 7
  /// The branch whose desk this was.
  public static let branch = 8
  public static let vendor = 9
  /// The item that was received.
  public static let item = 10
  /// What is on the label of the item that was received.
  public static let barcode = 11
  /// Why; in an order, why it was placed although the fund said stop.
  public static let reason = 12
  /// The code of the branch for which it is ordered.
  public static let destination = 13
  /// `OrderKind.rawValue`.
  public static let kind = 14
  /// Seconds since 1970 at which it happened, of what was taken over from another system; null: when
  /// its commit says (decision 0014).
  public static let happened = 20

  static let schema = Kind(
    LibraryKind.order, "order", lane: .circulation, form: .fact,
    fields: [
      Field(action, "action", .integer),
      Field(order, "order", .record, isIndexed: true),
      Field(bib, "bib", .record, isIndexed: true),
      Field(fund, "fund", .record, isIndexed: true),
      Field(quantity, "quantity", .integer),
      Field(amount, "amount", .integer),
      Field(currency, "currency", .text),
      Field(branch, "branch", .text),
      Field(vendor, "vendor", .text),
      Field(item, "item", .record),
      Field(barcode, "barcode", .text),
      Field(reason, "reason", .text),
      Field(destination, "destination", .text),
      Field(kind, "kind", .integer),
      Field(happened, "happened", .integer),
    ])
}

/// What a fact about an order states.
public enum OrderAction: Int64, Sendable, Hashable, CaseIterable {
  case place = 1
  case receive = 2
  /// Of what has not come yet.
  case cancel = 3
  /// What a fund is over by may stay so.
  case approve = 4
}

/// How the library gets what it orders.
public enum OrderKind: Int64, Sendable, Hashable, CaseIterable {
  case purchase = 1
  case interLibraryLoan = 2

  /// - Parameter word: as `word` gives it.
  public init?(word: String) {
    guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }

  /// The word on the command line and in a sentence.
  public var word: String { self == .purchase ? "purchase" : "ill" }
}

/// Columns of the derived table of order lines; its rows belong to their fund.
public enum OrderLineColumn {
  /// The id of the fact that placed it.
  public static let id = 1
  /// The bib that stands for the one that was ordered.
  public static let bib = 2
  public static let fund = 3
  /// Copies.
  public static let quantity = 4
  public static let received = 5
  /// `OrderLine.Standing.rawValue`.
  public static let standing = 6
  /// Minor units for one copy.
  public static let amount = 7
  public static let currency = 8
  /// Where it was placed.
  public static let branch = 9
  public static let vendor = 10
  /// Seconds since 1970.
  public static let placed = 11
  public static let destination = 12
  /// `OrderKind.rawValue`.
  public static let kind = 13
  /// The receipt, the cancellation or the undo that closed it.
  public static let endedBy = 14

  public static let tableName = "order_line"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(id, "id", .record, isIndexed: true),
      Field(bib, "bib", .record, isIndexed: true),
      Field(fund, "fund", .record, isIndexed: true),
      Field(quantity, "quantity", .integer),
      Field(received, "received", .integer),
      Field(standing, "standing", .text, isIndexed: true),
      Field(amount, "amount", .integer),
      Field(currency, "currency", .text),
      Field(branch, "branch", .text),
      Field(vendor, "vendor", .text),
      Field(placed, "placed", .integer),
      Field(destination, "destination", .text),
      Field(kind, "kind", .integer),
      Field(endedBy, "ended_by", .record),
    ])
}
