import CDisk
import CZstd
import CatchwordCore
import CatchwordStore

/// The single measures; each run starts from a copy of the same files.
extension Scene {
  /// - Parameter count: how many changes of the first replica's day.
  func measureWriting(batch: Int, count: Int, isAwaited: Bool) throws -> Pair {
    let changes = Array(workload.days[0].prefix(count))
    cdisk_set_awaited(isAwaited ? 1 : 0)
    defer { cdisk_set_awaited(0) }
    return try Pair.alternating(runs: runs) {
      let side = try PlainSide(path: bench.copyPlain(.base(replica: 0)))
      defer { side.close() }
      return try Sample.taken { try write(changes, batch: batch, side) }
    } catchword: {
      let side = try openCopy(.base(replica: 0))
      let sample = try Sample.taken { try write(changes, batch: batch, side) }
      try side.store.close()
      return sample
    }
  }

  /// Sealing; beside it plain SQLite, which reads the same rows by their keys and packs their text.
  func measureSealing() throws -> (sealing: Pair, extracting: [Sample]) {
    var extracting: [Sample] = []
    let day = workload.days[0].map(\.change)
    let sealing = try Pair.alternating(runs: runs) {
      let side = try PlainSide(path: bench.copyPlain(.sealed(replica: 0)))
      defer { side.close() }
      return try Sample.taken { _ = Self.packed(try side.text(of: day)) }
    } catchword: {
      let side = try openCopy(.written(replica: 0))
      let sample = try Sample.taken { try side.seal() }
      extracting.append(try Sample.taken { _ = try side.ownSegments() })
      try side.store.close()
      return sample
    }
    return (sealing, extracting)
  }

  struct Merging {
    var whole = Pair()
    /// Signatures, hashes, unpacking, decoding, checking the form.
    var opening: [Sample] = []
    /// The store's transactions.
    var applying: [Sample] = []
  }

  /// The second replica's day arrives at the first one, which has its own day behind it.
  func measureMerging() throws -> Merging {
    var merging = Merging()
    let transactions = transactions(ofDay: 1)
    merging.whole = try Pair.alternating(runs: runs) {
      let side = try PlainSide(path: bench.copyPlain(.sealed(replica: 0)))
      defer { side.close() }
      return try Sample.taken { for rows in transactions { try side.transaction(rows) } }
    } catchword: {
      let side = try openCopy(.sealed(replica: 0))
      var opening = Sample()
      var applying = Sample()
      let sample = try Sample.taken {
        for segment in segments[1] {
          var opened: OpenedBytes?
          opening.add(try Sample.taken { opened = try side.opened(segment.bytes) })
          guard let opened else { continue }
          applying.add(try Sample.taken { try side.merge(opened) })
        }
      }
      merging.opening.append(opening)
      merging.applying.append(applying)
      try side.store.close()
      return sample
    }
    return merging
  }

  /// Bytes of the first replica's day, and of the same day written a thousand changes at a time.
  func measureBytes() throws -> (text: Int, segments: Int, batched: Int) {
    let side = try openCopy(.base(replica: 0))
    try write(workload.days[0], batch: Self.batch, side)
    try side.seal()
    let batched = try side.ownSegments().reduce(0) { $0 + $1.bytes.count }
    try side.store.close()
    return (
      text: Self.packed(workload.days[0].map(\.change).text).count,
      segments: segments[0].reduce(0) { $0 + $1.bytes.count }, batched: batched
    )
  }

  func measureBaseBytes() -> (text: Int, segments: Int) {
    (Self.packed(workload.base.text).count, baseSegments.reduce(0) { $0 + $1.bytes.count })
  }

  /// Everybody has everything: sizes of both files, and whether two replicas agree.
  func measureSize() throws -> (plain: Int, catchword: Int) {
    let plain = try PlainSide(path: bench.copyPlain(.sealed(replica: 0)))
    for replica in 1..<Workload.replicas {
      for rows in transactions(ofDay: replica) { try plain.transaction(rows) }
    }
    plain.close()
    try DatabaseFile.settle(bench.plain(.run))
    var digests: [StateDigests] = []
    for replica in [1, 0] {
      let side = try CatchwordSide.open(
        at: bench.copyCatchword(.sealed(replica: replica)), Self.party(replica))
      for other in 0..<Workload.replicas where other != replica {
        for segment in segments[other] { try side.merge(segment.bytes) }
      }
      digests.append(try side.store.read { try $0.digests() })
      try side.store.close()
    }
    guard digests[0] == digests[1] else {
      throw BenchmarkError.disagree("\(digests[0]) and \(digests[1])")
    }
    try DatabaseFile.settle(bench.catchwordFile(.run))
    return (
      plain: try DatabaseFile.size(bench.plain(.run)),
      catchword: try DatabaseFile.size(bench.catchwordFile(.run))
    )
  }

  private func openCopy(_ state: Workbench.State) throws -> CatchwordSide {
    try CatchwordSide.open(at: bench.copyCatchword(state), Self.party(0))
  }

  /// The level that segments are packed with.
  private static let level: Int32 = 12

  static func packed(_ text: [UInt8]) -> [UInt8] {
    let capacity = ZSTD_compressBound(text.count)
    return [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      count = ZSTD_compress(target.baseAddress, capacity, text, text.count, level)
      precondition(ZSTD_isError(count) == 0, "the bound gives room for all")
    }
  }
}
