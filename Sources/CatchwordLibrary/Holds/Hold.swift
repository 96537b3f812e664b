public import CatchwordCore

/// One reader's wish for a title, for a part of a work or for one item, as the facts of the title fold to it.
public struct Hold: Hashable, Sendable {
  public enum Standing: String, Hashable, Sendable {
    case waiting
    /// An item is put aside and not at the pickup branch yet.
    case captured
    /// The item is on the shelf at the pickup branch.
    case ready
    /// The reader has it.
    case filled
    case cancelled
    /// The same reader wished for the same before; the earlier hold counts.
    case merged

    /// Whether the reader waits or is served.
    public var isActive: Bool {
      switch self {
      case .waiting, .captured, .ready: true
      case .filled, .cancelled, .merged: false
      }
    }
  }

  /// The fact that placed it.
  public let id: RecordID
  public internal(set) var patron: RecordID?
  /// Nil: any item of the bib.
  public let item: RecordID?
  /// The part of the work, as whoever placed it named it; nil: whatever part.
  public let part: String?
  /// The items that are that part, as they are described now; nil where no part is wanted.
  let itemsOfPart: Set<RecordID>?
  /// Seconds since 1970.
  public let placed: Int64
  public let priority: Int64
  public var pickup: String
  public var expiry: CivilDate?
  /// The day until which it rests.
  public var until: CivilDate?
  public var standing = Standing.waiting
  /// From 1, among those who wait or are served; nil once it is over.
  public var position: Int64?
  /// The item that serves it, and the capture that put it aside.
  public var server: RecordID?
  public var capture: RecordID?
  /// Seconds since 1970.
  public var shelved: Int64?
  public var endedBy: RecordID?
  /// Whether its one item was lent to somebody else who did not know of it, so that any item will do.
  public var isOpenToAnyItem = false

  public var isActive: Bool { standing.isActive }

  /// Whether an item may be put aside for it: it has not run out and does not rest.
  package func isDue(on day: CivilDate) -> Bool {
    (expiry.map { $0 >= day } ?? true) && (until.map { $0 < day } ?? true)
  }

  /// The part that is wanted, as labels are compared.
  package var partName: PartName? { part.flatMap { PartName($0) } }
}

/// A fact about a hold with its fields by name.
package struct HoldFact: Hashable, Sendable {
  /// Two times of different clocks that are no farther apart do not tell which was first: either may
  /// be off by what parts one offset from the next.
  private static let indistinctSeconds: Int64 = 240

  package let placed: PlacedFact
  package let action: HoldAction
  /// Who stands for the patron that the fact names.
  package let patron: RecordID?

  /// - Returns: nil for an action that this version does not know; such facts are kept, not folded.
  package init?(_ placed: PlacedFact, _ patrons: PatronSurvivors) {
    guard let action = placed[HoldField.action].integer.flatMap(HoldAction.init) else { return nil }
    self.placed = placed
    self.action = action
    patron = placed[HoldField.patron].record.map { patrons[$0] }
  }

  package var id: RecordID { placed.id }
  package var dot: Dot { placed.stamp.dot }
  /// When it happened: of what was taken over from another system when it did there, never after its
  /// commit. The fold order goes by the commit alone, places in the queue by this.
  package var time: Int64 {
    placed[HoldField.happened].integer.map { min($0, placed.stamp.time) } ?? placed.stamp.time
  }

  /// Whether clocks do not tell which of the two was placed first.
  ///
  /// - Parameter earlier: one that is no later by `time`.
  func isIndistinct(from earlier: HoldFact) -> Bool {
    let (apart, isBeyond) = time.subtractingReportingOverflow(earlier.time)
    return !isBeyond && apart <= Self.indistinctSeconds
  }

  /// The hold that it is about.
  package var hold: RecordID { placed[HoldField.hold].record ?? placed.id }
  package var item: RecordID? { placed[HoldField.item].record }
  package var part: String? { placed[HoldField.part].text }
  var partName: PartName? { part.flatMap { PartName($0) } }
  /// The bib that it names, which may be merged into another one by now.
  package var bib: RecordID? { placed[HoldField.bib].record }
  package var branch: String { placed[HoldField.branch].text ?? "" }
  package var pickup: String { placed[HoldField.pickup].text ?? "" }
  package var priority: Int64 { placed[HoldField.priority].integer ?? 0 }
  package var before: RecordID? { placed[HoldField.before].record }
  package var expiry: CivilDate? { day(HoldField.expiry) }
  package var until: CivilDate? { day(HoldField.until) }

  private func day(_ field: Int) -> CivilDate? {
    placed[field].integer.map(CivilDate.init(day:))
  }

  /// How a sentence names it: what, where, when, and its id.
  package var phrase: String {
    let verb =
      switch action {
      case .place: "hold placed"
      case .cancel: "cancellation"
      case .move: "other pickup branch"
      case .rank: "other rank"
      case .suspend: "rest"
      case .resume: "end of the rest"
      }
    let place = branch.isEmpty ? "an unnamed branch" : branch
    return "\(verb) at \(place) at \(instantText(time)) (\(id))"
  }
}
