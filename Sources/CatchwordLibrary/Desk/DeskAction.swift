public import CatchwordCore

/// Where an action takes place, and on which day by the corrected clock there.
public struct Desk: Hashable, Sendable {
  /// The branch's code.
  public let branch: String
  public let staff: String
  public let today: CivilDate
  /// Seconds since this replica heard of another; nil where it has no others.
  public let silenceSeconds: Int64?
  /// The stop at which a cart stands: its rules and visits say when a loan is due.
  public let stop: String?
  /// What is known of the clock that `today` comes from.
  public let clock: DeskClock

  /// - Parameter clock: nil for one that says `today` and that nobody doubts.
  public init(
    branch: String, staff: String, today: CivilDate, silenceSeconds: Int64? = nil,
    stop: String? = nil, clock: DeskClock? = nil
  ) {
    self.clock = clock ?? DeskClock(day: today)
    self.stop = stop
    self.branch = branch
    self.staff = staff
    self.today = today
    self.silenceSeconds = silenceSeconds
  }
}

/// What a device knows of its own clock.
public struct DeskClock: Hashable, Sendable {
  /// The day that the clock itself says.
  public let day: CivilDate
  /// Whether another clock was asked since this machine started.
  public let isMeasured: Bool
  /// The last day that was certain, where the clock says one that is hard to believe.
  public let doubtedSince: CivilDate?

  public init(day: CivilDate, isMeasured: Bool = false, doubtedSince: CivilDate? = nil) {
    self.day = day
    self.isMeasured = isMeasured
    self.doubtedSince = doubtedSince
  }

  /// - Parameters:
  ///   - wallSeconds: what the clock says, in seconds since 1970.
  ///   - knownSeconds: the last moment that was certain.
  /// - Returns: whether that is hard to believe: before it, or later than anybody leaves a replica
  ///   alone.
  public static func isDoubtful(_ wallSeconds: Int64, knownSeconds: Int64) -> Bool {
    wallSeconds < knownSeconds - Limits.clockSlackSeconds
      || wallSeconds > knownSeconds + Limits.clockSilenceDays * 86_400
  }
}

/// What staff do at a desk with one item.
public enum DeskAction: Hashable, Sendable {
  case checkout(Checkout)
  case checkin(Checkin)
  case renew(Renewal)
  case inHouseUse(barcode: String)
  /// - `location`: the shelving location that is being read.
  case inventory(barcode: String, location: String?)
  case mark(Mark, barcode: String, reason: String?)
  /// To another branch, by the van or by post.
  case send(barcode: String, to: String)
  /// Taken out of the van or the post.
  case receive(barcode: String)
  case placeHold(PlaceHold)
  case changeHold(RecordID, HoldChange)
  /// An item that was fetched from its shelf for whoever waits first.
  case capture(barcode: String)
  /// Off the hold shelf.
  case release(barcode: String, reason: String?)
  case charge(Bill)
  /// Lost while on loan, and to be paid for.
  ///
  /// - `amount`: minor units; nil: what the policy says, else the item's price.
  case billLost(barcode: String, amount: Int64?, reason: String?)
  case pay(Payment)
  case waive(Waiver)
  case refund(Refund)
  /// The patron is not to borrow until further notice.
  case block(card: String, BlockKind, reason: String)
  case unblock(card: String, reason: String)
  /// What was found in a drawer, in minor units.
  case count(drawer: String, amount: Int64)
  /// Onto a cart that goes out: sent there and received there at once.
  case load(barcode: String, cart: String)
  /// Off a cart that came back.
  case unload(barcode: String, cart: String)
  /// Takes back a fact of this branch; nil takes the last one about the barcode.
  case undo(Undo)
  /// The day that staff read off a calendar.
  case today(CivilDate)

  public struct Checkout: Hashable, Sendable {
    public let barcode: String
    public let card: String
    /// Staff's own due date instead of the rule's.
    public var due: CivilDate?
    /// Why staff lend although the replica says stop.
    public var override: String?
    /// Lend a barcode that this replica does not know.
    public var lendsUnknown: Bool
    /// Who it is, where several bear the card.
    public var patron: RecordID?
    /// What a barcode that this replica does not know is on: the item is added with this title, to
    /// be catalogued later (`FastAdd`).
    public var title: String?

    public init(
      barcode: String, card: String, due: CivilDate? = nil, override: String? = nil,
      lendsUnknown: Bool = false, patron: RecordID? = nil, title: String? = nil
    ) {
      self.patron = patron
      self.title = title
      self.barcode = barcode
      self.card = card
      self.due = due
      self.override = override
      self.lendsUnknown = lendsUnknown
    }
  }

  public struct Checkin: Hashable, Sendable {
    public let barcode: String
    /// The day on which the item really came back: for fines only.
    public var backdate: CivilDate?

    public init(barcode: String, backdate: CivilDate? = nil) {
      self.barcode = barcode
      self.backdate = backdate
    }
  }

  public struct Renewal: Hashable, Sendable {
    public let barcode: String
    public let presence: Presence
    public var due: CivilDate?
    public var override: String?

    public init(
      barcode: String, presence: Presence, due: CivilDate? = nil, override: String? = nil
    ) {
      self.barcode = barcode
      self.presence = presence
      self.due = due
      self.override = override
    }
  }

  public struct PlaceHold: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
      case bib(RecordID)
      case item(barcode: String)
    }

    public let card: String
    public let target: Target
    public let pickup: String
    /// The last day on which the reader still wants it.
    public var expiry: CivilDate?
    /// An item's barcode stands for its title.
    public var anyItemWillDo: Bool
    /// The part of the work that is wanted, as labels name it; nil: whatever part.
    public var part: String?
    /// Why staff place it although the replica says stop.
    public var override: String?
    /// Who it is, where several bear the card.
    public var patron: RecordID?

    public init(
      card: String, target: Target, pickup: String, expiry: CivilDate? = nil,
      anyItemWillDo: Bool = false, part: String? = nil, override: String? = nil,
      patron: RecordID? = nil
    ) {
      self.part = part
      self.patron = patron
      self.override = override
      self.card = card
      self.target = target
      self.pickup = pickup
      self.expiry = expiry
      self.anyItemWillDo = anyItemWillDo
    }
  }

  public enum HoldChange: Hashable, Sendable {
    case cancel(reason: String)
    case move(pickup: String)
    case rank(before: RecordID)
    case suspend(until: CivilDate)
    case resume
  }

  public struct Undo: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
      /// One of circulation, or about an order.
      case fact(RecordID)
      /// The last fact that this branch stated about the item.
      case last(barcode: String)
    }

    public let target: Target
    public let reason: String

    public init(_ target: Target, reason: String) {
      self.target = target
      self.reason = reason
    }
  }
}

/// What is to be committed, and what the clerk hears once it is durable.
public struct DeskPlan: Hashable, Sendable {
  public let operations: [Operation]
  public let answer: DeskAnswer

  public init(operations: [Operation], answer: DeskAnswer) {
    self.operations = operations
    self.answer = answer
  }
}

/// One answer to one scan, distinct for the ear: good, or look here.
public struct DeskAnswer: Hashable, Sendable {
  public enum Signal: String, Hashable, Sendable {
    case good
    /// Done, but somebody must read the lines: routing, another borrower, a mark.
    case warning
    /// Done, and the item must not go back to the shelf or out of the door.
    case stop
  }

  public let signal: Signal
  /// Sentences that a clerk can read aloud. They name the title and never a patron.
  public let lines: [String]
  /// The fact stated.
  public let fact: RecordID
  public let item: RecordID?
  public let title: String?
  public let due: CivilDate?
  /// The loan opened, renewed or closed.
  public let loan: RecordID?

  public init(
    signal: Signal, lines: [String], fact: RecordID, item: RecordID?, title: String?,
    due: CivilDate? = nil, loan: RecordID? = nil
  ) {
    self.signal = signal
    self.lines = lines
    self.fact = fact
    self.item = item
    self.title = title
    self.due = due
    self.loan = loan
  }
}
