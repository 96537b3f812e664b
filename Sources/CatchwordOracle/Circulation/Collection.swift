/// The items of a library, and the barcodes that stand for none, each with its replay.
struct Collection: Sendable {
  /// One item or one bare barcode.
  struct Holding: Sendable {
    let subject: Subject
    /// Nil where no commit describes it.
    let record: RecordStanding?
    let replay: Replay
    /// What is told of it no longer.
    let forgotten: Oblivion.Effect
  }

  let records: Records
  let court: Court
  /// Items ascending by id, then barcodes ascending by bytes.
  let holdings: [Holding]
  /// Queues of holds, ascending by bib.
  let queues: [Queue]
  /// Accounts as far as they concern no item, ascending by patron.
  let tills: [Till]
  /// Funds and what was ordered from them, ascending by fund.
  let purses: [Purse]
  private let strangers: [Conflict]

  init(_ records: Records, _ court: Court) {
    self.records = records
    self.court = court
    var stated: [OracleID: [Fact]] = [:]
    var bare: [[UInt8]: [Fact]] = [:]
    for fact in court.facts.all {
      if let item = fact.item { stated[item, default: []].append(fact) }
      if let barcode = fact.bareBarcode { bare[barcode, default: []].append(fact) }
    }
    let ids = Set(records.all(LibraryKind.item).map(\.key.id)).union(stated.keys).sorted()
    var holdings = ids.map { id in
      Collection.item(id, records, stated: stated[id] ?? [], bare: bare, court)
    }
    var strangers: [Conflict] = []
    for barcode in bare.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let bearers = records.bearers(barcode).count
      guard bearers != 1 else { continue }
      let subject = Subject.barcode(barcode)
      let replay = Replay(bare[barcode] ?? [], of: .nobody, subject: subject, with: court)
      holdings.append(
        Holding(
          subject: subject, record: nil, replay: replay,
          forgotten: court.oblivion.effect(on: replay)))
      guard bearers == 0, let first = replay.scans.first else { continue }
      strangers.append(
        Conflict(
          id: court.names.name(subject, .unknownBarcode), number: Case.unknownBarcode,
          severity: .b, owner: first.branch, subject: subject, sides: [first.dot]))
    }
    self.holdings = holdings
    self.strangers = strangers
    let accounts = Dictionary(
      grouping: court.facts.all.filter { $0.item == nil && $0.bareBarcode == nil }, by: \.account)
    tills = accounts.compactMap { account, facts in account.map { Till($0, facts, court) } }
      .sorted { $0.account < $1.account }
    let standing = { (bib: OracleID?) in bib.map(court.bibs.survivor) }
    let wished = Dictionary(grouping: court.facts.holds) {
      standing($0[HoldField.bib].recordValue)
    }
    purses = Purse.all(records, court)
    queues = wished.compactMap { bib, facts in
      bib.map { bib in
        Queue(
          bib, facts,
          decided: court.facts.all.filter { $0.item == nil && standing($0.queue) == bib },
          holdings.compactMap { holding in
            guard let item = holding.record, !item.isDead,
              standing(item.shown(ItemField.bib).recordValue) == bib
            else { return nil }
            return Stock(
              id: item.key.id, replay: holding.replay,
              enumeration: item.shown(ItemField.enumeration).textValue)
          }, court)
      }
    }.sorted { $0.bib < $1.bib }
  }

  /// An item has the facts that name it, and those that name its barcode alone while it lives and
  /// is the only living one to bear it.
  private static func item(
    _ id: OracleID, _ records: Records, stated: [Fact], bare: [[UInt8]: [Fact]], _ court: Court
  ) -> Holding {
    let record = records.record(LibraryKind.item, id)
    var facts = stated
    if let record, !record.isDead, let barcode = record.text(ItemField.barcode),
      records.bearers(barcode).count == 1
    {
      facts += bare[barcode] ?? []
    }
    let subject = Subject.record(RecordKey(kind: LibraryKind.item, id: id))
    let replay = Replay(
      facts, of: record.map { ItemProfile($0) } ?? .nobody, subject: subject, with: court)
    return Holding(
      subject: subject, record: record, replay: replay,
      forgotten: court.oblivion.effect(on: replay))
  }

  /// Whether its facts make an item a deleted one: what its bib asks, and who shares its barcode.
  private func isDeleted(_ item: OracleID) -> Bool {
    holdings.contains { $0.record?.key.id == item && $0.replay.eligibility == "deleted" }
  }

  private var authorities: Authorities { Authorities(records: records, names: court.names) }

  /// What fields of bibs show that name an authority.
  func headingLines() -> [String] {
    let descriptions = Descriptions(records: records, names: court.names)
    return authorities.lines(descriptions.standingBibs(isDeleted, court.bibs))
  }

  func conflicts() -> [Conflict] {
    let descriptions = Descriptions(records: records, names: court.names)
    var conflicts = strangers
    for holding in holdings {
      conflicts += holding.replay.conflicts + holding.forgotten.conflicts
      guard let record = holding.record, !record.isDead else { continue }
      conflicts += descriptions.conflicts(
        of: record, .item, subject: holding.subject,
        owner: record.text(ItemField.owningBranch) ?? [])
    }
    conflicts += authorities.conflicts(descriptions.standingBibs(isDeleted, court.bibs))
    conflicts += descriptions.conflicts(ofBibs: isDeleted, court.bibs)
    conflicts += circles(court.bibs, Case.mergedInCircle)
    conflicts += circles(court.facts.patrons, Case.patronsMergedInCircle).filter(isOfTheKnown)
    conflicts += sharedBarcodes() + sharedCards() + policiesAtOnce() + wrongClocks()
    conflicts += queues.flatMap(\.conflicts) + tills.flatMap(\.conflicts)
    conflicts += descriptions.conflicts(ofPatronsAndBranches: LibraryKind.patron)
      .filter(isOfTheKnown)
    conflicts += descriptions.conflicts(ofPatronsAndBranches: LibraryKind.branch)
    for purse in purses {
      conflicts += purse.conflicts
      guard let fund = purse.record else { continue }
      conflicts += descriptions.conflicts(
        of: fund, .other, subject: purse.subject, owner: purse.owner)
    }
    return conflicts
  }
}

extension Collection {
  /// Whether a conflict about a patron is about one who was not erased.
  private func isOfTheKnown(_ conflict: Conflict) -> Bool {
    guard case .record(let key) = conflict.subject else { return true }
    return !court.oblivion.isErased(key.id)
  }

  /// Case 27: of living items with one barcode, whoever labelled last is to label again.
  private func sharedBarcodes() -> [Conflict] {
    groups(LibraryKind.item, ItemField.barcode) { !isDeleted($0.key.id) }.map { barcode, bearers in
      let subject = Subject.barcode(barcode)
      return Conflict(
        id: court.names.name(subject, .bearers), number: Case.sharedBarcode, severity: .a,
        owner: bearers[bearers.count - 1].text(ItemField.owningBranch) ?? [], subject: subject,
        sides: bearers.compactMap { dot($0, ItemField.barcode) })
    }
  }

  /// Case 26: each but the first who got a card is to get another one.
  private func sharedCards() -> [Conflict] {
    let isGood = { (patron: RecordStanding) in
      patron.shown(PatronField.retired) != .integer(1) && !court.oblivion.isErased(patron.key.id)
    }
    return groups(LibraryKind.patron, PatronField.card, of: isGood).flatMap { _, bearers in
      // Of those who are one person the first speaks for all.
      let persons = bearers.enumerated().filter { index, bearer in
        !bearers[..<index].contains {
          court.facts.patrons.survivor(of: $0.key.id)
            == court.facts.patrons.survivor(of: bearer.key.id)
        }
      }.map(\.element)
      return persons.dropFirst().map { later in
        let subject = Subject.record(later.key)
        return Conflict(
          id: court.names.name(subject, .bearers), number: Case.sharedCard, severity: .a,
          owner: later.text(PatronField.branch) ?? [], subject: subject,
          sides: [persons[0], later].compactMap { dot($0, PatronField.card) })
      }
    }
  }

  /// Cases 30 and 111: records that were merged into each other. All merges stand as sides.
  private func circles(_ merges: Merges, _ number: Int) -> [Conflict] {
    merges.circles.map { circle in
      let subject = Subject.record(RecordKey(kind: merges.kind, id: circle[0]))
      let survivor = merges.survivor(of: circle[0])
      let owner =
        merges.kind == LibraryKind.patron
        ? records.record(merges.kind, survivor)?.text(PatronField.branch)
        : records.all(LibraryKind.item).filter { item in
          !item.isDead
            && item.shown(ItemField.bib).recordValue.map(merges.survivor) == survivor
        }.compactMap { $0.text(ItemField.owningBranch) }.first { !$0.isEmpty }
      let commits = circle.compactMap {
        records.record(merges.kind, $0)?.siblings(merges.field).first?.commit
      }
      return Conflict(
        id: court.names.name(subject, .circle), number: number, severity: .b, owner: owner ?? [],
        subject: subject,
        sides: commits.sorted(by: records.past.isLess).map { records.past.dots[$0] })
    }
  }

  /// Case 110: policies that no other load had seen, if they say different things.
  private func policiesAtOnce() -> [Conflict] {
    let (content, network) = (1, 4)
    let policies = Facts(court.facts.past, kind: LibraryKind.policy)
    let all = policies.all.filter { $0[network] == .integer(1) }
    let latest = policies.inOrder(all).filter { one in
      !all.contains { $0.id != one.id && policies.saw($0, one) }
    }
    guard let first = latest.first, latest.contains(where: { $0[content] != first[content] }) else {
      return []
    }
    return [
      Conflict(
        id: court.names.name(.policies, .policies), number: Case.policiesAtOnce, severity: .b,
        owner: [], subject: .policies, sides: latest.map(\.dot))
    ]
  }

  /// Case 43: devices whose clock was not right when it was looked at last, or not to be trusted since.
  private func wrongClocks() -> [Conflict] {
    let remarks = court.facts.all.filter {
      $0.action != nil && $0.id.space.first == 0 && $0[Fact.Field.clock] != .null
    }
    let own = Dictionary(grouping: remarks) { Array($0.id.space.dropFirst()) }
    let notes = Dictionary(grouping: court.facts.notes.all, by: \.writer)
    let devices = Set(own.keys).union(notes.keys)
    return devices.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { device in
      let order = court.facts.inOrder(
        (own[device] ?? []) + (notes[device] ?? []).map(\.fact))
      let open = order.suffix(from: (order.lastIndex(where: \.agreesWithClock) ?? -1) + 1)
      guard let first = open.first, let last = open.last else { return nil }
      let note = notes[device]?.first { $0.fact.id == first.id }
      let subject = Subject.clock(Array(Hex.text(device).utf8))
      return Conflict(
        id: court.names.name(subject, .clock), number: Case.doubtedClock, severity: .a,
        owner: note?.owner ?? first.branch, subject: subject,
        sides: first.id == last.id ? [first.dot] : [first.dot, last.dot])
    }
  }

  /// Living records that share a number, the one that got it first before the others.
  private func groups(
    _ kind: Int, _ field: Int, of counts: (RecordStanding) -> Bool
  ) -> [([UInt8], [RecordStanding])] {
    let living = records.all(kind).filter { !$0.isDead && $0.text(field) != nil }
    let groups = Dictionary(grouping: living) { $0.text(field) ?? [] }
    return groups.filter { $0.value.count > 1 }.compactMap { number, bearers in
      let bearers = bearers.filter(counts).sorted { isEarlier($0, $1, field) }
      return bearers.count > 1 ? (number, bearers) : nil
    }
  }

  private func isEarlier(_ a: RecordStanding, _ b: RecordStanding, _ field: Int) -> Bool {
    guard let first = a.siblings(field).first?.commit, let second = b.siblings(field).first?.commit
    else { return false }
    return first == second ? a.key < b.key : records.past.isLess(first, second)
  }

  private func dot(_ record: RecordStanding, _ field: Int) -> OracleDot? {
    record.siblings(field).first.map { records.past.dots[$0.commit] }
  }
}

extension Collection.Holding {
  /// One line for an item that is described, one for each of its loans.
  func lines() -> [String] {
    var lines =
      replay.table.rows.enumerated().map { loanLine($1, isForgotten: forgotten.rows.contains($0)) }
      + replay.journeys.map(journeyLine)
    // What was captured under a bare label serves nobody before somebody knows what it is.
    if case .record = subject { lines += replay.keepings.map(keepingLine) }
    let item = if case .record = subject { subject.text } else { "-" }
    lines += replay.billLines.enumerated().map { place, said in
      var said = said
      if forgotten.bills.contains(place) { said.patron = nil }
      return said.line(of: item)
    }
    guard let record else { return lines }
    let claims = replay.claims.isEmpty ? "-" : replay.claims.joined(separator: ",")
    lines.append(
      "item \(LibraryKind.item):\(record.key.id.text) custody=\(custody) "
        + "since=\(number(replay.table.since)) eligibility=\(replay.eligibility) claims=\(claims) "
        + "uses=\(replay.uses == 0 ? "-" : "\(replay.uses)")")
    return lines
  }

  private var custody: String {
    if let home = replay.home { return "branch:" + String(decoding: home, as: UTF8.self) }
    switch replay.table.whereabouts {
    case .unknown: return "unknown"
    case .branch(let code): return "branch:" + String(decoding: code, as: UTF8.self)
    case .loan(let row): return "loan:" + replay.table.rows[row].id.text
    case .transit(let from, let to):
      return "transit:"
        + [from, to].map { String(decoding: $0, as: UTF8.self) }
        .joined(separator: ">")
    }
  }

  private func keepingLine(_ keeping: Keeping) -> String {
    let pickup = String(decoding: keeping.capture.destination, as: UTF8.self)
    return "capture \(subject.text) \(keeping.capture.id.text) "
      + "hold=\(keeping.capture.hold?.text ?? "-") pickup=\(pickup) "
      + "shelved=\(number(keeping.shelved)) endedBy=\(keeping.end?.by.id.text ?? "-") "
      + "ending=\(keeping.end?.how.rawValue ?? "-")"
  }

  private func journeyLine(_ journey: Journey) -> String {
    let ends = [journey.dispatch.branch, journey.dispatch.destination]
      .map { String(decoding: $0, as: UTF8.self) }
    return "transit \(subject.text) \(journey.dispatch.id.text) from=\(ends[0]) to=\(ends[1]) "
      + "sent=\(journey.dispatch.time) endedAt=\(number(journey.endedAt)) "
      + "endedBy=\(journey.end?.by.id.text ?? "-") ending=\(journey.end?.how.rawValue ?? "-")"
  }

  private func loanLine(_ row: LoanTable.Row, isForgotten: Bool) -> String {
    let branch = String(decoding: row.branch, as: UTF8.self)
    let patron = isForgotten ? nil : row.patron
    return "loan \(subject.text) \(row.id.text) patron=\(patron?.text ?? "-") "
      + "branch=\(branch) started=\(row.started) due=\(number(row.due)) "
      + "renewals=\(row.renewals) standing=\(row.standing.rawValue) "
      + "closedAt=\(number(row.end?.at)) closedBy=\(row.end?.by.text ?? "-") "
      + "closedHow=\(row.end?.how.rawValue ?? "-") returnedOn=\(number(row.returnedOn))"
  }

  private func number(_ value: Int64?) -> String { value.map { String($0) } ?? "-" }
}
