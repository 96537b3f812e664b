import CatchwordCore

/// Bounds of what the fold derives; whoever changes one raises `LibraryDeriving.version`.
extension Limits {
  /// Unicode scalars of a label that are read for its place on the shelf. No spine has room for
  /// more, and what a longer text says beyond does not move it.
  static let shelfLabelScalars = 200
  /// Bibs that the entry of one retired authority lists; its summary says how many there are.
  static let bibsOfOneRetiredAuthority = 100
}

/// When a device's word about the date is hard to believe (case 43).
extension Limits {
  /// Before the last certain moment by more than this.
  static let clockSlackSeconds: Int64 = 3_600
  /// Later than this after it: nobody leaves a replica alone for so long and lends on the next day.
  static let clockSilenceDays: Int64 = 14
  /// What a clock that nobody measured may say beyond what is possible, when its scans are taken in.
  static let clockToleranceSeconds: Int64 = 600
}

/// Bounds of the reports of likely duplicates; nothing is derived by them.
extension Limits {
  /// Bibs that one ISBN may join. Beyond that it is a set's, or a number that was used again.
  package static let bibsOfOneWeakNumber = 8
  /// Bibs that one OCLC number or LCCN may join. Beyond that somebody filled a field by a constant.
  package static let bibsOfOneStrongNumber = 64
}
