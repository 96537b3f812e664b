import CatchwordCore

/// Fields of the network's one record.
public enum NetworkField {
  public static let name = 1

  static let schema = Kind(
    LibraryKind.network, "network", lane: .members, fields: [Field(name, "name", .text)])
}

/// Fields of a member: a device that may write, with the proof that it was admitted.
public enum MemberField {
  public static let key = 1
  public static let branch = 2
  public static let role = 3
  public static let proof = 4
  public static let name = 5

  static let schema = Kind(
    LibraryKind.member, "member", lane: .members,
    fields: [
      Field(key, "key", .bytes, isIndexed: true),
      Field(branch, "branch", .text),
      Field(role, "role", .text),
      Field(proof, "proof", .bytes),
      Field(name, "name", .text),
    ])
}

/// Fields of a branch: a library location, named by its code everywhere else.
public enum BranchField {
  public static let code = 1
  public static let name = 2
  public static let kind = 3

  static let schema = Kind(
    LibraryKind.branch, "branch", lane: .catalog,
    fields: [
      Field(code, "code", .text, isIndexed: true),
      Field(name, "name", .text),
      Field(kind, "kind", .text),
    ])
}

/// Fields of a patron, all of them confidential: the lane says who somebody is (P3).
public enum PatronField {
  public static let card = 1
  public static let name = 2
  public static let category = 3
  public static let branch = 4
  /// Civil day.
  public static let birthDate = 5
  /// Civil day; the card is good on this day and not after it.
  public static let expiry = 6
  public static let note = 7
  /// The patron that this one was merged into; null: it stands for itself.
  public static let redirect = 8
  /// 1 where the card must no longer be taken.
  public static let retired = 9
  /// 1 from a registration by card and name alone until somebody completes it.
  public static let provisional = 10
  /// The patron who answers for this one: a child's guardian, an institution's contact.
  public static let guardian = 11

  static let schema = Kind(
    LibraryKind.patron, "patron", lane: .patrons,
    fields: [
      Field(card, "card", .text, isConfidential: true, isIndexed: true),
      Field(name, "name", .text, isConfidential: true),
      Field(category, "category", .text, isConfidential: true),
      Field(branch, "branch", .text, isConfidential: true),
      Field(birthDate, "birth_date", .integer, isConfidential: true),
      Field(expiry, "expiry", .integer, isConfidential: true),
      Field(note, "note", .text, isConfidential: true),
      Field(redirect, "redirect", .record, isConfidential: true, isIndexed: true),
      Field(retired, "retired", .integer, isConfidential: true),
      Field(provisional, "provisional", .integer, isConfidential: true),
      Field(guardian, "guardian", .record, isConfidential: true, isIndexed: true),
    ])
}
