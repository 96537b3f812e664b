package import CatchwordCore
import CatchwordLibrary
import CatchwordWire

/// What a network is about: the schema of its records and the fold of its facts.
///
/// Membership is the same in every domain, so every schema holds `LibraryKind.network` and
/// `.member`.
package struct Domain: Sendable {
  package let schema: Schema
  package let deriving: any Deriving

  /// - Precondition: the schema declares the kinds of membership.
  package init(schema: Schema, deriving: any Deriving) {
    precondition(schema.kind(LibraryKind.network) != nil && schema.kind(LibraryKind.member) != nil)
    self.schema = schema
    self.deriving = deriving
  }

  package static var library: Domain {
    Domain(schema: LibrarySchema.current, deriving: LibraryDeriving(hashing: Sha256.hashing))
  }

  /// Whether branches are records of it.
  var hasBranches: Bool { schema.kind(LibraryKind.branch) != nil }
  /// Whether what was scanned by a wrong clock is told apart.
  package var notesClocks: Bool { schema.kind(LibraryKind.clockNote) != nil }
  var hasLoans: Bool { schema.derivedTables.contains { $0.name == LoanColumn.tableName } }
}
