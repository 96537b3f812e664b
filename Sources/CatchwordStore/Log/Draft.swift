import CatchwordCore

/// A commit in the making, and which of its operations are their own log.
struct Draft {
  let number: Int64
  let sequence: Int64
  let arrivalTime: Int64
  let run: Int64
  let past: CausalPast
  private(set) var operations: [Operation] = []
  /// Sum of the operations' weights.
  private(set) var weight = 0
  /// Places of operations that a minted row reproduces, by record.
  private var ownLog: [RecordID: Int] = [:]
  private var lastOwn: Int64 = 0

  init(number: Int64, sequence: Int64, arrivalTime: Int64, run: Int64, past: CausalPast) {
    self.number = number
    self.sequence = sequence
    self.arrivalTime = arrivalTime
    self.run = run
    self.past = past
  }

  /// Rows are read back in the order of their minted numbers: one staged out of that order has to be
  /// written down, and so has one that the same commit changes again.
  mutating func add(_ operation: Operation, isOwnLog: Bool) {
    if isOwnLog && operation.record.number > lastOwn {
      ownLog[operation.record] = operations.count
      lastOwn = operation.record.number
    } else if !ownLog.isEmpty {
      ownLog[operation.record] = nil
    }
    operations.append(operation)
    weight += operation.weight
  }

  var implicit: [(kind: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for place in ownLog.values { counts[operations[place].kind, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { (kind: $0.key, count: $0.value) }
  }

  var explicit: [(place: Int, operation: Operation)] {
    guard ownLog.count < operations.count else { return [] }
    let own = Set(ownLog.values)
    return operations.enumerated().filter { !own.contains($0.offset) }
      .map { (place: $0.offset, operation: $0.element) }
  }
}
