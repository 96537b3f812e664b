public import CatchwordCore

/// One loan, as the facts of its item fold to it.
public struct Loan: Hashable, Sendable {
  public enum Standing: String, Hashable, Sendable {
    case open
    /// Another loan of the item is too close in time to be true (case 2): neither open nor closed,
    /// no fines, no notices, not counted.
    case disputed
    case closed
  }

  public enum Closing: String, Hashable, Sendable {
    case checkin
    /// Somebody else borrowed the item, so it must have come back.
    case implied
    /// Seen on a shelf or at a desk although it was on loan (case 46).
    case found
    /// Found by the library after the borrower had said that it came back (case 10).
    case claim
    /// Lost, and somebody paid for it.
    case paid
    /// A person decided that another loan stands.
    case review

    /// Whether somebody saw the item, so that no decision about another loan changes it.
    var isSeen: Bool { self == .checkin || self == .found || self == .claim }
  }

  /// The checkout.
  public let id: RecordID
  public internal(set) var patron: RecordID?
  /// The lending branch.
  public let branch: String
  /// Seconds since 1970.
  public let started: Int64
  public var due: CivilDate?
  public var renewals: Int64 = 0
  public var standing = Standing.open
  public var closedAt: Int64?
  public var closedBy: RecordID?
  public var closedHow: Closing?
  /// Where staff backdated the return: the day to which fines may count.
  public var returnedOn: CivilDate?
  /// Whether the clock was in doubt by which it is due (case 43): a late return costs nothing.
  public var isDueInDoubt = false
}

/// Where a thing is.
public enum Custody: Hashable, Sendable {
  case branch(String)
  /// With the borrower of a loan.
  case loan(RecordID)
  /// On its way between two branches.
  case transit(from: String, to: String)
  /// Nobody has seen it, or nobody finds it.
  case unknown
}

/// Whether a thing may be lent.
public enum Eligibility: String, Hashable, Sendable {
  case lendable
  case reference
  case damaged
  /// A part of it is missing.
  case incomplete
  /// Must not go out, such as for mould; stands until it is released (case 54).
  case preservationHold = "preservation hold"
  /// Withdrawn while on loan, or seen after a withdrawal that did not know: goes to cataloguing.
  case withdrawnPending = "withdrawn pending"
  case withdrawn
  /// Deleted, then seen: not lendable until somebody has looked (case 13).
  case foundAfterDelete = "found after delete"
  case deleted
}

/// What is said of a thing besides.
public enum Claim: String, Hashable, Sendable, Comparable, CaseIterable {
  /// The borrower says that it came back, and nobody found it yet.
  case claimedReturned = "claimed returned"
  case disputed
  case lost
  case missing

  public static func < (a: Claim, b: Claim) -> Bool {
    a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8)
  }
}

/// What the facts of one item fold to.
public struct CirculationState: Hashable, Sendable {
  /// In fold order of their checkouts.
  public var loans: [Loan] = []
  /// In fold order of the facts that sent the item.
  public var transits: [Transit] = []
  /// In fold order of the facts that put the item aside.
  public var captures: [Capture] = []
  /// Those that were stated in fold order, then late returns in that of their loans.
  public var charges: [Charge] = []
  public var custody = Custody.unknown
  /// Seconds since 1970 of the sighting that gives custody; nil before any.
  public var since: Int64?
  public var eligibility = Eligibility.lendable
  /// Ascending.
  public var claims: [Claim] = []
  /// How often it was used in the house.
  public var usesInHouse: Int64 = 0
  public var reviews: [ReviewItem] = []
  /// In the order in which the decisions were made.
  public var explanations: [String] = []
  /// By checkout: the place of its loan among all; two checkouts to one borrower are one loan.
  var places: [RecordID: Int] = [:]
  /// As in `Derivation`: what has seen this fact can only go on from this state.
  var rest: Dot?

  public init() {}

  public var openLoan: Loan? { loans.first { $0.standing == .open } }

  /// The journey that the item is on.
  public var openTransit: Transit? { transits.last.flatMap { $0.isOpen ? $0 : nil } }

  /// What it is kept for.
  public var openCapture: Capture? { captures.last.flatMap { $0.isOpen ? $0 : nil } }

  /// What staff read at a glance.
  public var status: String {
    if claims.contains(.disputed) { return "disputed" }
    if claims.contains(.lost) { return "lost" }
    if claims.contains(.claimedReturned) { return "claimed returned" }
    if openLoan != nil {
      if eligibility == .preservationHold { return "on loan, quarantine on return" }
      return eligibility == .withdrawnPending ? "on loan, withdraw on return" : "on loan"
    }
    if claims.contains(.missing) { return "missing" }
    if openTransit != nil { return "in transit" }
    if openCapture?.shelved != nil { return "on hold shelf" }
    return eligibility == .lendable ? "available" : eligibility.rawValue
  }

  /// 1. At most one loan is open. 2. Custody is with that loan, if there is one. 3. A loan never
  /// closes before it started. 4. A closed loan says when, by what and how. 5. Only the last journey
  /// can be open, and custody is with it. 6. Only the last capture can be open, and not on a loan.
  /// 7. Nothing was used less than never.
  package func checkInvariants() {
    let open = loans.filter { $0.standing == .open }
    precondition(open.count <= 1, "two open loans of one item")
    if let open = open.first { precondition(custody == .loan(open.id), "custody without the loan") }
    for loan in loans where loan.standing == .closed {
      precondition(loan.closedAt ?? .min >= loan.started, "a loan closed before it started")
      precondition(loan.closedBy != nil && loan.closedHow != nil, "closed by nobody")
    }
    precondition(transits.dropLast().allSatisfy { !$0.isOpen }, "two open journeys of one item")
    if let transit = openTransit {
      precondition(
        custody == .transit(from: transit.from, to: transit.to), "custody without the journey")
    }
    precondition(captures.dropLast().allSatisfy { !$0.isOpen }, "kept for two holds at once")
    precondition(openCapture == nil || open.isEmpty, "kept for a hold and on loan")
    precondition(usesInHouse >= 0, "used less than never")
  }
}

/// What of an item's description its fold needs.
package struct ItemProfile: Hashable, Sendable {
  package var owningBranch: String
  /// Where the description says the item is, until somebody sees it.
  package var home: String
  package var isForLibraryUse: Bool
  /// The barcode that facts without an item were bound by.
  package var barcode: String?

  package init(
    owningBranch: String, home: String, isForLibraryUse: Bool, barcode: String?
  ) {
    self.owningBranch = owningBranch
    self.home = home
    self.isForLibraryUse = isForLibraryUse
    self.barcode = barcode
  }

  /// A barcode or item that no record describes.
  package static func nobody(barcode: String?) -> ItemProfile {
    ItemProfile(owningBranch: "", home: "", isForLibraryUse: false, barcode: barcode)
  }

  package init(_ item: RecordView) {
    let owner = item[ItemField.owningBranch].text ?? ""
    self.init(
      owningBranch: owner, home: item[ItemField.currentBranch].text ?? owner,
      isForLibraryUse: (item[ItemField.notForLoan].integer ?? 0) != 0,
      barcode: item[ItemField.barcode].text)
  }
}
