/// A copy on a shelf, as both sides keep it.
struct Item: Sendable {
  let barcode: String
  let callNumber: String
  let home: Int64
  let current: Int64
  let status: Int64
  let condition: Int64
  let note: String
}

/// Names an item of the base: plain SQLite finds it by its barcode, Catchword by its record.
struct ItemKey: Sendable {
  /// Its place in the base, from 0; -1 where only the barcode matters.
  let index: Int
  let barcode: String
}

/// A loan event.
struct Loan: Sendable {
  /// Two digits of branch, fourteen of sequence; a record has its own id in its place.
  let id: String
  /// 0 checkout, 1 check-in, 2 renewal.
  let action: Int64
  let item: ItemKey
  let patron: Int64
  let branch: Int64
  let at: Int64
  let due: Int64
}

/// One row changed.
enum Change: Sendable {
  case item(Item)
  case loan(Loan)
  case status(ItemKey, status: Int64, current: Int64)
  case note(ItemKey, condition: Int64, note: String)
  case weed(ItemKey)

  var isLoan: Bool {
    if case .loan = self { true } else { false }
  }
}

/// A change with what only Catchword keeps of it.
struct DeskChange: Sendable {
  let change: Change
  let wallSeconds: Int64
  let staff: String
}
