import Foundation

/// How many generated histories are tried.
enum Effort {
  /// `CATCHWORD_EFFORT=20` tries twenty times as many, as the nightly run does.
  private static let factor =
    ProcessInfo.processInfo.environment["CATCHWORD_EFFORT"].flatMap { UInt64($0) } ?? 1

  static func seeds(_ count: UInt64) -> ClosedRange<UInt64> { 1...(count * max(factor, 1)) }
}
