public import CatchwordCore

extension DeskAction {
  /// Somebody is to pay for something other than a late return.
  public struct Bill: Hashable, Sendable {
    public let card: String
    public let kind: ChargeKind
    /// Minor units of the policy's currency.
    public let amount: Int64
    /// The item that it is for.
    public var barcode: String?
    public var reason: String?

    public init(
      card: String, kind: ChargeKind, amount: Int64, barcode: String? = nil, reason: String? = nil
    ) {
      self.card = card
      self.kind = kind
      self.amount = amount
      self.barcode = barcode
      self.reason = reason
    }
  }

  public struct Payment: Hashable, Sendable {
    public let card: String
    /// Minor units of the policy's currency.
    public let amount: Int64
    /// What it is for; nil: whatever is owed, the oldest first.
    public var charge: RecordID?
    public var method: PaymentMethod
    public var drawer: String?
    /// Whether what is not owed is kept as credit; else the desk says so and takes nothing.
    public var keepsRest: Bool

    public init(
      card: String, amount: Int64, charge: RecordID? = nil, method: PaymentMethod = .cash,
      drawer: String? = nil, keepsRest: Bool = false
    ) {
      self.card = card
      self.amount = amount
      self.charge = charge
      self.method = method
      self.drawer = drawer
      self.keepsRest = keepsRest
    }
  }

  public struct Waiver: Hashable, Sendable {
    public let card: String
    public let charge: RecordID
    /// Minor units; nil: all that is owed of it.
    public var amount: Int64?
    public let reason: String

    public init(card: String, charge: RecordID, amount: Int64? = nil, reason: String) {
      self.card = card
      self.charge = charge
      self.amount = amount
      self.reason = reason
    }
  }

  public struct Refund: Hashable, Sendable {
    public let card: String
    /// Minor units; nil: all that is to the patron's credit.
    public var amount: Int64?
    public var method: PaymentMethod
    public var drawer: String?

    public init(
      card: String, amount: Int64? = nil, method: PaymentMethod = .cash, drawer: String? = nil
    ) {
      self.card = card
      self.amount = amount
      self.method = method
      self.drawer = drawer
    }
  }
}
