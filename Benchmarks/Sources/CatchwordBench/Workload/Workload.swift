/// How much there is of everything.
struct Scale: Codable, Sendable {
  var items = 100_000
  var loans = 200_000
  /// Changes of one replica in a day.
  var changes = 10_000
  /// Items that all replicas touch on that day.
  var contended = 500
}

/// A catalogue of twelve branches, and a day on which three replicas worked apart.
///
/// Of a day's changes 45 % are loan events, 40 % change an item's status, 8 % its note, 5 % are new
/// items and 2 % weed one. Every replica works on its own third of the items, except for those that
/// are contended: three in five by status, two by note.
struct Workload: Sendable {
  static let branches: Int64 = 12
  static let replicas = 3

  let scale: Scale
  private(set) var items: [Item] = []
  private(set) var loans: [Loan] = []
  private(set) var days: [[DeskChange]] = []
  private var wallSeconds: Int64 = 1_750_000_000

  init(_ scale: Scale) {
    self.scale = scale
    var dice = Dice(seed: 0xca7c_4000)
    items = (0..<scale.items).map { Self.item(number: Int64($0), &dice) }
    makeLoans(&dice)
    let contended = Array((0..<scale.items).shuffled(using: &dice).prefix(scale.contended))
    let start = wallSeconds + 3_600
    days = (0..<Self.replicas).map { replica in
      var dice = Dice(seed: 0xda7 + UInt64(replica))
      return day(of: replica, contended: contended, start: start, &dice)
    }
  }

  /// In the order in which a catalogue would be loaded.
  var base: [Change] { items.map { .item($0) } + loans.map { .loan($0) } }

  func key(_ index: Int) -> ItemKey { ItemKey(index: index, barcode: items[index].barcode) }

  private mutating func makeLoans(_ dice: inout Dice) {
    var sequences = Array(repeating: Int64(0), count: Int(Self.branches))
    loans.reserveCapacity(scale.loans)
    for _ in 0..<scale.loans {
      wallSeconds += dice.roll(1...120)
      let branch = dice.roll(0...(Self.branches - 1))
      sequences[Int(branch)] += 1
      let index = Int(dice.roll(0...Int64(scale.items - 1)))
      loans.append(
        Self.loan(branch, sequences[Int(branch)], key(index), at: wallSeconds, &dice))
    }
  }

  private func day(
    of replica: Int, contended: [Int], start: Int64, _ dice: inout Dice
  ) -> [DeskChange] {
    var sorts = contended.enumerated().map { place, item in
      place % 5 < 3 ? Sort.status(item) : Sort.note(item)
    }
    let everywhere = Set(contended)
    var own = stride(from: replica, to: scale.items, by: Self.replicas)
      .filter { !everywhere.contains($0) }.shuffled(using: &dice)
    let share = { (percent: Int) in scale.changes * percent / 100 }
    let contendedNotes = contended.indices.count { $0 % 5 >= 3 }
    for _ in 0..<share(2) { sorts.append(.weed(own.removeLast())) }
    for _ in 0..<share(5) { sorts.append(.item) }
    for _ in 0..<share(45) { sorts.append(.loan(dice.pick(own))) }
    for _ in 0..<(share(8) - contendedNotes) { sorts.append(.note(dice.pick(own))) }
    while sorts.count < scale.changes { sorts.append(.status(dice.pick(own))) }
    sorts.shuffle(using: &dice)
    var shift = DeskShift(replica: replica, at: start)
    return sorts.enumerated().map { place, sort in
      shift.next(&dice)
      return DeskChange(
        change: change(sort, replica, place, shift, &dice), wallSeconds: shift.at,
        staff: shift.staff)
    }
  }

  private enum Sort {
    case item
    case loan(Int)
    case status(Int)
    case note(Int)
    case weed(Int)
  }

  private func change(
    _ sort: Sort, _ replica: Int, _ place: Int, _ shift: DeskShift, _ dice: inout Dice
  ) -> Change {
    switch sort {
    case .item: .item(Self.item(number: Int64(scale.items * (replica + 2) + place), &dice))
    case .loan(let index):
      .loan(
        Self.loan(shift.branch, 1_000_000_000 + Int64(place), key(index), at: shift.at, &dice))
    case .status(let index):
      .status(key(index), status: dice.roll(0...4), current: shift.branch)
    case .note(let index): .note(key(index), condition: dice.roll(0...3), note: Self.note(&dice))
    case .weed(let index): .weed(key(index))
    }
  }
}

/// Who stands at which of a replica's four desks, and when.
private struct DeskShift {
  let replica: Int
  var at: Int64
  var branch: Int64 = 0
  var staff = ""

  init(replica: Int, at: Int64) {
    self.replica = replica
    self.at = at
  }

  mutating func next(_ dice: inout Dice) {
    at += dice.roll(1...6)
    branch = Int64(replica) * 4 + dice.roll(0...3)
    staff = "desk\(branch)"
  }
}
