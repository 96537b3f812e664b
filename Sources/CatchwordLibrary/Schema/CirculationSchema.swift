import CatchwordCore

/// Fields of a circulation fact. One kind for all actions: a scan is one narrow row whatever it
/// was, and unused fields cost nothing.
public enum CirculationField {
  /// `CirculationAction.rawValue`.
  public static let action = 1
  /// Null where the device knew no item, or several, under the barcode.
  public static let item = 2
  /// What was scanned.
  public static let barcode = 3
  /// The only place where a fact names a patron, by a record id that says nothing.
  public static let patron = 4
  /// The branch whose desk this was.
  public static let branch = 5
  /// The open loan that the device saw, by the id of its checkout; null: none seen.
  public static let loan = 6
  /// Civil day that was told to the borrower.
  public static let due = 7
  /// Civil day until which the renewed loan ran, as the device saw it.
  public static let previousDue = 8
  /// `Presence.rawValue`.
  public static let presence = 9
  /// Civil day on which the item really came back; for fines only.
  public static let backdate = 10
  /// The fact that a void takes out: one of this kind, or one about an order.
  public static let target = 11
  /// `Mark.rawValue`.
  public static let mark = 12
  public static let reason = 13
  /// Why staff went on although the device said stop.
  public static let override = 14
  /// The shelving location where an inventory met the item.
  public static let location = 15
  /// Why the loan is due then: `DueRule.rawValue`.
  public static let dueRule = 16
  /// The policy fact that the device acted under; null: the standard policy.
  public static let policy = 17
  // 18–19: versions of calendars.
  /// A resolution: the id of the conflict that it decides.
  public static let conflict = 20
  /// A resolution: the dot of the side kept, as `SideName.bytes`.
  public static let kept = 21
  /// A resolution: the dots of all sides it saw, `SideName.bytes` one after another.
  public static let sides = 22
  /// The branch to which the item was sent.
  public static let destination = 23
  /// The hold that an item was captured for, or that a checkout was to fill; by the id of the fact
  /// that placed it.
  public static let hold = 24
  /// The bib whose queue of holds a decision is about.
  public static let queue = 25
  /// The fund whose orders a decision or an undo is about.
  public static let fund = 26
  /// The patron whose account an entry of the ledger belongs to.
  public static let account = 40
  /// What is paid, waived or paid back: the fact that stated the charge; the loan, for a late return.
  public static let charge = 41
  /// `ChargeKind.rawValue`.
  public static let chargeKind = 42
  /// Minor units, more than 0.
  public static let amount = 43
  /// Code in ISO 4217.
  public static let currency = 44
  /// `PaymentMethod.rawValue`.
  public static let method = 45
  /// The drawer that cash went into or came out of.
  public static let drawer = 46
  /// Minor units that the device believed to be owed for the charge; in a count, to be in the drawer.
  public static let believed = 47
  /// Civil day up to which the device had reckoned a late return.
  public static let until = 48
  /// A block: `BlockKind.rawValue`.
  public static let block = 49
  /// Seconds since 1970 at which it happened, of what was taken over from another system; null: when
  /// its commit says (decision 0014).
  public static let happened = 30

  /// `ClockRemark.rawValue`: what the fact says of its device's clock; null: nothing.
  public static let clock = 50
  /// Of a statement of the date: the civil day that staff read off a calendar.
  public static let day = 51
  /// Of a statement of the date: the civil day by the device's own clock. Of a loan or a renewal by a
  /// clock in doubt: the civil day from which its due date was reckoned; null where staff gave that.
  public static let claimed = 52

  static let schema = Kind(
    LibraryKind.circulation, "circulation", lane: .circulation, form: .fact,
    fields: [
      Field(action, "action", .integer),
      Field(item, "item", .record, isIndexed: true),
      Field(barcode, "barcode", .text, isIndexed: true, soughtWithout: item),
      Field(patron, "patron", .record, isConfidential: true, isIndexed: true),
      Field(branch, "branch", .text),
      Field(loan, "loan", .record),
      Field(due, "due", .integer),
      Field(previousDue, "previous_due", .integer),
      Field(presence, "presence", .integer),
      Field(backdate, "backdate", .integer),
      Field(target, "target", .record, isIndexed: true),
      Field(mark, "mark", .integer),
      Field(reason, "reason", .text),
      Field(override, "override", .text),
      Field(location, "location", .text),
      Field(dueRule, "due_rule", .integer),
      Field(policy, "policy", .record),
      Field(conflict, "conflict", .bytes),
      Field(kept, "kept", .bytes),
      Field(sides, "sides", .bytes),
      Field(destination, "destination", .text),
      Field(hold, "hold", .record),
      Field(queue, "queue", .record, isIndexed: true),
      Field(fund, "fund", .record, isIndexed: true),
      Field(account, "account", .record, isConfidential: true, isIndexed: true),
      Field(charge, "charge", .record),
      Field(chargeKind, "charge_kind", .integer),
      Field(amount, "amount", .integer),
      Field(currency, "currency", .text),
      Field(method, "method", .integer),
      Field(drawer, "drawer", .text, isIndexed: true),
      Field(believed, "believed", .integer),
      Field(until, "until_day", .integer),
      Field(block, "block", .integer),
      Field(clock, "clock", .integer, isIndexed: true),
      Field(day, "day", .integer),
      Field(claimed, "claimed", .integer),
      Field(happened, "happened", .integer),
    ])
}

/// What a fact says of its device's clock.
public enum ClockRemark: Int64, Sendable, Hashable {
  /// Staff read the date off a calendar.
  case stated = 1
  /// The clock was in doubt when this was scanned: nothing is charged by it (case 43).
  case doubted = 2
}

/// What a circulation fact states.
public enum CirculationAction: Int64, Sendable, Hashable, CaseIterable {
  case checkout = 1
  case checkin = 2
  case renew = 3
  case inHouseUse = 4
  case inventory = 5
  case mark = 6
  case void = 7
  case resolve = 8
  /// Put into the van or the post, to another branch.
  case send = 9
  /// Taken out of the van or the post.
  case receive = 10
  /// Put aside for somebody's hold, or sent to the branch where they will fetch it.
  case capture = 11
  /// No longer kept for a hold.
  case release = 12
  /// Somebody is to pay for something.
  case charge = 13
  case pay = 14
  /// Somebody need not pay.
  case waive = 15
  /// Money that goes back to a patron.
  case refund = 16
  /// What was found in a drawer.
  case count = 17
  /// A patron is not to borrow until further notice.
  case block = 18
  /// Takes back the blocks that it knew of.
  case unblock = 19
  /// Which day it is.
  case today = 20

  /// Whether it is an entry in a patron's account.
  public var isOfAccount: Bool {
    switch self {
    case .charge, .pay, .waive, .refund: true
    default: false
    }
  }
}

/// Whether the item was there when a loan was renewed.
public enum Presence: Int64, Sendable, Hashable {
  /// Scanned: a sighting.
  case present = 1
  /// By telephone or from a list: nobody saw the item.
  case remote = 2
}

/// Why a loan is due when it is.
public enum DueRule: Int64, Sendable, Hashable {
  /// `LoanRule.days` after the loan or the renewal.
  case standard = 1
  /// Staff said so.
  case manual = 2
  /// The policy in force.
  case policy = 3
  /// A term ends then.
  case termEnd = 4
  /// The branch is closed before; it is the next open day or visit.
  case calendar = 5
  /// The borrower's card ends then.
  case cardExpiry = 6
}

/// What staff state about an item.
public enum Mark: Int64, Sendable, Hashable, CaseIterable {
  case lost = 1
  case missing = 2
  /// Somebody has the item in hand: a sighting, unlike all other marks.
  case found = 3
  case damaged = 4
  case withdrawn = 5
  case deleted = 6
  /// Takes back `damaged`.
  case repaired = 7
  /// Takes back `withdrawn` and `deleted`.
  case reinstated = 8
  /// For the reading room only from now on.
  case reference = 9
  /// The borrower says that it came back long ago.
  case claimsReturned = 10
  /// A part of it is not there.
  case incomplete = 11
  /// Takes back `reference`.
  case circulating = 12
  /// Takes back `incomplete`.
  case complete = 13
  /// Must not go out, such as for mould; into quarantine with it (case 54).
  case preservation = 14
  /// Takes back `preservation`.
  case preservationReleased = 15

  /// - Parameter word: as `word` gives it.
  public init?(word: String) {
    guard let mark = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = mark
  }

  /// The word on the command line and in a sentence.
  public var word: String {
    switch self {
    case .lost: "lost"
    case .missing: "missing"
    case .found: "found"
    case .damaged: "damaged"
    case .withdrawn: "withdrawn"
    case .deleted: "deleted"
    case .repaired: "repaired"
    case .reinstated: "reinstated"
    case .reference: "reference"
    case .claimsReturned: "claims-returned"
    case .circulating: "circulating"
    case .incomplete: "incomplete"
    case .complete: "complete"
    case .preservation: "preservation-hold"
    case .preservationReleased: "preservation-released"
    }
  }
}

/// Columns of the derived table of loans; its rows belong to their item.
public enum LoanColumn {
  /// The id of the checkout.
  public static let id = 1
  /// Null while nobody knows an item under the barcode.
  public static let item = 2
  public static let patron = 3
  public static let branch = 4
  /// Seconds since 1970.
  public static let started = 5
  /// Civil day.
  public static let due = 6
  public static let renewals = 7
  /// `Loan.Standing.rawValue`: `open`, `disputed` or `closed`.
  public static let standing = 8
  /// Seconds since 1970.
  public static let closedAt = 9
  /// The fact that closed it.
  public static let closedBy = 10
  /// `Loan.Closing.rawValue`.
  public static let closedHow = 11
  /// Civil day up to which fines may count, where staff backdated the return.
  public static let returnedOn = 12
  public static let barcode = 13
  /// 1 where the clock by which it is due was in doubt, else null.
  public static let doubted = 15
  /// 1 while it is closed and still says who had it, else null: what is left to anonymise.
  public static let named = 14

  public static let tableName = "loan"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(id, "id", .record),
      Field(item, "item", .record),
      Field(patron, "patron", .record, isConfidential: true, isIndexed: true),
      Field(branch, "branch", .text),
      Field(started, "started", .integer),
      Field(due, "due", .integer),
      Field(renewals, "renewals", .integer),
      Field(standing, "standing", .text, isIndexed: true),
      Field(closedAt, "closed_at", .integer),
      Field(closedBy, "closed_by", .record),
      Field(closedHow, "closed_how", .text),
      Field(returnedOn, "returned_on", .integer),
      Field(barcode, "barcode", .text),
      Field(doubted, "doubted", .integer),
      Field(named, "named", .integer, isIndexed: true),
    ])
}

/// Columns of the derived table of journeys; its rows belong to their item.
public enum TransitColumn {
  /// The id of the fact that sent it.
  public static let id = 1
  /// Null while nobody knows an item under the barcode.
  public static let item = 2
  public static let from = 3
  public static let to = 4
  /// Seconds since 1970.
  public static let sent = 5
  /// 1 while it is on its way, else null.
  public static let open = 6
  /// Seconds since 1970.
  public static let endedAt = 7
  /// The fact that ended it.
  public static let endedBy = 8
  /// `Transit.Ending.rawValue`.
  public static let ending = 9
  public static let barcode = 10

  public static let tableName = "transit"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(id, "id", .record),
      Field(item, "item", .record),
      Field(from, "from_branch", .text),
      Field(to, "to_branch", .text),
      Field(sent, "sent", .integer),
      Field(open, "open", .integer, isIndexed: true),
      Field(endedAt, "ended_at", .integer),
      Field(endedBy, "ended_by", .record),
      Field(ending, "ending", .text),
      Field(barcode, "barcode", .text),
    ])
}
