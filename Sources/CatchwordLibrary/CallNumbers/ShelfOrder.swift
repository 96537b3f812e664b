/// What somebody met who went along a shelf and scanned one thing after another.
package enum ShelfOrder {
  /// The fewest that must be moved so that the rest stand in order, as positions in ascending order.
  ///
  /// - Parameter keys: in the order in which they were met. Equal ones may stand either way.
  package static func strays(in keys: [[UInt8]]) -> [Int] {
    // Of the runs in order of each length, the one that ends with the least key.
    var ends: [Int] = []
    var previous: [Int?] = []
    for (index, key) in keys.enumerated() {
      let length = ends.partitioned { key.lexicographicallyPrecedes(keys[$0]) }
      previous.append(length > 0 ? ends[length - 1] : nil)
      if length == ends.count { ends.append(index) } else { ends[length] = index }
    }
    var isInOrder = [Bool](repeating: false, count: keys.count)
    var next = ends.last
    while let index = next {
      isInOrder[index] = true
      next = previous[index]
    }
    return keys.indices.filter { !isInOrder[$0] }
  }
}

extension [Int] {
  /// The first position from which on all elements have a property that none before has.
  fileprivate func partitioned(by hasProperty: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
