package import CatchwordCore

/// An item that can serve the holds of a title, with the facts that its state was folded from.
package struct HoldItem {
  package let id: RecordID
  package let state: CirculationState
  /// Which parts of the work it is.
  let parts: Set<PartName>
  let facts: [RecordID: CirculationFact]

  package init(
    id: RecordID, state: CirculationState, parts: Set<PartName> = [], facts: [PlacedFact]
  ) {
    self.id = id
    self.state = state
    self.parts = parts
    self.facts = Dictionary(
      facts.compactMap(CirculationFact.init).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
  }
}

/// The pure function from the facts about a title's holds, and its items as they stand, to one queue.
///
/// No position is stored: it follows from priority, from the time and the writer of each placing, and
/// from what people ranked anew. A hold is filled by its reader's next loan of the title, whoever
/// lent it, and served by what was put aside for it. The fold takes no clock, so it knows nothing of
/// days that pass: who traps, lists or clears the shelf does.
package struct HoldQueue {
  package private(set) var holds: [Hold] = []
  package private(set) var reviews: [ReviewItem] = []
  package private(set) var explanations: [String] = []

  let subject: Subject
  let names: ConflictName
  let verdicts: Verdicts
  let items: [HoldItem]
  private var placings: [RecordID: HoldFact] = [:]
  private var cancellations: [RecordID: HoldFact] = [:]
  private var ranks: [HoldFact] = []
  /// Holds that are over or one with another: what is kept for them is kept for that one.
  private var heirs: [RecordID: RecordID] = [:]
  /// Holds next to each other of which clocks do not tell the first (case 18).
  private var ties: [(first: HoldFact, second: HoldFact)] = []

  /// - Parameters:
  ///   - facts: all facts about holds of the bib and of those merged into it, in any order.
  ///   - decisions: what people decided about the queue, and what they took back of it.
  ///   - items: the living items of those bibs.
  ///   - patrons: who was merged into whom.
  ///   - erased: by patron, the fact that erased them.
  package init(
    _ facts: [PlacedFact], decisions: [PlacedFact], items: [HoldItem], of bib: RecordID,
    patrons: PatronSurvivors = .themselves, erased: [RecordID: RecordID] = [:], hashing: Hashing
  ) {
    subject = .record(kind: LibraryKind.hold, bib)
    names = ConflictName(hashing: hashing)
    self.items = items.sorted { $0.id < $1.id }
    let decided = FoldOrder.sorted(decisions).compactMap(CirculationFact.init)
    let undoing = Undoing(decided, subject: subject, names: names, tell: nil)
    verdicts = Verdicts(decided.filter { !undoing.isUndone($0) })
    for fact in FoldOrder.sorted(facts).compactMap({ HoldFact($0, patrons) }) { take(fact) }
    fill()
    forget(erased)
    merge()
    ties = tied()
    queue()
    serve()
    reviewTies()
  }

  mutating func explain(_ line: String) { explanations.append(line) }

  private mutating func take(_ fact: HoldFact) {
    if fact.action == .place {
      placings[fact.id] = fact
      holds.append(
        Hold(
          id: fact.id, patron: fact.patron, item: fact.item, part: fact.part,
          itemsOfPart: fact.partName.map(items(of:)), placed: fact.time,
          priority: fact.priority, pickup: fact.pickup, expiry: fact.expiry))
      return
    }
    guard let index = holds.firstIndex(where: { $0.id == fact.hold }) else { return }
    switch fact.action {
    case .place: break
    case .cancel: cancellations[fact.hold] = cancellations[fact.hold] ?? fact
    case .move: holds[index].pickup = fact.pickup
    case .rank: ranks.append(fact)
    case .suspend: holds[index].until = fact.until
    case .resume: holds[index].until = nil
    }
  }

  private func items(of part: PartName) -> Set<RecordID> {
    Set(items.filter { $0.parts.contains(part) }.map(\.id))
  }

  // MARK: Over

  /// Who has the title in hand waits for it no longer; what was cancelled before that is cancelled.
  private mutating func fill() {
    holds.sort(by: isBefore)
    var used: Set<RecordID> = []
    for index in holds.indices {
      guard let placing = placings[holds[index].id] else { continue }
      holds[index].isOpenToAnyItem = isTaken(holds[index], placing)
      let cancellation = cancellations[holds[index].id]
      let lending = lendings(to: holds[index], since: placing)
        .first { lending in
          !used.contains(lending.id)
            && !(cancellation.map { lending.placed.hasSeen($0.placed) } ?? false)
        }
      if let lending {
        used.insert(lending.id)
        #if Mutants
          if Planted.holdFilledTwice.isAtWork { used.remove(lending.id) }
        #endif
        holds[index].standing = .filled
        holds[index].endedBy = lending.id
        if let cancellation { overrule(cancellation, holds[index], lending) }
      } else if let cancellation {
        holds[index].standing = .cancelled
        holds[index].endedBy = cancellation.id
      }
    }
  }

  /// Case 50: whoever was erased waits for nothing, also where a desk placed it that had not heard.
  private mutating func forget(_ erased: [RecordID: RecordID]) {
    for index in holds.indices where holds[index].isActive {
      guard let erasure = holds[index].patron.flatMap({ erased[$0] }) else { continue }
      holds[index].standing = .cancelled
      holds[index].endedBy = erasure
      explain(
        "Hold \(holds[index].id) is over: its reader was erased (\(erasure)). Nobody need look.")
    }
  }

  private func isBefore(_ a: Hold, _ b: Hold) -> Bool {
    if a.priority != b.priority { return a.priority < b.priority }
    guard let first = placings[a.id], let second = placings[b.id] else { return a.id < b.id }
    #if Mutants
      if RuleOut.holdsInOneOrder.isAtWork { return second.placed.isEarlier(than: first.placed) }
    #endif
    if first.time != second.time { return first.time < second.time }
    return first.placed.isEarlier(than: second.placed)
  }

  /// The checkouts by which the hold's reader got the title after wishing for it, the earliest first.
  private func lendings(to hold: Hold, since placing: HoldFact) -> [CirculationFact] {
    guard let patron = hold.patron else { return [] }
    let lendings = items.filter { hold.wants($0.id) }.flatMap { item in
      item.state.loans.filter { $0.patron == patron && $0.closedHow != .review }
        .compactMap { item.facts[$0.id] }
    }
    return lendings.filter { $0.placed.follows(placing.placed) }
      .sorted { $0.placed.isEarlier(than: $1.placed) }
  }

  /// Case 17: the reader had it before anybody there knew that the wish was over.
  private mutating func overrule(
    _ cancellation: HoldFact, _ hold: Hold, _ lending: CirculationFact
  ) {
    guard !cancellation.placed.hasSeen(lending.placed) else { return }
    review(
      ConflictCase.cancelledWhileFetched, .cancellation(cancellation.id), of: hold,
      owner: hold.pickup,
      sides: [
        ("The \(cancellation.phrase).", cancellation.dot), ("The \(lending.phrase).", lending.dot),
      ],
      what: "A reader fetched what was cancelled elsewhere at the same time",
      proposal: "Keep B: the loan stands and the hold is filled.", isSettled: false)
  }

  /// Case 20: somebody who did not know of the hold lent its one item to another reader.
  private mutating func isTaken(_ hold: Hold, _ placing: HoldFact) -> Bool {
    guard let wanted = hold.item, let item = items.first(where: { $0.id == wanted }) else {
      return false
    }
    let takers = item.state.loans.filter { loan in
      guard loan.patron != hold.patron, loan.closedHow != .review, let fact = item.facts[loan.id]
      else { return false }
      return fact.placed.isConcurrent(with: placing.placed)
    }
    guard let taker = takers.first(where: { $0.standing == .open }) ?? takers.first,
      let lending = item.facts[taker.id]
    else { return false }
    let isOut = taker.standing == .open
    review(
      ConflictCase.wantedAndLent, .lending(hold.id), of: hold, owner: hold.pickup,
      sides: [("The \(placing.phrase).", placing.dot), ("The \(lending.phrase).", lending.dot)],
      what: "\(lending.place) lent an item that a reader at \(hold.pickup) waits for",
      proposal: "Keep B: the loan stands, and another item may serve the hold.", isSettled: !isOut)
    return isOut
  }

  /// Case 19: of two wishes of one reader for one thing the earlier counts.
  private mutating func merge() {
    var first: [Wish: Int] = [:]
    #if Mutants
      if RuleOut.oneWishTwice.isAtWork { return }
    #endif
    for index in holds.indices where holds[index].isActive {
      guard let patron = holds[index].patron else { continue }
      let wish = Wish(
        patron: patron, item: holds[index].item, part: holds[index].partName)
      guard let earlier = first[wish] else {
        first[wish] = index
        continue
      }
      holds[index].standing = .merged
      holds[index].endedBy = holds[earlier].id
      heirs[holds[index].id] = holds[earlier].id
      let (kept, other) = (holds[earlier].pickup, holds[index].pickup)
      explain(
        "Hold \(holds[index].id) is one with \(holds[earlier].id): the same reader wishes for the same "
          + "(case 19). "
          + (kept.utf8.elementsEqual(other.utf8)
            ? "Nobody need look." : "Ask whether it is to be fetched at \(kept) or at \(other)."))
    }
  }

  private struct Wish: Hashable {
    let patron: RecordID
    let item: RecordID?
    let part: PartName?
  }

  // MARK: Order

  private mutating func queue() {
    var line = holds.filter(\.isActive).map(\.id)
    for (first, second) in ties {
      let verdict = verdicts.verdict(
        name(.place(second.id), of: second.id), sides: [first.dot, second.dot])
      guard verdict.kept == second.dot, let decision = verdict.fact,
        let from = line.firstIndex(of: second.id)
      else { continue }
      line.remove(at: from)
      line.insert(second.id, at: line.firstIndex(of: first.id) ?? from)
      explain("Hold \(second.id) comes before \(first.id), as the \(decision.phrase) says.")
    }
    for rank in ranks {
      guard let from = line.firstIndex(of: rank.hold), let next = rank.before, next != rank.hold,
        line.contains(next)
      else { continue }
      line.remove(at: from)
      line.insert(rank.hold, at: line.firstIndex(of: next) ?? from)
      explain("Hold \(rank.hold) comes before \(next), as the \(rank.phrase) says.")
    }
    let places = Dictionary(uniqueKeysWithValues: line.enumerated().map { ($1, $0) })
    for index in holds.indices {
      holds[index].position = places[holds[index].id].map { Int64($0) + 1 }
    }
    holds.sort { a, b in
      guard let first = a.position, let second = b.position else { return a.position != nil }
      return first < second
    }
  }

  /// Case 18: two desks that did not know of each other placed holds for one thing, closer together than
  /// clocks can be told apart, so nobody knows who asked first. By time, the earlier first.
  private func tied() -> [(first: HoldFact, second: HoldFact)] {
    #if Mutants
      if RuleOut.placedAtOnce.isAtWork { return [] }
    #endif
    let line = holds.filter(\.isActive).sorted(by: isBefore)
    return line.enumerated().compactMap { place, later in
      let wish = (later.priority, later.item, later.partName)
      guard
        let earlier = line[..<place].last(where: { ($0.priority, $0.item, $0.partName) == wish }),
        let first = placings[earlier.id], let second = placings[later.id],
        first.placed.isConcurrent(with: second.placed), second.isIndistinct(from: first)
      else { return nil }
      return (first, second)
    }
  }

  /// People are asked while both wait, until somebody who knew of both ranked one.
  private mutating func reviewTies() {
    for (first, second) in ties where !isRanked(first, second) {
      guard let earlier = holds.first(where: { $0.id == first.id }),
        let later = holds.first(where: { $0.id == second.id }),
        earlier.standing == .waiting, later.standing == .waiting
      else { continue }
      review(
        ConflictCase.placedAtOnce, .place(later.id), of: later, owner: later.pickup,
        sides: [("The \(first.phrase).", first.dot), ("The \(second.phrase).", second.dot)],
        what: "Two readers asked at once, and the clocks of both desks cannot tell who was first",
        proposal: "Keep A, which stands first by the clocks; keep B, and it comes before A.",
        isSettled: false)
    }
  }

  private func isRanked(_ first: HoldFact, _ second: HoldFact) -> Bool {
    ranks.contains { rank in
      [first.id, second.id].contains { $0 == rank.hold || $0 == rank.before }
        && rank.placed.hasSeen(first.placed) && rank.placed.hasSeen(second.placed)
    }
  }

  // MARK: Service

  /// What was put aside for a hold serves it; of several the one on the pickup shelf, else the one
  /// that was captured first. What is left serves the next who fetches there.
  private mutating func serve() {
    let kept = items.flatMap { item in
      item.state.captures.filter(\.isOpen).map { Kept(item: item, capture: $0) }
    }.sorted { $0.isBefore($1) }
    var spare: [Kept] = []
    var claimed: Set<RecordID> = []
    for index in holds.indices where holds[index].isActive {
      let own = kept.filter { heir(of: $0.capture.hold) == holds[index].id }
      claimed.formUnion(own.map(\.capture.id))
      guard let best = own.first else { continue }
      put(best, index)
      spare += own.dropFirst()
      if own.count > 1 { reviewExtras(own, holds[index]) }
    }
    spare += kept.filter { !claimed.contains($0.capture.id) }
    for each in spare.sorted(by: { $0.isBefore($1) }) {
      let next = holds.indices.first { index in
        let hold = holds[index]
        return hold.isActive && hold.server == nil && hold.until == nil
          && hold.wants(each.item.id)
          && hold.pickup.utf8.elementsEqual(each.capture.pickup.utf8)
      }
      guard let next else {
        explain("What was put aside by \(each.capture.id) is kept for nobody; it can be released.")
        continue
      }
      put(each, next)
      explain(
        "What was put aside by \(each.capture.id) serves hold \(holds[next].id), the next to be "
          + "fetched at \(each.capture.pickup).")
    }
  }

  private func heir(of hold: RecordID) -> RecordID { heirs[hold] ?? hold }

  private mutating func put(_ kept: Kept, _ index: Int) {
    holds[index].server = kept.item.id
    holds[index].capture = kept.capture.id
    holds[index].shelved = kept.capture.shelved
    holds[index].standing = kept.capture.shelved == nil ? .captured : .ready
  }

  /// Case 16: two items were put aside for one hold.
  private mutating func reviewExtras(_ kept: [Kept], _ hold: Hold) {
    review(
      ConflictCase.capturedTwice, .captures(hold.id), of: hold, owner: kept[1].place,
      sides: kept.compactMap { each in
        each.fact.map { ("The \($0.phrase), to be fetched at \(each.capture.pickup).", $0.dot) }
      },
      what: "\(kept.count) items are put aside for one hold",
      proposal: "Keep A: it serves the hold. Release the other, or let it serve the next.",
      isSettled: false)
  }

  // MARK: Conflicts

  /// A conflict is named after the bib that the hold was placed on, so that its name and what was
  /// decided about it outlive a merge.
  private func name(_ doubt: ConflictName.Doubt, of hold: RecordID) -> ContentHash {
    let named = placings[hold]?.bib.map { Subject.record(kind: LibraryKind.hold, $0) }
    return names.id(named ?? subject, doubt)
  }

  private mutating func review(
    _ number: Int, _ doubt: ConflictName.Doubt, of hold: Hold, owner: String,
    sides: [(text: String, dot: Dot)], what: String, proposal: String, isSettled: Bool
  ) {
    let conflict = name(doubt, of: hold.id)
    let verdict = verdicts.verdict(conflict, sides: sides.map(\.dot))
    if !isSettled && !verdict.isResolved {
      explain("\(what) (case \(number)); \(verdict.task(of: owner)).")
    }
    reviews.append(
      ReviewItem(
        id: conflict, conflictCase: number,
        severity: number == ConflictCase.capturedTwice ? .a : .b, owner: owner, subject: subject,
        summary: what + ".",
        sides: sides.enumerated().map { index, side in
          ReviewSide(letter: [ReviewSide].letter(index), text: side.text, dot: side.dot)
        },
        proposal: proposal, isResolved: isSettled || verdict.isResolved,
        resolution: verdict.sentence))
  }
}

/// An item that is put aside.
private struct Kept {
  let item: HoldItem
  let capture: Capture

  var fact: CirculationFact? { item.facts[capture.id] }

  /// On the shelf first, then by when it was put aside.
  func isBefore(_ other: Kept) -> Bool {
    switch (capture.shelved, other.capture.shelved) {
    case (let a?, let b?) where a != b: return a < b
    case (_?, nil): return true
    case (nil, _?): return false
    default: break
    }
    guard let first = fact, let second = other.fact else { return capture.id < other.capture.id }
    return first.placed.isEarlier(than: second.placed)
  }

  /// Where the item is or is going.
  var place: String {
    switch item.state.custody {
    case .branch(let branch): branch
    case .transit(_, let to): to
    case .loan, .unknown: capture.branch
    }
  }
}

extension Hold {
  /// Whether the item serves it, and a loan of the item fills it.
  package func wants(_ item: RecordID) -> Bool {
    #if Mutants
      if part != nil && RuleOut.partOfAWork.isAtWork { return true }
    #endif
    return (self.item == nil || self.item == item || isOpenToAnyItem)
      && (itemsOfPart?.contains(item) ?? true)
  }
}

extension PlacedFact {
  /// By time, then writer and sequence: where neither had seen the other.
  func isEarlier(than other: PlacedFact) -> Bool {
    if stamp.time != other.stamp.time { return stamp.time < other.stamp.time }
    if stamp.dot.writer != other.stamp.dot.writer {
      return stamp.dot.writer < other.stamp.dot.writer
    }
    return (sequence, id) < (other.sequence, other.id)
  }

  /// Whether it sorts after another fact: what it had seen, else what is earlier.
  func follows(_ other: PlacedFact) -> Bool {
    if hasSeen(other) { return true }
    return other.hasSeen(self) ? false : other.isEarlier(than: self)
  }
}
