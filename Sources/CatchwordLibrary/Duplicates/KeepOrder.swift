package import CatchwordCore

/// Which of several like bibs a proposal keeps: the least by this order. The one with more items,
/// so that fewer labels move; then the older; then the lesser id, so that all replicas propose alike.
package struct KeepOrder: Comparable, Sendable {
  package let items: Int
  /// Seconds since 1970 of the oldest write that still stands in its record.
  package let since: Int64
  package let id: RecordID

  package init(items: Int, since: Int64, id: RecordID) {
    self.items = items
    self.since = since
    self.id = id
  }

  /// - Parameter items: of the bib, living ones.
  package init(_ bib: RecordView, items: Int) { self.init(bib, id: bib.id, items: items) }

  /// - Parameter record: nil where no commit ever named it.
  package init(_ record: RecordView?, id: RecordID, items: Int) {
    let times = record?.state.registers.values.flatMap(\.siblings).map(\.stamp.time)
    self.init(items: items, since: times?.min() ?? .max, id: id)
  }

  package static func < (a: KeepOrder, b: KeepOrder) -> Bool {
    if a.items != b.items { return a.items > b.items }
    return a.since == b.since ? a.id < b.id : a.since < b.since
  }
}
