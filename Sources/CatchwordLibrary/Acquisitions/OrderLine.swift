public import CatchwordCore

/// One order of some copies of a title, as the facts about it fold.
public struct OrderLine: Hashable, Sendable {
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    /// Copies are still to come.
    case open
    /// Copies came, and no more are awaited.
    case received
    /// None came and none is awaited.
    case cancelled
    /// It was ordered by mistake, and nothing came of it.
    case undone
  }

  /// The fact that placed it.
  public let id: RecordID
  /// As it was ordered; another bib may stand for it by now.
  public let bib: RecordID?
  public let copies: Int64
  /// Minor units for one copy.
  public let amount: Int64
  /// Code in ISO 4217.
  public let currency: String
  /// Where it was placed.
  public let branch: String
  /// For which branch.
  public let destination: String
  public let vendor: String
  public let kind: OrderKind
  /// Seconds since 1970.
  public let placed: Int64
  public internal(set) var received: Int64 = 0
  public internal(set) var standing = Standing.open
  /// The receipt, the cancellation or the undo that closed it.
  public internal(set) var endedBy: RecordID?

  /// Copies that are still to come.
  public var outstanding: Int64 { standing == .open ? max(0, copies - received) : 0 }
  /// Minor units for what is still to come; nothing for what was cancelled.
  public var committed: Int64 { outstanding * amount }
  /// Minor units for what came.
  public var spent: Int64 { received * amount }
  public var cost: Int64 { committed + spent }

  init(
    id: RecordID, bib: RecordID?, copies: Int64, amount: Int64, currency: String, branch: String,
    destination: String, vendor: String, kind: OrderKind, placed: Int64
  ) {
    self.id = id
    self.bib = bib
    self.copies = copies
    self.amount = amount
    self.currency = currency
    self.branch = branch
    self.destination = destination
    self.vendor = vendor
    self.kind = kind
    self.placed = placed
  }

  init(_ placing: OrderFact) {
    self.init(
      id: placing.id, bib: placing.bib, copies: placing.copies, amount: placing.amount,
      currency: placing.currency, branch: placing.branch, destination: placing.destination,
      vendor: placing.vendor, kind: placing.kind, placed: placing.time)
  }
}

/// Bounds of one order; a fact beyond them is kept and folds to nothing.
package enum OrderLimits {
  package static let copies: ClosedRange<Int64> = 1...10_000
  /// Minor units.
  package static let amount: ClosedRange<Int64> = 0...PolicyLimits.amount

  /// What a fund's record says of its amount: beyond the bounds the nearest of them.
  static func clamped(_ amount: Int64?) -> Int64 {
    min(max(amount ?? 0, self.amount.lowerBound), self.amount.upperBound)
  }
}

/// A fact about an order with its fields by name.
package struct OrderFact: Hashable, Sendable {
  package let placed: PlacedFact
  package let action: OrderAction
  package let copies: Int64
  package let amount: Int64

  /// - Returns: nil for an action that this version does not know, and for what is out of bounds; such
  ///   facts are kept, not folded.
  package init?(_ placed: PlacedFact) {
    guard let action = placed[OrderField.action].integer.flatMap(OrderAction.init) else {
      return nil
    }
    self.placed = placed
    self.action = action
    copies = placed[OrderField.quantity].integer ?? 1
    amount = placed[OrderField.amount].integer ?? 0
    guard OrderLimits.copies.contains(copies) else { return nil }
    guard action != .place || OrderLimits.amount.contains(amount) else { return nil }
  }

  package var id: RecordID { placed.id }
  package var dot: Dot { placed.stamp.dot }
  /// When it happened: of what was taken over from another system when it did there, never after its
  /// commit.
  package var time: Int64 {
    placed[OrderField.happened].integer.map { min($0, placed.stamp.time) } ?? placed.stamp.time
  }
  /// The order that it is about.
  package var order: RecordID {
    action == .place ? placed.id : placed[OrderField.order].record ?? placed.id
  }
  package var bib: RecordID? { placed[OrderField.bib].record }
  package var branch: String { text(OrderField.branch) }
  package var destination: String { text(OrderField.destination) }
  package var currency: String { text(OrderField.currency) }
  package var vendor: String { text(OrderField.vendor) }
  package var barcode: String { text(OrderField.barcode) }
  package var reason: String { text(OrderField.reason) }
  package var kind: OrderKind {
    placed[OrderField.kind].integer.flatMap(OrderKind.init) ?? .purchase
  }

  private func text(_ field: Int) -> String { placed[field].text ?? "" }

  package func hasSeen(_ other: OrderFact) -> Bool { placed.hasSeen(other.placed) }

  package func isConcurrent(with other: OrderFact) -> Bool {
    placed.isConcurrent(with: other.placed)
  }

  package var place: String { branch.isEmpty ? "an unnamed branch" : branch }

  /// How a sentence names it: what, where, when, and its id.
  package var phrase: String {
    let verb =
      switch action {
      case .place: "order of \(copiesText(copies))"
      case .receive:
        "receipt of \(barcode.isEmpty ? copiesText(copies) : barcode)"
      case .cancel: "cancellation"
      case .approve: "approval"
      }
    return "\(verb) at \(place) at \(instantText(time)) (\(id))"
  }
}

/// `1 copy`, `2 copies`.
package func copiesText(_ number: Int64) -> String { number == 1 ? "1 copy" : "\(number) copies" }
