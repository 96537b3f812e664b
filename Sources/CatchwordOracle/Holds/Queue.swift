/// Numbers of the fields of facts about holds.
enum HoldField {
  static let action = 1
  static let hold = 2
  static let bib = 3
  static let item = 4
  static let part = 5
  static let patron = 6
  static let pickup = 8
  static let priority = 10
  static let before = 11
  static let until = 13
  static let happened = 20
}

enum HoldAction {
  static let place: Int64 = 1
  static let cancel: Int64 = 2
  static let move: Int64 = 3
  static let rank: Int64 = 4
  static let suspend: Int64 = 5
  static let resume: Int64 = 6
}

/// One wish, and what is known of it when everything was asked.
struct Wish: Sendable {
  enum End: Sendable {
    case filled(Fact)
    case cancelled(Fact)
    case merged(Fact)
  }

  let placing: Fact
  let pickup: [UInt8]
  let isResting: Bool
  let cancellation: Fact?
  /// Who stands for the reader that it names.
  let patron: OracleID?
  var end: End?
  /// Which items are the part that is wanted; nil where any is.
  var ofThePart: [OracleID]?
  /// Its one item was lent to somebody else meanwhile, so any will do.
  var takesAny = false
  var position: Int?
  var service: Service?

  var item: OracleID? { placing[HoldField.item].recordValue }
  var priority: Int64 { placing[HoldField.priority].integerValue ?? 0 }

  /// What is wanted of the work, as labels are compared.
  var part: [UInt8]? {
    placing[HoldField.part].textValue.map(Stock.label).flatMap { $0.isEmpty ? nil : $0 }
  }

  func wants(_ id: OracleID) -> Bool {
    guard ofThePart?.contains(id) ?? true else { return false }
    return item == nil || item == id || takesAny
  }
}

/// What serves a wish: an item that is kept for a reader.
struct Service: Sendable {
  let item: OracleID
  let keeping: Keeping
}

/// All wishes for one bib and those that were merged into it, asked one question after another of all facts at once.
struct Queue: Sendable {
  let bib: OracleID
  let subject: Subject
  /// Living items of those bibs, ascending by id.
  private let items: [Stock]
  private let court: Court
  private let decisions: Decisions
  private(set) var wishes: [Wish] = []
  private(set) var conflicts: [Conflict] = []

  init(_ bib: OracleID, _ stated: [Fact], decided: [Fact], _ items: [Stock], _ court: Court) {
    self.bib = bib
    self.items = items
    self.court = court
    subject = .record(RecordKey(kind: LibraryKind.hold, id: bib))
    let order = court.facts.inOrder(decided).filter { $0.action != nil }
    let takenBack = TakenBack(order, court.facts, subject: subject, names: court.names)
    decisions = Decisions(order.filter { !takenBack.contains($0) }, court.facts)
    let said = court.facts.inOrder(stated)
    wishes = Queue.wishes(said, court.facts.patrons).sorted(by: isFirst)
    for index in wishes.indices {
      wishes[index].ofThePart = wishes[index].part.map { part in
        items.filter { $0.labels.contains(part) }.map(\.id)
      }
    }
    for index in wishes.indices { settle(index) }
    for index in wishes.indices where wishes[index].end == nil {
      guard let patron = wishes[index].patron,
        let erasure = court.oblivion.erasures(of: patron).first
      else { continue }
      wishes[index].end = .cancelled(erasure)
    }
    mergeTwins()
    line(said)
    serve()
    askWhoWasFirst(said)
  }

  /// What was said of each wish after it was placed: the last word counts, of cancellations the first.
  private static func wishes(_ order: [Fact], _ patrons: Merges) -> [Wish] {
    order.indices.filter { order[$0][HoldField.action].integerValue == HoldAction.place }.map {
      start in
      let placing = order[start]
      let later = order[start...].dropFirst()
        .filter { $0[HoldField.hold].recordValue == placing.id }
      let said = { (action: Int64) in
        later.filter { $0[HoldField.action].integerValue == action }
      }
      let rests = later.last {
        [HoldAction.suspend, HoldAction.resume].contains($0[HoldField.action].integerValue)
      }
      let pickup = (said(HoldAction.move).last ?? placing)[HoldField.pickup].textValue
      return Wish(
        placing: placing, pickup: pickup ?? [],
        isResting: rests?[HoldField.action].integerValue == HoldAction.suspend
          && rests?[HoldField.until].integerValue != nil,
        cancellation: said(HoldAction.cancel).first,
        patron: placing[HoldField.patron].recordValue.map(patrons.survivor))
    }
  }

  private func isFirst(_ a: Wish, _ b: Wish) -> Bool {
    if a.priority != b.priority { return a.priority < b.priority }
    if a.placing.time != b.placing.time { return a.placing.time < b.placing.time }
    return court.facts.isBefore(a.placing, b.placing)
  }

  // MARK: Ends

  private mutating func settle(_ index: Int) {
    askForItsOneItem(index)
    let used = wishes[..<index].compactMap { wish in
      if case .filled(let lending) = wish.end { lending.id } else { nil }
    }
    let lendings = lendings(for: wishes[index]).filter { lending in
      !used.contains(lending.id)
        && !(wishes[index].cancellation.map { court.facts.saw(lending, $0) } ?? false)
    }
    if let lending = lendings.min(by: court.facts.isBefore) {
      wishes[index].end = .filled(lending)
      if let cancellation = wishes[index].cancellation, !court.facts.saw(cancellation, lending) {
        ask(
          Case.cancelledWhileFetched, .cancellation(cancellation.id), of: wishes[index],
          [cancellation.dot, lending.dot], owner: wishes[index].pickup)
      }
    } else if let cancellation = wishes[index].cancellation {
      wishes[index].end = .cancelled(cancellation)
    }
  }

  /// Checkouts that put the title into the reader's hand after the wish.
  private func lendings(for wish: Wish) -> [Fact] {
    guard let patron = wish.patron else { return [] }
    return items.filter { wish.wants($0.id) }.flatMap { item in
      item.lendings { $0.patron == patron }
    }.filter { follows($0, wish.placing) }
  }

  private func follows(_ a: Fact, _ b: Fact) -> Bool {
    court.facts.saw(a, b) || (!court.facts.saw(b, a) && court.facts.isBefore(b, a))
  }

  /// Case 20.
  private mutating func askForItsOneItem(_ index: Int) {
    let wish = wishes[index]
    guard let item = items.first(where: { $0.id == wish.item }) else { return }
    let takers = item.lendings { $0.patron != wish.patron }
      .filter { court.facts.areConcurrent($0, wish.placing) }
    let isOut = { (lending: Fact) in
      item.replay.table.rows.contains { $0.id == lending.id && $0.standing == .open }
    }
    guard let taker = takers.first(where: isOut) ?? takers.first else { return }
    wishes[index].takesAny = isOut(taker)
    ask(
      Case.wantedAndLent, .lending(wish.placing.id), of: wish, [wish.placing.dot, taker.dot],
      owner: wish.pickup, isSettled: !isOut(taker))
  }

  /// Case 19.
  private mutating func mergeTwins() {
    for index in wishes.indices where wishes[index].end == nil && wishes[index].patron != nil {
      let twin = wishes[..<index].first {
        $0.end == nil && $0.patron == wishes[index].patron && $0.item == wishes[index].item
          && $0.part == wishes[index].part
      }
      if let twin { wishes[index].end = .merged(twin.placing) }
    }
  }

  // MARK: Order and service

  private mutating func line(_ said: [Fact]) {
    let ids = wishes.map(\.placing.id)
    var line = wishes.indices.filter { wishes[$0].end == nil }
    for (first, second) in ties(among: line) {
      let sides = [wishes[first].placing.dot, wishes[second].placing.dot]
      let name = name(.place(ids[second]), of: wishes[second])
      guard decisions.verdict(name, sides: sides).kept == sides[1] else { continue }
      line.removeAll { $0 == second }
      line.insert(second, at: line.firstIndex(of: first) ?? 0)
    }
    for (turn, rank) in said.enumerated()
    where rank[HoldField.action].integerValue == HoldAction.rank {
      let hold = rank[HoldField.hold].recordValue
      // Nothing said of a wish counts before it was placed.
      guard said[..<turn].contains(where: { $0.id == hold && isPlacing($0) }),
        let from = line.firstIndex(where: { ids[$0] == hold }),
        let to = line.firstIndex(where: { ids[$0] == rank[HoldField.before].recordValue }),
        from != to
      else { continue }
      let moved = line.remove(at: from)
      line.insert(moved, at: from < to ? to - 1 : to)
    }
    for (position, index) in line.enumerated() { wishes[index].position = position + 1 }
  }

  /// Case 18: of two wishes for one thing nobody knows which was first.
  private func ties(among line: [Int]) -> [(first: Int, second: Int)] {
    line.enumerated().compactMap { place, index in
      let later = wishes[index]
      let rival = line[..<place].last {
        wishes[$0].priority == later.priority && wishes[$0].item == later.item
          && wishes[$0].part == later.part
      }
      guard let rival else { return nil }
      let (first, second) = (wishes[rival].placing, later.placing)
      let (apart, isFar) = second.time.subtractingReportingOverflow(first.time)
      return !isFar && apart <= 240 && court.facts.areConcurrent(first, second)
        ? (rival, index) : nil
    }
  }

  private mutating func askWhoWasFirst(_ said: [Fact]) {
    for (rival, index) in ties(among: wishes.indices.filter { wishes[$0].end == nil }) {
      let (first, second) = (wishes[rival].placing, wishes[index].placing)
      let isOrdered = said.contains { rank in
        rank[HoldField.action].integerValue == HoldAction.rank
          && [HoldField.hold, HoldField.before].contains {
            [first.id, second.id].contains(rank[$0].recordValue)
          } && court.facts.saw(rank, first) && court.facts.saw(rank, second)
      }
      guard !isOrdered, wishes[rival].service == nil, wishes[index].service == nil else { continue }
      ask(
        Case.placedAtOnce, .place(second.id), of: wishes[index], [first.dot, second.dot],
        owner: wishes[index].pickup)
    }
  }

  private func isPlacing(_ fact: Fact) -> Bool {
    fact[HoldField.action].integerValue == HoldAction.place
  }

  private mutating func serve() {
    let kept = items.flatMap { item in
      item.replay.keepings.filter { $0.end == nil }.map { Service(item: item.id, keeping: $0) }
    }.sorted(by: isBetter)
    let line = wishes.indices.filter { wishes[$0].position != nil }
      .sorted { (wishes[$0].position ?? 0) < (wishes[$1].position ?? 0) }
    var spare = kept.filter { service in
      !line.contains { isMeant(service, for: $0) }
    }
    for index in line {
      let own = kept.filter { isMeant($0, for: index) }
      wishes[index].service = own.first
      spare += own.dropFirst()
      if own.count > 1 {
        ask(
          Case.capturedTwice, .captures(wishes[index].placing.id), of: wishes[index],
          own.map(\.keeping.capture.dot), owner: place(of: own[1]))
      }
    }
    for service in spare.sorted(by: isBetter) {
      let next = line.first { index in
        wishes[index].service == nil && !wishes[index].isResting
          && wishes[index].wants(service.item)
          && wishes[index].pickup == service.keeping.capture.destination
      }
      if let next { wishes[next].service = service }
    }
  }

  /// What was put aside for a wish, or for a later one that is one with it.
  private func isMeant(_ service: Service, for index: Int) -> Bool {
    let hold = service.keeping.capture.hold
    if hold == wishes[index].placing.id { return true }
    return wishes.contains { wish in
      guard wish.placing.id == hold, case .merged(let first) = wish.end else { return false }
      return first.id == wishes[index].placing.id
    }
  }

  private func isBetter(_ a: Service, _ b: Service) -> Bool {
    switch (a.keeping.shelved, b.keeping.shelved) {
    case (let x?, let y?) where x != y: x < y
    case (.some, nil): true
    case (nil, .some): false
    default: court.facts.isBefore(a.keeping.capture, b.keeping.capture)
    }
  }

  private func place(of service: Service) -> [UInt8] {
    let item = items.first { $0.id == service.item }
    switch item?.replay.table.whereabouts {
    case .branch(let branch): return branch
    case .transit(_, let to): return to
    default: return service.keeping.capture.branch
    }
  }

  /// Named after the bib that the reader asked for, whatever became of it.
  private func name(_ doubt: Doubt, of wish: Wish) -> [UInt8] {
    let asked = wish.placing[HoldField.bib].recordValue ?? bib
    return court.names.name(.record(RecordKey(kind: LibraryKind.hold, id: asked)), doubt)
  }

  private mutating func ask(
    _ number: Int, _ doubt: Doubt, of wish: Wish, _ sides: [OracleDot], owner: [UInt8],
    isSettled: Bool = false
  ) {
    let name = name(doubt, of: wish)
    conflicts.append(
      Conflict(
        id: name, number: number, severity: number == Case.capturedTwice ? .a : .b, owner: owner,
        subject: subject, sides: sides,
        isResolved: isSettled || decisions.verdict(name, sides: sides).isResolved))
  }
}

extension Queue {
  /// One line a wish.
  func lines() -> [String] {
    wishes.map { wish in
      let (standing, end) = standing(of: wish)
      return "hold \(LibraryKind.bib):\(bib.text) \(wish.placing.id.text) "
        + "patron=\(reader(of: wish)?.text ?? "-") "
        + "pickup=\(String(decoding: wish.pickup, as: UTF8.self)) standing=\(standing) "
        + "position=\(wish.position.map { String($0) } ?? "-") "
        + "server=\(wish.service?.item.text ?? "-") "
        + "capture=\(wish.service?.keeping.capture.id.text ?? "-") endedBy=\(end?.text ?? "-")"
    }
  }

  /// Nobody, where they were erased or had the title on a loan that names nobody.
  private func reader(of wish: Wish) -> OracleID? {
    guard let patron = wish.patron, !court.oblivion.isErased(patron) else { return nil }
    guard case .filled(let lending) = wish.end else { return patron }
    let isForgotten = items.contains { item in
      item.replay.table.rowOfCheckout[lending.id].map(
        court.oblivion.forgotten(item.replay).contains) ?? false
    }
    return isForgotten ? nil : patron
  }

  private func standing(of wish: Wish) -> (String, OracleID?) {
    switch wish.end {
    case .filled(let fact): ("filled", fact.id)
    case .cancelled(let fact): ("cancelled", fact.id)
    case .merged(let fact): ("merged", fact.id)
    case nil:
      (
        wish.service.map { $0.keeping.shelved == nil ? "captured" : "ready" } ?? "waiting", nil
      )
    }
  }
}

/// An item that can serve the wishes for a title.
struct Stock: Sendable {
  let id: OracleID
  let replay: Replay
  /// What its label says that it is, whole and piece by piece.
  let labels: [[UInt8]]

  init(id: OracleID, replay: Replay, enumeration: [UInt8]?) {
    self.id = id
    self.replay = replay
    labels =
      enumeration.map { [$0] + $0.split(separator: UInt8(ascii: ",")).map(Array.init) }?
      .map(Stock.label) ?? []
  }

  /// Capitals and blanks make no other label.
  static func label(_ text: [UInt8]) -> [UInt8] {
    text.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }.map { byte in
      byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
  }

  /// Checkouts that opened loans which count, of those that are asked for.
  func lendings(of counts: (LoanTable.Row) -> Bool) -> [Fact] {
    replay.table.rows.filter { counts($0) && $0.end?.how != .review }
      .compactMap { row in replay.order.first { $0.id == row.id } }
  }
}
