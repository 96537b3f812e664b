import CatchwordCore

/// What is left of integers after one transform, and what it would cost (Protocol §4.3).
struct Residuals {
  private let transform: IntegerStream.Transform
  private let first: Int64
  private let base: Int64
  /// Residuals less the least of them.
  private let offsets: [UInt64]
  private let width: Int
  /// Distinct offsets, ascending; nil where there are more than a table holds, or only one.
  private let table: [UInt64]?

  /// - Returns: nil where the transform does not apply or cannot be undone.
  init?(_ transform: IntegerStream.Transform, of values: [Int64], clock: IntegerStream.Clock?) {
    guard let residuals = Self.apply(transform, to: values, clock: clock) else { return nil }
    self.transform = transform
    first = values[0]
    let least = residuals.min() ?? 0
    base = least
    let offsets = residuals.map { UInt64(bitPattern: $0 &- least) }
    self.offsets = offsets
    let greatest = offsets.max() ?? 0
    width = (UInt64.bitWidth - greatest.leadingZeroBitCount + 7) / 8
    table = Self.distinct(offsets, greatest: greatest)
  }

  /// In 1/256 bits.
  var planesCost: Int {
    var cost = (headerBytes + 1) * 8 * 256
    for plane in 0..<width {
      let shift = UInt64(plane * 8)
      var counts = [Int](repeating: 0, count: 256)
      for offset in offsets { counts[Int(truncatingIfNeeded: (offset >> shift) & 255)] += 1 }
      cost += Self.entropy(counts, total: offsets.count)
    }
    return cost
  }

  /// In 1/256 bits; nil where no table is possible.
  var tableCost: Int? {
    guard let table else { return nil }
    var counts = [Int](repeating: 0, count: 256)
    for index in indexes(table) { counts[Int(index)] += 1 }
    let bytes = headerBytes + Self.bytes(of: table).count
    return bytes * 8 * 256 + Self.entropy(counts, total: offsets.count)
  }

  func write(asTable: Bool, into draft: inout Draft) {
    draft.append(byte: transform.rawValue | (asTable ? IntegerStream.tableFlag : 0))
    if transform == .delta { draft.append(signed: first) }
    draft.append(signed: base)
    if asTable, let table {
      draft.append(raw: Self.bytes(of: table))
      draft.cut()
      draft.append(raw: indexes(table))
      draft.cut()
    } else {
      draft.append(byte: UInt8(width))
      for plane in 0..<width {
        let shift = UInt64(plane * 8)
        draft.cut()
        draft.append(raw: offsets.map { UInt8(truncatingIfNeeded: $0 >> shift) })
      }
      draft.cut()
    }
  }

  private var headerBytes: Int {
    1 + Self.signedBytes(base) + (transform == .delta ? Self.signedBytes(first) : 0)
  }

  private static func apply(
    _ transform: IntegerStream.Transform, to values: [Int64], clock: IntegerStream.Clock?
  ) -> [Int64]? {
    switch transform {
    case .plain: return values
    case .delta:
      guard values.count > 1 else { return nil }
      return zip(values.dropFirst(), values).map { $0 &- $1 }
    case .clock:
      guard let clock else { return nil }
      precondition(clock.count == values.count, "each value stands in one commit")
      var residuals: [Int64] = []
      residuals.reserveCapacity(values.count)
      for (value, wall) in zip(values, clock) {
        let difference = value &- wall
        // The one difference that has no room beside the zero.
        if difference == Int64.max { return nil }
        residuals.append(value == 0 ? 0 : difference >= 0 ? difference + 1 : difference)
      }
      return residuals
    }
  }

  private static func distinct(_ offsets: [UInt64], greatest: UInt64) -> [UInt64]? {
    // Below 256 the plane is its own index.
    guard greatest > 255 else { return nil }
    var seen: Set<UInt64> = []
    for offset in offsets {
      seen.insert(offset)
      if seen.count > IntegerStream.tableEntries { return nil }
    }
    return seen.sorted()
  }

  private func indexes(_ table: [UInt64]) -> [UInt8] {
    var index: [UInt64: UInt8] = [:]
    for (position, entry) in table.enumerated() { index[entry] = UInt8(position) }
    return offsets.map { index[$0] ?? 0 }
  }

  /// Count, then the gaps; the first entry is always 0.
  private static func bytes(of table: [UInt64]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(varint: UInt64(table.count))
    for (next, previous) in zip(table.dropFirst(), table) {
      writer.append(varint: next - previous)
    }
    return writer.bytes
  }

  private static func signedBytes(_ value: Int64) -> Int {
    let raw = UInt64(bitPattern: (value << 1) ^ (value >> 63))
    return max(1, (UInt64.bitWidth - raw.leadingZeroBitCount + 6) / 7)
  }

  /// How many 1/256 bits an ideal coder would need, by integers alone so that everybody gets the
  /// same.
  private static func entropy(_ counts: [Int], total: Int) -> Int {
    guard total > 0 else { return 0 }
    return counts.reduce(total * logarithm(total)) { rest, count in
      count == 0 ? rest : rest - count * logarithm(count)
    }
  }

  /// 256 × the binary logarithm, straight lines between powers of two.
  private static func logarithm(_ count: Int) -> Int {
    let power = Int.bitWidth - 1 - count.leadingZeroBitCount
    return 256 * power + ((count << 8) >> power) - 256
  }
}
