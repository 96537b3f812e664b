package import CatchwordCore

/// A piece of paper that goes with a person or a thing: what stands on it, not how it is set.
///
/// It may lie open on a shelf, so a reader stands on it only by the last digits of a card. Payment
/// receipts take the same shape.
package struct Slip: Equatable, Sendable {
  package enum Kind: String, Equatable, Sendable {
    case due
    case hold
    case transit
    case receipt
  }

  /// A named entry: `From`, `MAIN`.
  package struct Entry: Equatable, Sendable {
    package let name: String
    package let text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// One of several things on a slip, such as a loan or a payment.
  package struct Line: Equatable, Sendable {
    package let text: String
    /// What stands at the end of its line: a day, an amount.
    package let detail: String
    package let barcode: String?

    package init(_ text: String, detail: String, barcode: String?) {
      self.text = text
      self.detail = detail
      self.barcode = barcode
    }
  }

  package let kind: Kind
  package let heading: String
  /// Such as the number of a receipt, the branch, the reader.
  package let entries: [Entry]
  package let lines: [Line]

  package init(_ kind: Kind, _ heading: String, entries: [Entry], lines: [Line] = []) {
    self.kind = kind
    self.heading = heading
    self.entries = entries
    self.lines = lines
  }
}

/// Which loans stand on a slip of due dates.
package enum SlipLoans: Equatable, Sendable {
  /// Lent here at this instant or later, in seconds since 1970.
  case since(Int64)
  /// Just these, by the ids of their checkouts, wherever they began.
  case these(Set<RecordID>)
}
