import CatchwordCore
import Testing

@testable import CatchwordSync

/// Event left, action right: the session's whole conversation, and each way it can end.
@Suite struct SyncSessionTests {
  static let main = WriterID(Word256(1, 0, 0, 1))
  static let east = WriterID(Word256(2, 0, 0, 2))
  static let west = WriterID(Word256(3, 0, 0, 3))
  static let network = ContentHash(Word256(9, 9, 9, 9))

  static func digests(_ seed: UInt64 = 0) -> StateDigests {
    let lanes = Lane.allCases.map { ($0, Digest(sum: Word256(seed, 0, 0, UInt64($0.rawValue)))) }
    return StateDigests(
      lanes: Dictionary(uniqueKeysWithValues: lanes), derived: Digest(sum: Word256(seed, 1, 1, 1)),
      derivingVersion: 1)
  }

  static func hello(
    _ writer: WriterID, frontier: UInt64 = 0, digests: StateDigests = digests(),
    network: ContentHash = network, format: Int = 1, wall: Int64 = 1_000, synchronized: Bool = false
  ) -> Hello {
    Hello(
      format: format, schemaVersion: 1, network: network, writer: writer, name: "X",
      frontierDigest: ContentHash(Word256(frontier, 0, 0, 0)), digests: digests, wallSeconds: wall,
      isClockSynchronized: synchronized)
  }

  static func name(_ writer: WriterID, _ lane: Lane = .circulation) -> LogName {
    LogName(LogID(writer: writer, lane: lane))
  }

  static func have(_ heads: [LogName: Head], _ digests: StateDigests = digests()) -> Have {
    Have(heads: heads, digests: digests)
  }

  static let mine = [name(main): Head(number: 5, hash: 5), name(east): Head(number: 2, hash: 2)]
  static let theirs = [name(main): Head(number: 3, hash: 3), name(east): Head(number: 7, hash: 7)]
  static let both = [name(main): Head(number: 5, hash: 5), name(east): Head(number: 7, hash: 7)]

  /// A session that has said hello to a peer with another frontier.
  static func greeted() -> SyncSession {
    var session = SyncSession(hello: hello(main, frontier: 1))
    _ = session.begin()
    _ = session.heard(hello(east, frontier: 2), sentAt: 0, receivedAt: 0, hasTail: false)
    return session
  }

  @Test func `equal frontiers end after one round trip with all digests compared`() {
    var session = SyncSession(hello: Self.hello(Self.main, frontier: 7))
    #expect(session.begin() == [.say(Self.hello(Self.main, frontier: 7))])
    let actions = session.heard(
      Self.hello(Self.east, frontier: 7), sentAt: 0, receivedAt: 0, hasTail: false)
    let comparison = DigestComparison(
      compared: Lane.allCases, unequal: [], derivedIsEqual: true)
    #expect(actions == [.finish(.done(comparison))])
    #expect(comparison.isEqual == true)
  }

  @Test func `equal frontiers with an open tail go on to compare`() {
    var session = SyncSession(hello: Self.hello(Self.main, frontier: 7))
    _ = session.begin()
    let actions = session.heard(
      Self.hello(Self.east, frontier: 7), sentAt: 0, receivedAt: 0, hasTail: true)
    #expect(actions == [.compare])
  }

  @Test func `both sides send what the other lacks and the session ends with equal digests`() {
    var session = Self.greeted()
    #expect(session.compared(Self.have(Self.theirs), held: Self.mine, unknown: [Self.name(Self.east)]) == [.sealTail])
    #expect(
      session.sealed(held: Self.mine, unknown: [Self.name(Self.east)]) == [
        .fetch([Want(log: Self.name(Self.east), after: 2)])
      ])
    #expect(
      session.fetched(held: Self.both, unknown: []) == [.push([Want(log: Self.name(Self.main), after: 3)])])
    let actions = session.pushed(Self.have(Self.both), mine: Self.have(Self.both), unknown: [])
    #expect(
      actions == [
        .finish(
          .done(
            DigestComparison(compared: Lane.allCases, unequal: [], derivedIsEqual: true)))
      ])
  }

  @Test func `unequal digests at equal frontiers are an alarm`() {
    var session = Self.greeted()
    _ = session.compared(Self.have(Self.theirs), held: Self.mine, unknown: [Self.name(Self.east)])
    _ = session.sealed(held: Self.mine, unknown: [Self.name(Self.east)])
    _ = session.fetched(held: Self.both, unknown: [])
    let actions = session.pushed(
      Self.have(Self.both, Self.digests(8)), mine: Self.have(Self.both), unknown: [])
    guard case .finish(.done(let comparison)) = actions.first else {
      Issue.record("unexpected \(actions)")
      return
    }
    #expect(comparison.isEqual == false)
    #expect(comparison.unequal == Lane.allCases)
  }

  @Test func `a peer that did not keep everything leaves the session incomplete`() {
    var session = Self.greeted()
    _ = session.compared(Self.have(Self.theirs), held: Self.mine, unknown: [Self.name(Self.east)])
    _ = session.sealed(held: Self.mine, unknown: [Self.name(Self.east)])
    _ = session.fetched(held: Self.both, unknown: [])
    let paused = Have(
      heads: [Self.name(Self.main): Head(number: 4, hash: 4), Self.name(Self.east): Self.both[Self.name(Self.east)]!],
      digests: Self.digests(), paused: [Self.name(Self.main): "disk full"])
    #expect(
      session.pushed(paused, mine: Self.have(Self.both), unknown: []) == [
        .finish(
          .incomplete([Shortfall(log: Self.name(Self.main), commits: 1, reason: "disk full")]))
      ])
  }

  @Test func `what arrived and was not kept here is missing, not done`() {
    var session = Self.greeted()
    _ = session.compared(Self.have(Self.theirs), held: Self.mine, unknown: [Self.name(Self.east)])
    _ = session.sealed(held: Self.mine, unknown: [Self.name(Self.east)])
    _ = session.fetched(held: Self.mine, unknown: [Self.name(Self.east)])
    let after = [Self.name(Self.main): Head(number: 5, hash: 5), Self.name(Self.east): Head(number: 7, hash: 7)]
    #expect(
      session.pushed(Self.have(after), mine: Self.have(Self.mine), unknown: [Self.name(Self.east)]) == [
        .finish(.missing([Shortfall(log: Self.name(Self.east), commits: 5, reason: nil)]))
      ])
  }

  @Test func `what a peer holds of this writer and the writer itself does not is looked at before a new writer begins`()
  {
    var session = Self.greeted()
    let name = Self.name(Self.main)
    let ahead = [name: Head(number: 9, hash: 9), Self.name(Self.east): Head(number: 2, hash: 2)]
    #expect(
      session.compared(Self.have(ahead), held: Self.mine, unknown: [name])
        == [.recall([Want(log: name, after: 5)]), .beginWriter])
    #expect(session.began(as: Self.west, held: Self.mine) == [.sealTail])
    let renewed = Self.mine.merging([Self.name(Self.west): Head(number: 1, hash: 1)]) { old, _ in old }
    #expect(session.sealed(held: renewed, unknown: [name]) == [.fetch([Want(log: name, after: 5)])])
    #expect(session.fetched(held: renewed, unknown: []) == [.push([Want(log: Self.name(Self.west), after: 0)])])
  }

  @Test func `another life under the same number makes a new writer begin too`() {
    var session = Self.greeted()
    let name = Self.name(Self.main)
    let other = [name: Head(number: 5, hash: 99), Self.name(Self.east): Head(number: 2, hash: 2)]
    #expect(
      session.compared(Self.have(other), held: Self.mine, unknown: [name])
        == [.recall([Want(log: name, after: 5)]), .beginWriter])
  }

  @Test func `an own head that a peer has fallen behind is no witness`() {
    var session = Self.greeted()
    #expect(
      session.compared(Self.have(Self.theirs), held: Self.mine, unknown: [Self.name(Self.east)]) == [.sealTail])
  }

  @Test func `a peer that lost commits of its own gets them back before all else, once`() {
    var session = Self.greeted()
    let (own, lost) = (Self.name(Self.main), Self.name(Self.east))
    let held = [own: Head(number: 5, hash: 5), lost: Head(number: 7, hash: 7)]
    let behind = Self.have([own: Head(number: 3, hash: 3), lost: Head(number: 4, hash: 4)])
    #expect(
      session.compared(behind, held: held, unknown: []) == [.handBack([Want(log: lost, after: 4)])])
    #expect(session.handedBack() == [.compare])
    #expect(session.compared(behind, held: held, unknown: []) == [.sealTail])
    #expect(session.sealed(held: held, unknown: []) == [.push([Want(log: own, after: 3), Want(log: lost, after: 4)])])
  }

  @Test func `a peer that went on with another history of its own gets this one from where it began`() {
    var session = Self.greeted()
    let east = Self.name(Self.east)
    let held = [Self.name(Self.main): Head(number: 5, hash: 5), east: Head(number: 7, hash: 7)]
    let theirs = Self.have([Self.name(Self.main): Head(number: 5, hash: 5), east: Head(number: 7, hash: 8)])
    #expect(
      session.compared(theirs, held: held, unknown: [east]) == [.handBack([Want(log: east, after: 0)])])
  }

  @Test func `two that lost commits of each other recall their own first and hand back then`() {
    var session = Self.greeted()
    let (own, lost) = (Self.name(Self.main), Self.name(Self.east))
    let held = [own: Head(number: 5, hash: 5), lost: Head(number: 7, hash: 7)]
    let theirs = Self.have([own: Head(number: 6, hash: 6), lost: Head(number: 4, hash: 4)])
    #expect(
      session.compared(theirs, held: held, unknown: [own])
        == [.recall([Want(log: own, after: 5)]), .beginWriter])
    #expect(session.began(as: Self.west, held: held) == [.handBack([Want(log: lost, after: 4)])])
    #expect(session.handedBack() == [.compare])
  }

  /// Two replicas that hold one history each of West's log, under one name.
  @Test func `another history under numbers that are here too is fetched and sent from where it began`() {
    let (own, west) = (Self.name(Self.main), Self.name(Self.west))
    let mine = [own: Head(number: 5, hash: 5), west: Head(number: 2, hash: 2)]
    let theirs = [own: Head(number: 5, hash: 5), west: Head(number: 2, hash: 77)]
    var session = Self.greeted()
    #expect(session.compared(Self.have(theirs), held: mine, unknown: [west]) == [.sealTail])
    #expect(session.sealed(held: mine, unknown: [west]) == [.fetch([Want(log: west, after: 0)])])
    let (arm, other) = (LogName(writer: 901, lane: .circulation), LogName(writer: 902, lane: .circulation))
    let split = [
      own: Head(number: 5, hash: 5), west: Head(number: 1, hash: 1), arm: Head(number: 2, hash: 2),
      other: Head(number: 2, hash: 77),
    ]
    #expect(
      session.fetched(held: split, unknown: []) == [
        .push([Want(log: arm, after: 0), Want(log: other, after: 0)])
      ])
    let actions = session.pushed(Self.have(split), mine: Self.have(split), unknown: [])
    let comparison = DigestComparison(compared: Lane.allCases, unequal: [], derivedIsEqual: true)
    #expect(actions == [.finish(.done(comparison))])
  }

  @Test func `a head that is the end of a segment here is fetched under no name`() {
    var session = Self.greeted()
    let name = Self.name(Self.east)
    let theirs = [name: Head(number: 9, hash: 9)]
    _ = session.compared(Self.have(theirs), held: Self.mine, unknown: [])
    #expect(session.sealed(held: Self.mine, unknown: []) == [.push([Want(log: Self.name(Self.main), after: 0)])])
  }

  @Test func `a fork that is not told apart yet is never reported as done`() {
    var session = Self.greeted()
    let name = Self.name(Self.east)
    let theirs = [Self.name(Self.main): Head(number: 5, hash: 5), name: Head(number: 3, hash: 77)]
    _ = session.compared(Self.have(theirs), held: Self.mine, unknown: [name])
    #expect(session.sealed(held: Self.mine, unknown: [name]) == [.fetch([Want(log: name, after: 2)])])
    // What came waits for another beginning than the one that is here: shown as nothing held.
    let waiting = [Self.name(Self.main): Head(number: 5, hash: 5)]
    #expect(session.fetched(held: waiting, unknown: [name]) == [.push([])])
    #expect(
      session.pushed(Self.have(theirs), mine: Self.have(waiting), unknown: [name])
        == [.finish(.missing([Shortfall(log: name, commits: 3, reason: nil)]))])
  }

  @Test func `an offset is adopted only from a clock that is kept against one that is not`() {
    for (mine, theirs, adopts) in [
      (false, true, true), (true, true, false), (false, false, false), (true, false, false),
    ] {
      var session = SyncSession(hello: Self.hello(Self.main, frontier: 1, synchronized: mine))
      _ = session.begin()
      let actions = session.heard(
        Self.hello(Self.east, frontier: 2, wall: 4_605, synchronized: theirs), sentAt: 1_000,
        receivedAt: 1_010, hasTail: false)
      let adopted = SyncSession.Action.adoptOffset(
        ClockOffset(seconds: 3_600, source: .handshake))
      #expect(actions == (adopts ? [adopted, .compare] : [.compare]))
    }
  }

  @Test func `an answer that was long on its way says nothing of a clock that may be right`() {
    // Sent at 1,000, here at 1,300, read from a right clock somewhere in between.
    for (wall, offset) in [(Int64(1_005), nil), (1_295, nil), (4_750, 3_600)] as [(Int64, Int64?)] {
      var session = SyncSession(hello: Self.hello(Self.main, frontier: 1, synchronized: false))
      _ = session.begin()
      let actions = session.heard(
        Self.hello(Self.east, frontier: 2, wall: wall, synchronized: true), sentAt: 1_000,
        receivedAt: 1_300, hasTail: false)
      let adopted = offset.map {
        SyncSession.Action.adoptOffset(ClockOffset(seconds: $0, source: .handshake))
      }
      #expect(actions == (adopted.map { [$0, .compare] } ?? [.compare]))
    }
  }

  @Test func `strangers are refused by name`() {
    let cases: [(Hello, Refusal)] = [
      (Self.hello(Self.east, network: ContentHash(Word256(1, 1, 1, 1))), .otherNetwork),
      (Self.hello(Self.east, format: 2), .format(mine: 1, theirs: 2)),
      (Self.hello(Self.main), .myself),
    ]
    for (theirs, refusal) in cases {
      var session = SyncSession(hello: Self.hello(Self.main))
      _ = session.begin()
      #expect(
        session.heard(theirs, sentAt: 0, receivedAt: 0, hasTail: false)
          == [.finish(.refused(refusal))])
    }
  }

  @Test func `only the chosen lanes travel, and members with them`() {
    var session = SyncSession(hello: Self.hello(Self.main, frontier: 1), lanes: [.circulation])
    _ = session.begin()
    _ = session.heard(
      Self.hello(Self.east, frontier: 2), sentAt: 0, receivedAt: 0, hasTail: false)
    let heads = Dictionary(
      uniqueKeysWithValues: Lane.allCases.map {
        (Self.name(Self.east, $0), Head(number: 1, hash: 1))
      })
    _ = session.compared(Self.have(heads), held: [:], unknown: Set(heads.keys))
    #expect(
      session.sealed(held: [:], unknown: Set(heads.keys)) == [
        .fetch([
          Want(log: Self.name(Self.east, .members), after: 0),
          Want(log: Self.name(Self.east, .circulation), after: 0),
        ])
      ])
  }

  @Test func `logs are asked for in order of urgency`() {
    var session = Self.greeted()
    let lanes: [Lane] = [.catalog, .members, .patrons, .circulation]
    let heads = Dictionary(
      uniqueKeysWithValues: lanes.map { (Self.name(Self.east, $0), Head(number: 1, hash: 1)) })
    _ = session.compared(Self.have(heads), held: [:], unknown: Set(heads.keys))
    guard case .fetch(let wants) = session.sealed(held: [:], unknown: Set(heads.keys)).first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(wants.map(\.log.lane) == [.members, .circulation, .patrons, .catalog])
  }
}
