import CatchwordCore

/// Fields of a policy that was loaded: a fact, so a later one replaces it and nothing is lost.
public enum PolicyField {
  /// The policy's canonical bytes.
  public static let content = 1
  /// The branch where it was loaded.
  public static let branch = 2
  public static let reason = 3
  /// Always 1: all policies of a network are found by it.
  public static let network = 4

  static let schema = Kind(
    LibraryKind.policy, "policy", lane: .catalog, form: .fact,
    fields: [
      Field(content, "content", .bytes),
      Field(branch, "branch", .text),
      Field(reason, "reason", .text),
      Field(network, "network", .integer, isIndexed: true),
    ])
}

/// Fields of days on which a branch is closed, beside those in the policy: any branch may add a snow
/// day without a line, and take it back by deleting it.
public enum ClosureField {
  /// The code of the branch that is closed, with all below it.
  public static let branch = 1
  /// Civil days, both of them closed.
  public static let first = 2
  public static let last = 3
  public static let reason = 4

  static let schema = Kind(
    LibraryKind.closure, "closure", lane: .catalog,
    fields: [
      Field(branch, "branch", .text, isIndexed: true),
      Field(first, "first", .integer),
      Field(last, "last", .integer),
      Field(reason, "reason", .text),
    ])
}
