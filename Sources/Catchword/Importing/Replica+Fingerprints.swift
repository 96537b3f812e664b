package import CatchwordCore

extension Replica {
  /// For whoever must name a record by its content before it reaches the catalogue.
  package var fingerprinting: Hashing { hashing }
}
