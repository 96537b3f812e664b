import CatchwordCore
import CatchwordStore

/// Both sides with the catalogue in place, and the day of every replica to come.
final class Scene {
  let workload: Workload
  let bench: Workbench
  let runs: Int
  /// The sealed segments of each replica's day.
  private(set) var segments: [[StoredSegment]] = []
  private(set) var baseSegments: [StoredSegment] = []
  /// A catalogue is loaded in transactions of this many rows, and a batch is one such.
  static let batch = 1_000
  /// When the day began, for clocks that count from there.
  var start: Int64 { workload.days[0][0].wallSeconds - 60 }

  init(_ workload: Workload, _ bench: Workbench, runs: Int) {
    self.workload = workload
    self.bench = bench
    self.runs = runs
  }

  static func party(_ replica: Int) -> Party { CatchwordSide.parties[replica + 1] }

  /// The catalogue of everybody: loaded by one writer, merged by all others from its log.
  /// - Returns: one run for each replica.
  func layBase() throws -> Pair {
    let base = workload.base
    let origin = try CatchwordSide.create(at: bench.catchword(.origin), CatchwordSide.origin)
    for slice in slices(base.count, of: Self.batch) {
      let changes = base[slice].map {
        DeskChange(change: $0, wallSeconds: start - 86_400, staff: "")
      }
      try origin.write(changes[...], from: start - 86_400)
    }
    try origin.seal()
    baseSegments = try origin.ownSegments()
    try origin.store.close()
    var pair = Pair()
    for replica in 0..<Workload.replicas {
      let plain = try PlainSide(path: bench.plain(.base(replica: replica)))
      pair.plain.append(
        try Sample.taken {
          for slice in slices(base.count, of: Self.batch) { try plain.transaction(base[slice]) }
        })
      plain.close()
      let side = try CatchwordSide.create(
        at: bench.catchword(.base(replica: replica)), Self.party(replica))
      pair.catchword.append(
        try Sample.taken { for segment in baseSegments { try side.merge(segment.bytes) } })
      try side.store.close()
      try DatabaseFile.settle(bench.catchwordFile(.base(replica: replica)))
    }
    return pair
  }

  /// Every replica works through its day, one change a transaction, and seals it.
  func liveTheDay() throws {
    for replica in 0..<Workload.replicas {
      let plain = try PlainSide(
        path: bench.copyPlain(.base(replica: replica), to: .sealed(replica: replica)))
      for change in workload.days[replica] { try plain.transaction([change.change]) }
      plain.close()

      let base = Workbench.State.base(replica: replica)
      let written = Workbench.State.written(replica: replica)
      var side = try CatchwordSide.open(
        at: bench.copyCatchword(base, to: written), Self.party(replica))
      try write(workload.days[replica], batch: 1, side)
      try side.store.close()
      try DatabaseFile.settle(bench.catchwordFile(written))

      let sealed = Workbench.State.sealed(replica: replica)
      side = try CatchwordSide.open(
        at: bench.copyCatchword(written, to: sealed), Self.party(replica))
      try side.seal()
      segments.append(try side.ownSegments())
      try side.store.close()
      try DatabaseFile.settle(bench.catchwordFile(sealed))
    }
  }

  func write(_ changes: [DeskChange], batch: Int, _ side: CatchwordSide) throws {
    for slice in slices(changes.count, of: batch) {
      try side.write(changes[slice], from: start)
    }
  }

  func write(_ changes: [DeskChange], batch: Int, _ side: PlainSide) throws {
    for slice in slices(changes.count, of: batch) {
      try side.transaction(changes[slice].lazy.map(\.change))
    }
  }

  /// A replica's day as another one merges it: one transaction for each segment, with its rows.
  func transactions(ofDay replica: Int) -> [[Change]] {
    let day = workload.days[replica].map(\.change)
    let lanes = [true: day.filter(\.isLoan), false: day.filter { !$0.isLoan }]
    return segments[replica].map { segment in
      let lane = lanes[segment.name.log.lane == .circulation] ?? []
      return Array(lane[Int(segment.name.first - 1)..<Int(segment.name.last)])
    }
  }

  private func slices(_ count: Int, of size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
