public import CatchwordCore

/// What is to be shown where several people wrote one field of one record and did not know of each
/// other.
///
/// The engine keeps every side of such a conflict. A policy says which of them is shown, or what can
/// be made of all of them, and whether a person must look. Every replica asks it for itself, whenever
/// a side arrives, in whatever order sides arrive there: so the answer may depend on the sides and on
/// nothing else.
///
/// Laws, each checked by `PolicyKit.check`:
/// 1. *Total*: it answers for any sides of any type, deletions and empty values among them.
/// 2. *Deterministic*: the same conflict gets the same answer, to the byte. No clock, no chance, no
///    memory, no order of a `Set` or `Dictionary`.
/// 3. *Commutative*: the order in which sides stand in the list changes nothing.
/// 4. *Insensitive to duplicates*: a side that stands twice changes nothing.
/// 5. *Idempotent*: what was decided stays decided, alone or among the sides that it was made of.
/// 6. *Associative*: deciding some sides first and the rest afterwards ends with the same value.
/// 7. *No silent loss*: each side is shown, or part of the combined value (`holds`), or a person must
///    look. What goes to review is listed there with all its sides by `PolicyDeriving`.
///
/// Only what breaks a policy itself (a process that died) is thrown; a conflict is no error.
public protocol ConflictPolicy: Sendable {
  /// Rises whenever the same conflict may get another answer; replicas then decide all anew.
  var version: Int { get }

  /// - Parameter conflict: at least one side. One side alone must be shown as it is.
  func decide(_ conflict: FieldConflict) throws -> PolicyDecision

  /// Whether nothing of a side's value is lost in the combined one: what the seventh law asks.
  ///
  /// - Parameters:
  ///   - part: the value of a side that is no deletion.
  ///   - combined: what `decide` combined it into.
  func holds(_ part: FieldConflict.Value, in combined: FieldConflict.Value) -> Bool
}

extension ConflictPolicy {
  public var version: Int { 1 }

  /// A text is held if each of its words is; bytes, if they stand somewhere in a row; all other values
  /// if they are the same.
  public func holds(_ part: FieldConflict.Value, in combined: FieldConflict.Value) -> Bool {
    switch (part, combined) {
    case (.text(let part), .text(let combined)):
      let words = Set(combined.utf8.split(separator: 0x20).map(Array.init))
      return part.utf8.split(separator: 0x20).allSatisfy { words.contains(Array($0)) }
    case (.bytes(let part), .bytes(let combined)):
      return part.isEmpty || combined.indices.contains { combined[$0...].starts(with: part) }
    default: return part == combined
    }
  }
}
