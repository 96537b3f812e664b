package import CatchwordCore

/// A circulation fact with its fields by name.
package struct CirculationFact: Hashable, Sendable {
  package let placed: PlacedFact
  package let action: CirculationAction
  /// What a decision is about.
  package private(set) var conflict: ContentHash?
  /// Who stands for the patron that the fact names.
  package let patron: RecordID?

  /// - Returns: nil for an action that this version does not know; such facts are kept, not folded.
  package init?(_ placed: PlacedFact) { self.init(placed, .themselves) }

  package init?(_ placed: PlacedFact, _ patrons: PatronSurvivors) {
    guard let action = placed[CirculationField.action].integer.flatMap(CirculationAction.init)
    else { return nil }
    self.placed = placed
    self.action = action
    patron = placed[CirculationField.patron].record.map { patrons[$0] }
    conflict = placed[CirculationField.conflict].bytes.flatMap { Word256(bytes: $0) }
      .map(ContentHash.init)
  }

  /// The same decision about a conflict that has another name by now.
  func about(_ conflict: ContentHash) -> CirculationFact {
    var fact = self
    fact.conflict = conflict
    return fact
  }

  package var id: RecordID { placed.id }
  package var dot: Dot { placed.stamp.dot }
  /// When it happened: of what was taken over from another system when it did there, never after its
  /// commit. The fold order goes by the commit alone.
  package var time: Int64 {
    placed[CirculationField.happened].integer.map { min($0, placed.stamp.time) }
      ?? placed.stamp.time
  }
  package var branch: String { placed[CirculationField.branch].text ?? "" }
  package var item: RecordID? { placed[CirculationField.item].record }
  package var loan: RecordID? { placed[CirculationField.loan].record }
  package var target: RecordID? { placed[CirculationField.target].record }
  /// The code of the branch to which it was sent, or where a hold will be fetched.
  package var destination: String? {
    action == .send || action == .capture ? placed[CirculationField.destination].text : nil
  }
  package var hold: RecordID? { placed[CirculationField.hold].record }
  /// What the slip says; of a clock in doubt no earlier than as many days after it happened as the
  /// desk meant to give (cases 41 and 43).
  package var due: CivilDate? {
    guard let slip = placed[CirculationField.due].integer.map(CivilDate.init(day:)) else {
      return nil
    }
    #if Mutants
      if RuleOut.doubtedDueDate.isAtWork { return slip }
    #endif
    guard clock == .doubted,
      let believed = placed[CirculationField.claimed].integer.map(CivilDate.init(day:))
    else { return slip }
    return max(slip, CivilDate(ofSeconds: time).adding(days: slip.day - believed.day))
  }
  package var backdate: CivilDate? {
    placed[CirculationField.backdate].integer.map(CivilDate.init(day:))
  }
  package var reason: String { placed[CirculationField.reason].text ?? "" }
  package var isPresent: Bool {
    placed[CirculationField.presence].integer != Presence.remote.rawValue
  }

  package var mark: Mark? {
    action == .mark ? placed[CirculationField.mark].integer.flatMap(Mark.init) : nil
  }

  /// Whether somebody had the item in hand (G3): only these decide custody.
  package var isSighting: Bool {
    switch action {
    case .checkout, .checkin, .inHouseUse, .inventory, .send, .receive, .capture, .release: true
    case .renew: isPresent
    case .mark: mark == .found
    case .void, .resolve, .charge, .pay, .waive, .refund, .count, .block, .unblock, .today: false
    }
  }

  /// Whether it says something of the item itself, and not of another fact.
  package var isAboutTheItem: Bool {
    action != .void && action != .resolve && action != .count && !action.isOfAccount
      && action != .block && action != .unblock && action != .today
  }

  package var clock: ClockRemark? {
    placed[CirculationField.clock].integer.flatMap(ClockRemark.init)
  }

  /// Whether it was put into a crate between branches, or taken out of one. The desk that packs had
  /// the item in hand, and its return may be heard of later than the crate arrives: nobody is asked
  /// whether the item is on a shelf.
  package var isCrated: Bool { action == .send || action == .receive }

  /// Whether it put the item into a borrower's hand, or saw it there.
  package var isLending: Bool { action == .checkout || action == .renew }

  package func hasSeen(_ other: CirculationFact) -> Bool { placed.hasSeen(other.placed) }

  package func isConcurrent(with other: CirculationFact) -> Bool {
    placed.isConcurrent(with: other.placed)
  }

  /// How a sentence names it: what, where, when, and its id for `undo` and `why`.
  package var phrase: String { "\(verb) at \(place) at \(instantText(time)) (\(id))" }

  /// How a sentence says that a lending was one: `lent the item`.
  package var lent: String {
    action == .renew ? "renewed a loan with the item in hand" : "lent the item"
  }

  package var place: String { branch.isEmpty ? "an unnamed branch" : branch }

  package var verb: String {
    switch action {
    case .checkout: "checkout"
    case .checkin: "check-in"
    case .renew: isPresent ? "renewal with the item in hand" : "renewal without the item"
    case .inHouseUse: "use in the house"
    case .inventory: "inventory scan"
    case .send: "dispatch"
    case .receive: "receipt"
    case .capture: "capture for a hold"
    case .release: "release"
    case .mark: "mark \"\(mark?.word ?? "unknown")\""
    case .charge: "charge"
    case .pay: "payment"
    case .waive: "waiver"
    case .refund: "refund"
    case .count: "count of a drawer"
    case .block: blockKind == .stolen ? "report of a stolen card" : "block"
    case .unblock: "end of a block"
    case .today: "statement of the date"
    case .void: "undo"
    case .resolve: "review decision"
    }
  }
}

/// Names one side of a conflict of facts in bytes: the writer's key and the commit's number.
package enum SideName {
  package static let length = 40

  package static func bytes(_ dot: Dot) -> [UInt8] {
    var bytes = dot.writer.key.bytes
    bytes.append(bigEndian: UInt64(bitPattern: dot.number))
    return bytes
  }

  /// - Returns: the dots of as many whole names as there are.
  package static func dots(_ bytes: [UInt8]) -> [Dot] {
    stride(from: 0, to: bytes.count - bytes.count % length, by: length).compactMap { start in
      guard let key = Word256(bytes: bytes[start..<start + 32]) else { return nil }
      let number = bytes[start + 32..<start + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Dot(writer: WriterID(key), number: Int64(bitPattern: number))
    }
  }
}
