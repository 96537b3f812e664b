/// What is to happen, by its time.
struct MonthAgenda: Sendable {
  enum Affair: Sendable {
    /// Box, crates, what was put aside, pull list, hold shelf: what staff do before readers come.
    case morning(Site)
    case visit(reader: Int, Site)
    /// Somebody comes for what waits on the hold shelf.
    case fetch(reader: Int, Site)
    case call(reader: Int)
    case newReader(Site)
    case newBook(Site)
    case inventory(Site)
    case houseUse(Site)
    /// Loans that are long overdue are billed.
    case billing
    /// What the van and the laptop bring is carried into the house.
    case homecoming(Site)
    case lineDown(Site)
    case lineUp(Site)
    case night(day: Int64)
  }

  struct Entry: Sendable {
    let at: Moment
    let number: Int
    let affair: Affair
  }

  /// A heap: the earliest first, of one time the one that was entered first.
  private var heap: [Entry] = []
  private var count = 0

  mutating func add(_ affair: Affair, at moment: Moment) {
    count += 1
    heap.append(Entry(at: moment, number: count, affair: affair))
    var child = heap.count - 1
    while child > 0, Self.precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func next() -> Entry? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && Self.precedes(heap[child], heap[least]) {
        least = child
      }
      guard least != parent else { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    a.at == b.at ? a.number < b.number : a.at < b.at
  }
}
