import CDisk
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import Foundation

/// A library of two branches with a history behind it, and the day that one of them had alone.
final class DeskScene {
  let scale: DeskScale
  let bench: Workbench
  let runs: Int
  /// The other branch's day, one commit a fact.
  private var day: [StoredSegment] = []
  private var dayItems: Range<Int> { 0..<(scale.merged / 2) }
  /// Seconds since 1970.
  private(set) var now: Int64 = 1_767_600_000

  init(_ scale: DeskScale, _ bench: Workbench, runs: Int) {
    self.scale = scale
    self.bench = bench
    self.runs = runs
  }

  private var home: String { bench.root + "/desk" }
  private var laid: String { bench.root + "/laid.sqlite" }
  private var plainHome: String { bench.root + "/desk.plain.sqlite" }
  private var bareHome: String { bench.root + "/desk.bare.sqlite" }

  func lay() throws {
    let first = try DeskSide.founded(at: home, start: now)
    try first.layPatrons(scale.patrons)
    try first.layItems(scale.items)
    try first.layLoans(facts: scale.facts, scale: scale)
    _ = try first.replica.load(
      DeskPolicies.consortium(from: CivilDate(day: first.clock.today(offsetSeconds: 0))),
      reason: "bench", staff: "bench")
    try first.replica.seal()
    now = first.clock.wallSeconds + 3_600
    try liveTheDay(of: first)
    try first.replica.store.close()
    try DatabaseFile.settle(home + "/catchword.sqlite")
    try DatabaseFile.copy(home + "/catchword.sqlite", to: laid)
    try layPlain()
  }

  /// The other branch takes everything, lends and takes back for a day, and is introduced here.
  private func liveTheDay(of first: DeskSide) throws {
    let other = try DeskSide.joined(to: first, at: bench.root + "/other", branch: "B2")
    for segment in try first.segments(of: first.replica.writer) {
      try other.replica.receive(segment.bytes)
    }
    other.clock.wallSeconds = now
    try other.replica.seal()
    let before = Set(try other.segments(of: other.replica.writer).map(\.name))
    for segment in try other.segments(of: other.replica.writer) {
      try first.replica.receive(segment.bytes)
    }
    try other.lend(dayItems, patrons: scale.patrons)
    try other.takeBack(dayItems)
    try other.replica.seal()
    day = try other.segments(of: other.replica.writer).filter { !before.contains($0.name) }
    now = other.clock.wallSeconds + 3_600
    try other.replica.store.close()
  }

  /// The same library in plain SQLite, with the rows that Catchword keeps; and once more with a row an
  /// item and a row an event alone.
  private func layPlain() throws {
    let library = try PlainLibrary(path: plainHome)
    try library.transaction {
      for item in 0..<scale.items { try library.add(item: item) }
    }
    let loans = scale.facts / 2
    try library.transaction {
      var events: [Int64] = []
      for number in 0..<loans {
        let patron = number * 7 % scale.patrons
        events.append(
          try library.state(.lend, number % scale.items, patron: patron, branch: "B1", loan: nil))
        // As in the replica, an item is back before it is lent again.
        try library.state(
          .takeBack, number % scale.items, patron: patron, branch: "B1", loan: events[number])
      }
    }
    library.close()
    try DatabaseFile.settle(plainHome)
    let bare = try PlainSide(path: bareHome)
    try bare.transaction(
      (0..<scale.items).map { number in
        Change.item(
          Item(
            barcode: DeskSide.barcode(number), callNumber: "\(number % 1_000).\(number % 97)",
            home: 1, current: 1, status: 0, condition: 0, note: ""))
      })
    try bare.transaction((0..<scale.facts).map { self.event($0, action: Int64($0 % 2)) })
    bare.close()
    try DatabaseFile.settle(bareHome)
  }

  private func event(_ number: Int, action: Int64) -> Change {
    .loan(
      Loan(
        id: "e\(number)", action: action,
        item: ItemKey(index: -1, barcode: DeskSide.barcode(number / 2 % scale.items)),
        patron: Int64(number % scale.patrons), branch: 1, at: Int64(number), due: 0))
  }

  /// The least that one scan can come to: the event and where the item is now.
  private func bareRows(_ action: Int64, _ item: Int) -> [Change] {
    let key = ItemKey(index: -1, barcode: DeskSide.barcode(item))
    return [
      .loan(
        Loan(
          id: "d\(action)-\(item)", action: action, item: key,
          patron: Int64(item % scale.patrons), branch: 2, at: Int64(item), due: 21)),
      .status(key, status: action == 1 ? 0 : 1, current: action == 1 ? 2 : -1),
    ]
  }

  // MARK: Measuring

  /// Loans, renewals and returns, one durable transaction each.
  func measureDesk() throws -> (lending: Pair, renewing: Pair, returning: Pair) {
    var (lending, renewing, returning) = (Pair(), Pair(), Pair())
    // Beyond what the other branch's day touches.
    let items = dayItems.upperBound..<(dayItems.upperBound + scale.actions)
    for run in 0..<runs {
      let sides = [
        {
          let plain = try self.openPlain()
          defer { plain.close() }
          var loans: [Int64] = []
          lending.plain.append(
            try Sample.taken { loans = try self.each(items, .lend, loans: [], plain) })
          renewing.plain.append(
            try Sample.taken { try self.each(items, .renew, loans: loans, plain) })
          returning.plain.append(
            try Sample.taken { try self.each(items, .takeBack, loans: loans, plain) })
        },
        {
          let side = try self.openCopy()
          lending.catchword.append(
            try Sample.taken { try side.lend(items, patrons: self.scale.patrons) })
          side.clock.wallSeconds += 86_400
          renewing.catchword.append(try Sample.taken { try side.renew(items) })
          side.clock.wallSeconds += 86_400
          returning.catchword.append(try Sample.taken { try side.takeBack(items) })
          try side.replica.store.close()
        },
      ]
      for side in run % 2 == 0 ? sides : sides.reversed() { try side() }
    }
    return (lending, renewing, returning)
  }

  /// One transaction an item.
  @discardableResult
  private func each(
    _ items: Range<Int>, _ action: PlainLibrary.Action, loans: [Int64], _ plain: PlainLibrary
  ) throws -> [Int64] {
    var events: [Int64] = []
    for (index, item) in items.enumerated() {
      try plain.transaction {
        events.append(try state(action, item, loan: loans.isEmpty ? nil : loans[index], plain))
      }
    }
    return events
  }

  private func state(
    _ action: PlainLibrary.Action, _ item: Int, loan: Int64?, _ plain: PlainLibrary
  ) throws -> Int64 {
    try plain.state(action, item, patron: item % scale.patrons, branch: "B2", loan: loan)
  }

  /// The other branch's day arrives and is folded; plain SQLite gets its rows in one transaction.
  ///
  /// - Returns: beside a library's rows, and beside an event and a status alone.
  func measureMerging() throws -> (library: Pair, bare: Pair) {
    var (library, bare) = (Pair(), Pair())
    for run in 0..<runs {
      let sides = [
        { library.plain.append(try self.sampleLibrary()) },
        { bare.plain.append(try self.sampleBare()) },
        {
          let sample = try self.sampleMerge()
          library.catchword.append(sample)
          bare.catchword.append(sample)
        },
      ]
      for side in run % 2 == 0 ? sides : sides.reversed() { try side() }
    }
    return (library, bare)
  }

  private func sampleLibrary() throws -> Sample {
    let plain = try openPlain()
    defer { plain.close() }
    return try Sample.taken {
      try plain.transaction {
        let loans = try dayItems.map { try state(.lend, $0, loan: nil, plain) }
        for item in dayItems { _ = try state(.takeBack, item, loan: loans[item], plain) }
      }
    }
  }

  private func sampleBare() throws -> Sample {
    try DatabaseFile.copy(bareHome, to: bench.plain(.run))
    let plain = try PlainSide(path: bench.plain(.run))
    defer { plain.close() }
    let rows = dayItems.flatMap { bareRows(0, $0) } + dayItems.flatMap { bareRows(1, $0) }
    return try Sample.taken { try plain.transaction(rows) }
  }

  private func sampleMerge() throws -> Sample {
    let side = try openCopy()
    let sample = try Sample.taken {
      let receptions = try side.replica.receive(all: day.map(\.bytes))
      for (segment, reception) in zip(day, receptions) {
        guard case .success(.applied) = reception else {
          throw BenchmarkError.notMerged("\(segment.name): \(reception)")
        }
      }
    }
    try side.replica.store.close()
    return sample
  }

  private func openPlain() throws -> PlainLibrary {
    try DatabaseFile.copy(plainHome, to: bench.plain(.run))
    return try PlainLibrary(path: bench.plain(.run), events: scale.facts)
  }

  /// The replica as it was laid: its folder stays, since a copy of a folder begins a new writer.
  private func openCopy() throws -> DeskSide {
    try DatabaseFile.copy(laid, to: home + "/catchword.sqlite")
    return try DeskSide.opened(at: home, wallSeconds: now)
  }
}
