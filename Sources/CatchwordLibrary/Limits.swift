import CatchwordCore

/// Bounds of what the fold derives; whoever changes one raises `LibraryDeriving.version`.
extension Limits {
  /// Unicode scalars of a label that are read for its place on the shelf. No spine has room for
  /// more, and what a longer text says beyond does not move it.
  static let shelfLabelScalars = 200
}
