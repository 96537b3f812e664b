import CatchwordCore

/// Bounds of what the fold derives; whoever changes one raises `LibraryDeriving.version`.
extension Limits {
  /// Unicode scalars of a label that are read for its place on the shelf. No spine has room for
  /// more, and what a longer text says beyond does not move it.
  static let shelfLabelScalars = 200
  /// Bibs that the entry of one retired authority lists; its summary says how many there are.
  static let bibsOfOneRetiredAuthority = 100
}

/// Bounds of the reports of likely duplicates; nothing is derived by them.
extension Limits {
  /// Bibs that one ISBN may join. Beyond that it is a set's, or a number that was used again.
  package static let bibsOfOneWeakNumber = 8
  /// Bibs that one OCLC number or LCCN may join. Beyond that somebody filled a field by a constant.
  package static let bibsOfOneStrongNumber = 64
}
