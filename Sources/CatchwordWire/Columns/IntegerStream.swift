import CatchwordCore

/// A run of integers (Protocol §4.3): residuals of a transform, less the least of them, laid out in
/// byte planes or as indexes into a table.
///
/// Planes and not varints, because what is random in the low bytes must not hide from the packer
/// that the high ones hardly change.
enum IntegerStream {
  /// The clocks of the commits in which the integers stand, if they are values of a field.
  typealias Clock = [Int64]

  enum Transform: UInt8, CaseIterable {
    case plain = 0
    case delta = 1
    /// Against the wall clock of the value's commit; zero stays zero, since zero often means none.
    case clock = 2
  }

  static let tableFlag: UInt8 = 4
  static let tableEntries = 256

  static func encode(_ values: [Int64], clock: Clock? = nil, into draft: inout Draft) {
    guard !values.isEmpty else { return }
    let residuals = Transform.allCases.compactMap { Residuals($0, of: values, clock: clock) }
    let candidates =
      residuals.map { (cost: $0.planesCost, $0, isTable: false) }
      + residuals.compactMap { each in each.tableCost.map { (cost: $0, each, isTable: true) } }
    // The first of equals: candidates stand in the order of their codes.
    guard let best = candidates.min(by: { $0.cost < $1.cost }) else { return }
    best.1.write(asTable: best.isTable, into: &draft)
  }

  static func decode(
    _ reader: inout ColumnReader, count: Int, clock: Clock? = nil
  ) throws(WireError.ColumnFault) -> [Int64] {
    guard count > 0 else { return [] }
    let code = try reader.byte()
    guard code < 8, let transform = Transform(rawValue: code & 3),
      transform != .clock || clock != nil,
      transform != .delta || count > 1
    else { throw .encoding(code) }
    let first = transform == .delta ? try reader.signed() : 0
    let base = try reader.signed()
    let length = transform == .delta ? count - 1 : count
    let offsets =
      code & tableFlag == 0
      ? try planes(&reader, count: length) : try indexed(&reader, count: length)
    switch transform {
    case .plain: return offsets.map { base &+ Int64(bitPattern: $0) }
    case .delta:
      var values = [first]
      values.reserveCapacity(count)
      var last = first
      for offset in offsets {
        last = last &+ base &+ Int64(bitPattern: offset)
        values.append(last)
      }
      return values
    case .clock:
      let clock = clock ?? []
      return offsets.indices.map { index in
        let residual = base &+ Int64(bitPattern: offsets[index])
        if residual == 0 { return 0 }
        return residual > 0 ? clock[index] &+ residual &- 1 : clock[index] &+ residual
      }
    }
  }

  private static func planes(
    _ reader: inout ColumnReader, count: Int
  ) throws(WireError.ColumnFault) -> [UInt64] {
    let width = try reader.byte()
    guard width <= 8 else { throw .encoding(width) }
    // All planes are there before anything of their size is made.
    guard reader.remaining / count >= Int(width) || width == 0 else {
      throw .bytes(.truncated(at: 0))
    }
    var offsets = [UInt64](repeating: 0, count: count)
    for plane in 0..<Int(width) {
      let bytes = try reader.raw(count)
      let shift = UInt64(plane * 8)
      var index = 0
      for byte in bytes {
        offsets[index] |= UInt64(byte) << shift
        index += 1
      }
    }
    return offsets
  }

  private static func indexed(
    _ reader: inout ColumnReader, count: Int
  ) throws(WireError.ColumnFault) -> [UInt64] {
    let entries = try reader.count(maximum: tableEntries)
    guard entries >= 2 else { throw .dictionary }
    var table: [UInt64] = [0]
    for _ in 1..<entries {
      let (next, overflow) = table[table.count - 1].addingReportingOverflow(try reader.varint())
      guard !overflow else { throw .dictionary }
      table.append(next)
    }
    var offsets: [UInt64] = []
    offsets.reserveCapacity(min(count, reader.remaining))
    for index in try reader.raw(count) {
      guard Int(index) < entries else { throw .index(Int(index), count: entries) }
      offsets.append(table[Int(index)])
    }
    return offsets
  }
}
