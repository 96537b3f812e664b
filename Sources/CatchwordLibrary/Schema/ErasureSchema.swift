import CatchwordCore

/// Fields of a fact by which somebody is to be named no longer. It takes links and names out of what
/// is derived and shown; the facts themselves stay (`Documentation/Privacy.md`).
public enum ErasureField {
  /// `ErasureAction.rawValue`.
  public static let action = 1
  /// Whom it concerns, with all who are one with them; null: everybody.
  public static let patron = 2
  /// Civil day: loans that were closed on it or before.
  public static let until = 3
  /// The branch whose desk this was.
  public static let branch = 4
  public static let reason = 5
  /// One loan of the patron, of which the desk reckoned that nothing is outstanding; then there is no
  /// day.
  public static let loan = 6
  /// Always 1: all erasures of a network are found by it.
  public static let network = 7

  static let schema = Kind(
    LibraryKind.erasure, "erasure", lane: .circulation, form: .fact,
    fields: [
      Field(action, "action", .integer),
      Field(patron, "patron", .record, isConfidential: true, isIndexed: true),
      Field(until, "until_day", .integer, isIndexed: true),
      Field(branch, "branch", .text),
      Field(reason, "reason", .text),
      Field(loan, "loan", .record),
      Field(network, "network", .integer, isIndexed: true),
    ])
}

/// What a fact of erasure states.
public enum ErasureAction: Int64, Sendable, Hashable, CaseIterable {
  /// Closed loans do not say any longer who had them.
  case anonymise = 1
  /// The person is shown nowhere any longer.
  case erase = 2
}
