/// Bounds of a file that is read as a policy. What a policy itself may hold stands in `PolicyLimits`.
package enum PolicyFileLimits {
  /// Bytes of one file.
  package static let bytes = 2 << 20
  /// Tables and lists within one another.
  package static let depth = 12
  /// Findings that one report lists.
  package static let findings = 200
}

/// Bounds of what is converted.
package enum ConversionLimits {
  /// Bytes of one table.
  package static let fileBytes = 64 << 20
}
