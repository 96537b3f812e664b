package import CatchwordCore

/// Readers' wishes: placed and changed, and served on the spot when an item is in hand.
extension DeskRules {
  // MARK: Wishes

  func place(
    _ wish: DeskAction.PlaceHold, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let bearer = try patron(wish.card, wish.patron, in: reader)
    let patron = try reader.standing(for: bearer)
    try checkBranch(wish.pickup, in: reader)
    if let expiry = wish.expiry, expiry < desk.today { throw DeskError.expiryInThePast(expiry) }
    let (bib, item, title) = try target(of: wish, in: reader)
    let queue = try reader.holdQueue(of: bib, hashing: hashing)
    let part = wish.part.flatMap { PartName($0) }
    if let part { try check(part, wish.part, of: bib, title, in: reader) }
    let own = queue?.holds.first {
      $0.isActive && $0.patron == patron.id && $0.item == item
        && $0.partName == part
    }
    if let own { throw DeskError.holdExists(own.id, pickup: own.pickup) }
    let reason = wish.override.flatMap { $0.isEmpty ? nil : $0 }
    if reason == nil { try checkHold(patron, item, title, at: desk, in: reader, circumstances) }
    let expiry =
      wish.expiry
      ?? circumstances.policy.policy.holds.expiryDays.map { desk.today.adding(days: $0) }
    let id = try mint()
    var values = facts(.place, of: id, bib, at: desk)
    values[HoldField.hold] = nil
    values[HoldField.patron] = .record(bearer.id)
    values[HoldField.pickup] = .text(wish.pickup)
    values[HoldField.item] = item.map { .record($0) }
    values[HoldField.part] = part == nil ? nil : wish.part.map { .text($0) }
    values[HoldField.expiry] = (expiry?.day).map { .integer($0) }
    values[HoldField.reason] = reason.map { .text($0) }
    let ahead = queue?.holds.count { $0.isActive } ?? 0
    let wanted = part == nil ? title : "\(title), \(wish.part ?? "")"
    let lines = [
      "\(wanted): wished for, to be fetched at \(wish.pickup), place \(ahead + 1) in the queue."
    ]
    return plan(values, id, lines, item: item, title: title)
  }

  /// A part that nothing here is would be waited for in vain.
  private func check(
    _ part: PartName, _ said: String?, of bib: RecordID, _ title: String,
    in reader: any RecordReading
  ) throws {
    let labels = try reader.items(ofOneWith: bib).compactMap { $0[ItemField.enumeration].text }
    guard !labels.contains(where: { PartName.all(in: $0).contains(part) }) else { return }
    let known = labels.withoutRepeats.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    throw DeskError.noSuchPart(said ?? "", title: title, known: known)
  }

  /// G6: what the policy allows this reader, as far as is known here.
  private func checkHold(
    _ patron: RecordView, _ item: RecordID?, _ title: String, at desk: Desk,
    in reader: any RecordReading, _ circumstances: Circumstances
  ) throws {
    let policy = circumstances.policy.policy
    let category = patron[PatronField.category].code
    let view = try item.flatMap { try reader.record(kind: LibraryKind.item, $0) }
    let terms = policy.choice(
      category: category, itemType: view?[ItemField.itemType].code, branch: ExactText(desk.branch)
    ).terms
    guard terms.areHoldsAllowed else { throw DeskError.holdsNotAllowed(title: title) }
    if let most = policy.limits(of: category).holds,
      Int64(try circumstances.holds(patron.id)) >= most
    {
      throw DeskError.holdLimitReached(most)
    }
  }

  /// One change of a hold that stands.
  func change(
    _ hold: RecordID, _ change: DeskAction.HoldChange, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard let bib = try reader.fact(kind: LibraryKind.hold, hold)?[HoldField.bib].record,
      let queue = try reader.holdQueue(of: bib, hashing: hashing),
      let standing = queue.holds.first(where: { $0.id == hold })
    else { throw DeskError.unknownHold(hold) }
    guard standing.isActive else { throw DeskError.holdIsOver(standing.standing) }
    let id = try mint()
    let title = try reader.title(ofBib: bib)
    var values: [Int: Value]
    let line: String
    switch change {
    case .cancel(let reason):
      values = facts(.cancel, of: hold, bib, at: desk)
      values[HoldField.reason] = reason.isEmpty ? nil : .text(reason)
      line = "\(title): cancelled."
    case .move(let pickup):
      try checkBranch(pickup, in: reader)
      values = facts(.move, of: hold, bib, at: desk)
      values[HoldField.pickup] = .text(pickup)
      line = "\(title): to be fetched at \(pickup)."
    case .rank(let before):
      guard queue.holds.contains(where: { $0.id == before && $0.isActive }), before != hold else {
        throw DeskError.unknownHold(before)
      }
      values = facts(.rank, of: hold, bib, at: desk)
      values[HoldField.before] = .record(before)
      line = "\(title): served before \(before)."
    case .suspend(let until):
      guard until >= desk.today else { throw DeskError.expiryInThePast(until) }
      values = facts(.suspend, of: hold, bib, at: desk)
      values[HoldField.until] = .integer(until.day)
      line = "\(title): rests until \(until)."
    case .resume:
      values = facts(.resume, of: hold, bib, at: desk)
      line = "\(title): waits again."
    }
    return plan(values, id, [line], item: standing.item, title: title)
  }

  private func facts(
    _ action: HoldAction, of hold: RecordID, _ bib: RecordID, at desk: Desk
  ) -> [Int: Value] {
    [
      HoldField.action: .integer(action.rawValue), HoldField.hold: .record(hold),
      HoldField.bib: .record(bib), HoldField.branch: .text(desk.branch),
    ]
  }

  private func plan(
    _ values: [Int: Value], _ id: RecordID, _ lines: [String], item: RecordID?, title: String
  ) -> DeskPlan {
    let operation = Operation(
      .fact, kind: LibraryKind.hold, record: id,
      values: values.map { FieldValue($0.key, $0.value) })
    return DeskPlan(
      operations: [operation],
      answer: DeskAnswer(signal: .good, lines: lines, fact: id, item: item, title: title))
  }

  private func target(
    of wish: DeskAction.PlaceHold, in reader: any RecordReading
  ) throws -> (bib: RecordID, item: RecordID?, title: String) {
    switch wish.target {
    case .bib(let named):
      let bib = try reader.survivor(ofBib: named)
      guard try reader.record(kind: LibraryKind.bib, bib)?.state.isDead == false else {
        throw DeskError.unknownTitle
      }
      return (bib, nil, try reader.title(ofBib: bib))
    case .item(let barcode):
      let view = try DeskView(scanning: barcode, in: reader, hashing: hashing)
      guard let item = view.item, let bib = item[ItemField.bib].record else {
        throw DeskError.unknownItem(barcode)
      }
      return (bib, wish.anyItemWillDo ? nil : item.id, view.title)
    }
  }

  func checkBranch(_ code: String, in reader: any RecordReading) throws {
    let branches = try reader.records(
      kind: LibraryKind.branch, where: BranchField.code, is: .text(code))
    guard branches.contains(where: { !$0.state.isDead }) else {
      throw DeskError.unknownBranch(code)
    }
  }

  // MARK: Service

  /// What an item in hand is to serve: the hold that it is kept for, else the next who wants it.
  ///
  /// - Parameter isFetched: whether staff fetched it from its shelf for that.
  /// - Returns: the facts to state after the sighting, and nil where nobody waits for it.
  func trap(
    _ view: DeskView, at desk: Desk, in reader: any RecordReading, _ circumstances: Circumstances,
    isFetched: Bool = false, _ lines: inout AnswerLines, _ mint: () throws -> RecordID
  ) throws -> [Operation]? {
    guard let item = view.item, view.state.eligibility == .lendable,
      !view.state.claims.contains(.disputed), let bib = item[ItemField.bib].record,
      let queue = try reader.holdQueue(of: bib, hashing: hashing)
    else { return nil }
    // What was put aside for a reader here and arrives first serves before what is on its way still.
    let kept = queue.holds.first { hold in
      hold.id == view.state.openCapture?.hold && hold.standing == .captured
        && hold.pickup.utf8.elementsEqual(desk.branch.utf8)
    }
    if let hold = kept ?? queue.holds.first(where: { $0.server == item.id }) {
      guard hold.pickup.utf8.elementsEqual(desk.branch.utf8) else {
        // The sighting ended its way, so it sets out anew from here.
        lines.stop("It is for a hold; send it to \(hold.pickup).")
        return [try capture(view, hold, at: desk, mint)]
      }
      lines.stop("It goes to the hold shelf for \(try reader.alias(of: hold.patron)).")
      return []
    }
    let next = queue.holds.first { hold in
      hold.standing == .waiting && hold.wants(item.id) && hold.isDue(on: desk.today)
    }
    guard let next else { return nil }
    // It comes to the pickup branch no sooner than the cart comes in; until then others may serve it.
    if !isFetched, !next.pickup.utf8.elementsEqual(desk.branch.utf8),
      try reader.isCart(desk.branch)
    {
      lines.warn("Somebody at \(next.pickup) waits for it; hand it in when the cart is back.")
      return nil
    }
    let staleDays = circumstances.policy.policy.holds.staleTrapDays
    if let silence = desk.silenceSeconds, silence > staleDays * 86_400 {
      lines.warn(
        "A hold for \(next.pickup) may wait for it, but this replica has heard of no other for more "
          + "than \(staleDays) days; ask there, then capture it.")
      return nil
    }
    lines.stop(
      next.pickup.utf8.elementsEqual(desk.branch.utf8)
        ? "It goes to the hold shelf for \(try reader.alias(of: next.patron))."
        : "It is for a hold; send it to \(next.pickup).")
    return [try capture(view, next, at: desk, mint)]
  }

  private func capture(
    _ view: DeskView, _ hold: Hold, at desk: Desk, _ mint: () throws -> RecordID
  ) throws -> Operation {
    fact(
      .capture, view, at: desk, try mint(),
      [
        CirculationField.hold: .record(hold.id),
        CirculationField.destination: .text(hold.pickup),
      ])
  }

  /// From the pull list: the item is in hand and is to serve whoever is next.
  func capture(
    _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard view.item != nil else { throw DeskError.unknownItem(view.barcode) }
    var lines = AnswerLines("\(view.title): in hand.")
    let fresh = Desk(branch: desk.branch, staff: desk.staff, today: desk.today)
    let trapped = try trap(
      view, at: fresh, in: reader, circumstances, isFetched: true, &lines, mint)
    guard let operations = trapped,
      let last = operations.last
    else { throw DeskError.nobodyWaits(view.title) }
    return plan(operations, last.record, view, lines)
  }

  /// Takes an item off the hold shelf; the next who wants it gets it.
  func release(
    _ view: DeskView, reason: String?, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard let capture = view.state.openCapture else { throw DeskError.notKept(view.title) }
    let id = try mint()
    let operation = fact(
      .release, view, at: desk, id,
      [
        CirculationField.hold: .record(capture.hold),
        CirculationField.reason: reason.map { .text($0) } ?? .null,
      ])
    var lines = AnswerLines("\(view.title): kept for nobody any longer; check it in.")
    try route(view, at: desk, in: reader, circumstances, &lines)
    return plan([operation], id, view, lines)
  }

  /// A loan is not prolonged while somebody else waits for the item, as far as is known here.
  ///
  /// - Throws: `DeskError.waitedFor`.
  func checkNobodyWaits(
    _ view: DeskView, borrower: RecordID?, on day: CivilDate, in reader: any RecordReading
  ) throws {
    guard let item = view.item, let bib = item[ItemField.bib].record,
      let queue = try reader.holdQueue(of: bib, hashing: hashing)
    else { return }
    let readers = queue.holds.count { hold in
      hold.standing == .waiting && hold.patron != borrower && hold.wants(item.id)
        && hold.isDue(on: day)
    }
    guard readers == 0 else { throw DeskError.waitedFor(title: view.title, readers: readers) }
  }

  /// - Returns: the hold of this borrower that a checkout fills, as far as is known here.
  /// - Throws: `DeskError.onHold` where the item is kept for somebody else and staff gave no reason.
  func holdToFill(
    _ view: DeskView, patron: RecordID, mayTakeAnothers: Bool, in reader: any RecordReading
  ) throws -> RecordID? {
    guard let item = view.item, let bib = item[ItemField.bib].record,
      let queue = try reader.holdQueue(of: bib, hashing: hashing)
    else { return nil }
    if !mayTakeAnothers,
      queue.holds.contains(where: { $0.server == item.id && $0.patron != patron })
    {
      throw DeskError.onHold(title: view.title)
    }
    return queue.holds.first { $0.isActive && $0.patron == patron && $0.wants(item.id) }?.id
  }
}

extension RecordReading {
  /// The last digits of a reader's card, which a slip on a public shelf may show.
  package func alias(of patron: RecordID?) throws -> String {
    if let patron, try isErased(patron) { return "a reader who is no longer known" }
    return try borrower(of: patron)
  }

  /// How a list names whoever has an item: also one who was erased, while the item is out.
  package func borrower(of patron: RecordID?) throws -> String {
    let card = try patron.flatMap { try record(kind: LibraryKind.patron, $0) }?[PatronField.card]
      .text
    return card.map { "card …\($0.suffix(4))" } ?? "a reader who is not known here"
  }

  func title(ofBib bib: RecordID) throws -> String {
    let title = try BibDescription(liveFields(of: survivor(ofBib: bib))).title
    return title.isEmpty ? "Bib \(bib)" : title
  }
}
