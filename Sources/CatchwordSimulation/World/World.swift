/// In which of three ways a plan runs.
package enum World: String, CaseIterable, Sendable {
  /// The engine in memory, without bytes and disks: fast.
  case merge
  /// The real replica on SQLite, on simulated disks.
  case full
  /// Real processes on this machine, behind a proxy with faults.
  case wire
}
