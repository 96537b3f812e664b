/// A circulation fact as it was stated.
struct Fact: Sendable {
  /// Numbers of a fact's fields.
  enum Field {
    static let action = 1
    static let item = 2
    static let barcode = 3
    static let patron = 4
    static let branch = 5
    static let loan = 6
    static let due = 7
    static let presence = 9
    static let backdate = 10
    static let target = 11
    static let mark = 12
    static let dueRule = 16
    static let policy = 17
    static let conflict = 20
    static let kept = 21
    static let sides = 22
    static let destination = 23
    static let hold = 24
    static let queue = 25
    static let fund = 26
    static let account = 40
    static let charge = 41
    static let chargeKind = 42
    static let amount = 43
    static let currency = 44
    static let believed = 47
    static let until = 48
    static let block = 49
    static let clock = 50
    static let day = 51
    static let claimed = 52
    static let happened = 30
  }

  enum Action: Int64, Sendable {
    case checkout = 1
    case checkin = 2
    case renew = 3
    case inHouseUse = 4
    case inventory = 5
    case mark = 6
    case void = 7
    case resolve = 8
    case send = 9
    case receive = 10
    case capture = 11
    case release = 12
    case charge = 13
    case pay = 14
    case waive = 15
    case refund = 16
    case count = 17
    case block = 18
    case unblock = 19
    case today = 20
  }

  enum Mark: Int64, Sendable {
    case lost = 1
    case missing = 2
    case found = 3
    case damaged = 4
    case withdrawn = 5
    case deleted = 6
    case repaired = 7
    case reinstated = 8
    case reference = 9
    case claimsReturned = 10
    case incomplete = 11
    case circulating = 12
    case complete = 13
    case preservation = 14
    case preservationReleased = 15
  }

  let id: OracleID
  /// Its commit's place among all commits.
  let commit: Int
  let dot: OracleDot
  /// When it happened: where another system says, there.
  let time: Int64
  /// When its commit was made, by which facts are ordered.
  let statedAt: Int64
  /// What its own clock said, of one that counts by another time.
  private let claimedAt: Int64?
  let sequence: Int64
  /// Nil for an action that nobody has defined yet: such a fact is kept and not folded.
  let action: Action?
  let mark: Mark?
  /// What a decision is about; changes its name when an item gets the barcode that was asked about.
  var conflict: [UInt8]?
  /// Who stands for the patron that it names.
  var patron: OracleID?
  private let values: [OracleField]

  /// - Parameter supposed: when it counts, where its clock was found wrong.
  init(
    _ operation: OracleOperation, commit: Int, in past: Past, happened: Int = Field.happened,
    supposed: Int64? = nil
  ) {
    id = operation.record
    self.commit = commit
    dot = past.dots[commit]
    statedAt = supposed ?? past.commits[commit].time
    claimedAt = supposed.map { _ in past.commits[commit].time }
    sequence = past.commits[commit].sequence
    values = operation.values
    let number = { (field: Int) in
      operation.values.first { $0.number == field }?.value.integerValue
    }
    time = min(number(happened) ?? .max, statedAt)
    action = number(Field.action).flatMap(Action.init)
    mark = action == .mark ? number(Field.mark).flatMap(Mark.init) : nil
    patron = operation.values.first { $0.number == Field.patron }?.value.recordValue
    conflict = operation.values.first { $0.number == Field.conflict }?.value.bytesValue
  }

  subscript(field: Int) -> OracleValue { values.first { $0.number == field }?.value ?? .null }

  var item: OracleID? { self[Field.item].recordValue }
  /// What was scanned, where the device could not say which item that is.
  var bareBarcode: [UInt8]? {
    self[Field.item] == .null ? self[Field.barcode].textValue : nil
  }
  var branch: [UInt8] { self[Field.branch].textValue ?? [] }
  /// The loan that the device saw.
  var loan: OracleID? { self[Field.loan].recordValue }
  var target: OracleID? { self[Field.target].recordValue }
  /// A clock in doubt gives as many days as it said, from when it was (case 43).
  var due: Int64? {
    let slip = self[Field.due].integerValue.map(Day.clamped)
    guard isDoubted, let slip, let from = reckonedFrom.map(Day.clamped) else { return slip }
    return Day.later(slip, Day.clamped(Day.of(seconds: time) + slip - from))
  }
  /// The day from which the desk reckoned: what the fact says, or the day that its clock said, where
  /// no date was given by hand.
  private var reckonedFrom: Int64? {
    if let said = self[Field.claimed].integerValue { return said }
    guard let claimedAt, self[Field.dueRule].integerValue != 2 else { return nil }
    return Day.of(seconds: claimedAt)
  }
  var backdate: Int64? { self[Field.backdate].integerValue.map(Day.clamped) }
  /// The branch to which a dispatch sent the item, or where what was captured will be fetched.
  var destination: [UInt8] {
    action == .send || action == .capture ? self[Field.destination].textValue ?? [] : []
  }
  var hold: OracleID? { self[Field.hold].recordValue }
  /// The bib whose queue a decision is about.
  var queue: OracleID? { self[Field.queue].recordValue }
  /// The fund whose orders a decision is about.
  var fund: OracleID? { self[Field.fund].recordValue }
  var kept: OracleDot? { Fact.dots(self[Field.kept]).first }
  var sides: [OracleDot] { Fact.dots(self[Field.sides]) }

  private static let remote: Int64 = 2
  var isRemote: Bool { self[Field.presence].integerValue == Fact.remote }

  /// Somebody had the item in hand (G3).
  var isSighting: Bool {
    switch action {
    case .checkout, .checkin, .inHouseUse, .inventory, .send, .receive, .capture, .release: true
    case .renew: !isRemote
    case .mark: mark == .found
    case .void, .resolve, .charge, .pay, .waive, .refund, .count, .block, .unblock, .today, nil:
      false
    }
  }

  /// By a clock that nobody trusted (case 43).
  var isDoubted: Bool {
    self[Field.clock].integerValue == 2 || (self[Field.clock] == .null && claimedAt != nil)
  }
  /// A statement of the date with which the device's own clock agreed.
  var agreesWithClock: Bool {
    self[Field.clock].integerValue == 1
      && (self[Field.day].integerValue ?? 0) == (self[Field.claimed].integerValue ?? 0)
  }

  /// An entry in a patron's account.
  var isOfAccount: Bool {
    action == .charge || action == .pay || action == .waive || action == .refund
  }
  /// A report that a card was stolen.
  var isTheft: Bool { action == .block && self[Field.block].integerValue == 1 }
  var account: OracleID? { self[Field.account].recordValue }
  var charge: OracleID? { self[Field.charge].recordValue }
  /// A kind that nobody has defined is any other.
  var chargeKind: Int64 {
    let kind = self[Field.chargeKind].integerValue ?? 6
    return (1...7).contains(kind) ? kind : 6
  }
  var amount: Int64 { Fact.bounded(self[Field.amount]) }
  var believed: Int64 { Fact.bounded(self[Field.believed]) }
  var currency: [UInt8] { self[Field.currency].textValue ?? [] }
  var until: Int64? { self[Field.until].integerValue.map(Day.clamped) }

  private static func bounded(_ value: OracleValue) -> Int64 {
    max(0, min(value.integerValue ?? 0, 1_000_000_000))
  }

  /// A sighting at a desk or a shelf, after which the item is where it was seen.
  var isReturn: Bool { isSighting && action != .checkout && action != .renew }

  private static let nameLength = 40

  /// Names of commits one after another: 32 bytes of the writer, eight of the number.
  private static func dots(_ value: OracleValue) -> [OracleDot] {
    let bytes = value.bytesValue ?? []
    return (0..<bytes.count / nameLength).map { index in
      let name = bytes[(index * nameLength)..<((index + 1) * nameLength)]
      let number = name.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return OracleDot(writer: Array(name.prefix(32)), number: Int64(bitPattern: number))
    }
  }
}

/// Civil days since 1970-01-01, in the years 1 to 9999.
enum Day {
  private static let first: Int64 = -719_162
  private static let last: Int64 = 2_932_896

  static func clamped(_ day: Int64) -> Int64 { day < first ? first : day > last ? last : day }

  static func of(seconds: Int64) -> Int64 {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return clamped(rest < 0 ? days - 1 : days)
  }

  /// The later of two days, where either may be unknown.
  static func later(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return a ?? b }
    return a > b ? a : b
  }
}
