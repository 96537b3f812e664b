import CatchwordCore

/// Fields of a fact about a hold. What happens to the items that serve it are circulation facts.
public enum HoldField {
  /// `HoldAction.rawValue`.
  public static let action = 1
  /// The fact that placed the hold; null in that fact itself.
  public static let hold = 2
  /// The bib that the reader waits for, in every fact about the hold.
  public static let bib = 3
  /// The one item that the reader wants; null: any item of the bib.
  public static let item = 4
  /// The part of the work that the reader wants, as a label names it; null: whatever part.
  public static let part = 5
  /// The only place where a fact names a patron, by a record id that says nothing.
  public static let patron = 6
  /// The branch whose desk this was.
  public static let branch = 7
  /// Where the reader will fetch it.
  public static let pickup = 8
  /// Civil day after which the reader wants it no longer.
  public static let expiry = 9
  /// Smaller comes first; null: 0.
  public static let priority = 10
  /// A rank: the hold before which this one is served.
  public static let before = 11
  public static let reason = 12
  /// Civil day until which the hold rests, this day included.
  public static let until = 13
  /// Seconds since 1970 at which it happened, of what was taken over from another system; null: when
  /// its commit says (decision 0014).
  public static let happened = 20

  static let schema = Kind(
    LibraryKind.hold, "hold", lane: .circulation, form: .fact,
    fields: [
      Field(action, "action", .integer),
      Field(hold, "hold", .record),
      Field(bib, "bib", .record, isIndexed: true),
      Field(item, "item", .record),
      Field(part, "part", .text),
      Field(patron, "patron", .record, isConfidential: true, isIndexed: true),
      Field(branch, "branch", .text),
      Field(pickup, "pickup", .text),
      Field(expiry, "expiry", .integer),
      Field(priority, "priority", .integer),
      Field(before, "before", .record),
      Field(reason, "reason", .text),
      Field(until, "until", .integer),
      Field(happened, "happened", .integer),
    ])
}

/// What a fact about a hold states.
public enum HoldAction: Int64, Sendable, Hashable, CaseIterable {
  case place = 1
  case cancel = 2
  /// Another branch to fetch it from.
  case move = 3
  /// Another place in the queue.
  case rank = 4
  /// The reader wants nothing until a day.
  case suspend = 5
  case resume = 6
}

/// Columns of the derived table of holds; its rows belong to the queue of their bib.
public enum HoldColumn {
  /// The id of the fact that placed it.
  public static let id = 1
  public static let bib = 2
  /// The item that is wanted; null: any item of the bib.
  public static let item = 3
  public static let patron = 4
  public static let pickup = 5
  /// Seconds since 1970.
  public static let placed = 6
  /// Among those who wait or are served; from 1. Null once it is over.
  public static let position = 7
  /// `Hold.Standing.rawValue`.
  public static let standing = 8
  /// The item that serves it.
  public static let server = 9
  /// The fact that put the item aside.
  public static let capture = 10
  /// Seconds since 1970 of the item's arrival on the hold shelf; null before.
  public static let shelved = 11
  /// What ended it: a checkout, a cancellation, or the hold that it is one with.
  public static let endedBy = 12
  /// Civil day.
  public static let expiry = 13
  /// Civil day until which it rests.
  public static let until = 14
  /// The part of the work that is wanted; null: whatever part.
  public static let part = 15

  public static let tableName = "hold"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(id, "id", .record, isIndexed: true),
      Field(bib, "bib", .record, isIndexed: true),
      Field(item, "item", .record),
      Field(patron, "patron", .record, isConfidential: true, isIndexed: true),
      Field(pickup, "pickup", .text, isIndexed: true),
      Field(placed, "placed", .integer),
      Field(position, "position", .integer),
      Field(standing, "standing", .text, isIndexed: true),
      Field(server, "server", .record, isIndexed: true),
      Field(capture, "capture", .record),
      Field(shelved, "shelved", .integer),
      Field(endedBy, "ended_by", .record),
      Field(expiry, "expiry", .integer),
      Field(until, "until_day", .integer),
      Field(part, "part", .text),
    ])
}

/// Columns of the derived table of what was put aside for holds; its rows belong to their item.
public enum CaptureColumn {
  /// The id of the fact that put it aside.
  public static let id = 1
  public static let item = 2
  public static let hold = 3
  public static let branch = 4
  public static let pickup = 5
  /// Seconds since 1970.
  public static let time = 6
  /// Seconds since 1970.
  public static let shelved = 7
  /// 1 while it is kept, else null.
  public static let open = 8
  public static let endedBy = 9
  /// `Capture.Ending.rawValue`.
  public static let ending = 10

  public static let tableName = "capture"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(id, "id", .record),
      Field(item, "item", .record),
      Field(hold, "hold", .record),
      Field(branch, "branch", .text),
      Field(pickup, "pickup", .text),
      Field(time, "time", .integer),
      Field(shelved, "shelved", .integer),
      Field(open, "open", .integer, isIndexed: true),
      Field(endedBy, "ended_by", .record),
      Field(ending, "ending", .text),
    ])
}
