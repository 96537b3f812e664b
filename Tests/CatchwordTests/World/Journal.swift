import Catchword
import CatchwordCore
import CatchwordStore
import Testing

/// What staff were told, and whether it is still there: under its own name, or under the one that it goes on under.
struct Journal {
  struct Entry: Hashable {
    let log: LogID
    let number: Int64
    let hash: ContentHash
  }

  private(set) var entries: [Entry] = []
  private var goesOn: [Entry: [Entry]] = [:]

  mutating func note(_ acknowledgements: [Acknowledgement]) {
    entries += acknowledgements.map { Entry(log: $0.log, number: $0.number, hash: $0.hash) }
  }

  /// Keeps what a replica knows of its former lives, before an older copy takes its place.
  mutating func learn(from replica: Replica) throws {
    for each in try replica.reissued() {
      let former = Entry(log: each.former, number: each.formerNumber, hash: each.formerHash)
      goesOn[former, default: []].append(Entry(log: each.log, number: each.number, hash: each.hash))
    }
  }

  /// All names under which a commit went on.
  func names(of entry: Entry) -> Set<Entry> {
    var names: Set<Entry> = []
    var open = [entry]
    while let next = open.popLast() {
      if names.insert(next).inserted { open += goesOn[next] ?? [] }
    }
    return names
  }

  static func held(by replica: Replica) throws -> Set<Entry> {
    var held: Set<Entry> = []
    try replica.commits { held.insert(Entry(log: $0.log, number: $0.commit.number, hash: $0.hash)) }
    return held
  }

  /// C3 and C7: everything acknowledged is held everywhere, and no number stands for two commits.
  ///
  /// - Parameters:
  ///   - lost: what was lost with a disk before it left, so that nobody can have it.
  ///   - forks: whether a whole machine was copied, so that two lives used the same numbers before anybody could know.
  func check(
    _ names: [String], in grounds: Grounds, except lost: [Acknowledgement] = [], forks: Bool = false
  ) throws {
    var journal = self
    for name in names { try journal.learn(from: grounds[name]) }
    let gone = Set(lost.map { Entry(log: $0.log, number: $0.number, hash: $0.hash) })
    var everywhere: Set<Entry> = []
    for name in names {
      let held = try Self.held(by: grounds[name])
      everywhere.formUnion(held)
      for entry in entries where !gone.contains(entry) {
        let isHeld = journal.names(of: entry).contains(where: held.contains)
        #expect(isHeld, "\(name) has lost \(entry.log) \(entry.number)")
      }
    }
    struct Place: Hashable {
      let log: LogID
      let number: Int64
    }
    let places = Set(everywhere.map { Place(log: $0.log, number: $0.number) })
    #expect(places.count == everywhere.count || forks, "a number stands for two commits")
  }
}

extension Grounds {
  /// Everybody holds the same, makes the same of it, and is sound.
  func expectAgreement(_ names: [String], alarms: Int? = 0) throws {
    let first = try self[names[0]]
    for name in names {
      let replica = try self[name]
      try replica.seal()
      try replica.store.checkInvariants()
      let (here, there) = (try replica.standing(), try first.standing())
      #expect(here.heads == there.heads, "\(name) holds other commits than \(names[0])")
      #expect(here.digests == there.digests, "\(name) makes other state than \(names[0])")
      if let alarms { #expect(try replica.alarms().count == alarms, "alarms at \(name)") }
      #expect(try replica.store.read { try $0.pausedLogs() }.isEmpty, "a paused log at \(name)")
      let (before, after) = try replica.rebuild()
      #expect(before == after, "\(name) is not what its log says")
    }
  }

  /// Everybody meets everybody until nothing moves any more.
  func settle(_ names: [String]) throws {
    for _ in 0..<4 {
      var moved = 0
      for caller in names {
        for peer in names where peer != caller {
          let report = try sync(caller, peer)
          moved += report.sent.segments + report.received.segments
        }
      }
      if moved == 0 { return }
    }
    Issue.record("four rounds did not suffice")
  }
}
