import CatchwordCore

/// Heads of logs in columns, as a context and a `have` carry them (Protocol §3.2).
extension Catchword_V1_Heads {
  init(_ heads: [LogName: Head]) {
    self.init()
    let byWriter = Dictionary(grouping: heads.keys, by: \.writer)
    for (writer, names) in byWriter.sorted(by: { $0.key < $1.key }) {
      writers.append(writer)
      var mask: UInt32 = 0
      for name in names.sorted() {
        mask |= 1 << UInt32(name.lane.rawValue)
        guard let head = heads[name] else { continue }
        numbers.append(UInt64(head.number))
        hashes.append(head.hash)
      }
      lanes.append(mask)
    }
  }

  /// - Returns: nil unless columns fit together, writers ascend and numbers are in range.
  var byName: [LogName: Head]? {
    guard lanes.count == writers.count, hashes.count == numbers.count,
      numbers.count <= Limits.knownLogs, writers.count <= numbers.count
    else { return nil }
    var heads: [LogName: Head] = [:]
    var index = 0
    var last: UInt64?
    for (writer, mask) in zip(writers, lanes) {
      if let last, last >= writer { return nil }
      last = writer
      guard mask > 0, mask < 1 << UInt32(Lane.allCases.count) else { return nil }
      for lane in Lane.allCases where mask >> UInt32(lane.rawValue) & 1 == 1 {
        guard index < numbers.count, numbers[index] >= 1, numbers[index] <= UInt64(Int64.max)
        else { return nil }
        heads[LogName(writer: writer, lane: lane)] = Head(
          number: Int64(numbers[index]), hash: hashes[index])
        index += 1
      }
    }
    return index == numbers.count ? heads : nil
  }
}
