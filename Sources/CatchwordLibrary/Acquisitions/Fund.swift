public import CatchwordCore

/// Money that a branch may spend on the collection, as its record says.
public struct Fund: Hashable, Sendable {
  public let id: RecordID
  public let code: String
  public let name: String
  /// The branch that answers for it.
  public let branch: String
  /// The allocation, in minor units.
  public let amount: Int64
  /// Code in ISO 4217.
  public let currency: String
  public let isClosed: Bool

  package init(_ view: RecordView) {
    id = view.id
    code = view[FundField.code].text ?? ""
    name = view[FundField.name].text ?? ""
    branch = view[FundField.branch].text ?? ""
    amount = OrderLimits.clamped(view[FundField.amount].integer)
    currency = view[FundField.currency].text ?? ""
    isClosed = view[FundField.closed].integer == 1
  }

  /// An amount of the fund's for people.
  package func text(_ minorUnits: Int64) -> String {
    Currency(named: currency).text(minorUnits)
  }
}

/// What a fund comes to, in minor units of its currency.
public struct FundSums: Hashable, Sendable {
  public internal(set) var allocated: Int64 = 0
  /// For what is ordered and still to come.
  public internal(set) var committed: Int64 = 0
  /// For what was received.
  public internal(set) var spent: Int64 = 0

  /// Below 0 where more was ordered than there is.
  public var free: Int64 { allocated - committed - spent }
}

extension Currency {
  /// A currency of orders, which may be another one than the policy's, with the digits of ISO 4217.
  package init(named code: String) {
    let code = ExactText(code)
    self.init(
      code: code,
      digits: Self.withoutDigits.contains(code) ? 0 : Self.ofThousands.contains(code) ? 3 : 2)
  }

  private static let withoutDigits: Set<ExactText> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
  ]
  private static let ofThousands: Set<ExactText> = [
    "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
  ]

  /// An amount without the currency, as staff write it: `0.25`.
  package func plainText(_ minorUnits: Int64) -> String {
    String(text(minorUnits).dropFirst(code.text.count + 1))
  }

  /// Whether a text has the shape of a code in ISO 4217: three capital letters.
  package static func isCode(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5a).contains($0) }
  }
}
