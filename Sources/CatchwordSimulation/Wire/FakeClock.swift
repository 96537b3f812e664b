import Glibc

/// Moves the wall clock of one program, by the library of the command `faketime`.
///
/// Not by the command itself, which starts the program as a child with an id of its own.
package struct FakeClock: Equatable, Sendable {
  /// `libfaketimeMT.so.1`; an absolute path.
  package let library: String

  package init(library: String) { self.library = library }

  /// - Returns: nil where it is not installed.
  static func installed() -> FakeClock? {
    for prefix in ["/usr", "/usr/local"] {
      for machine in ["", "/x86_64-linux-gnu", "/aarch64-linux-gnu", "64"] {
        let library = "\(prefix)/lib\(machine)/faketime/libfaketimeMT.so.1"
        if access(library, R_OK) == 0 { return FakeClock(library: library) }
      }
    }
    return nil
  }

  /// How far the clock is off, as its file says it.
  static func text(offsetSeconds: Int64) -> String {
    (offsetSeconds < 0 ? "" : "+") + "\(offsetSeconds)\n"
  }

  /// What a program's environment must hold so that its wall clock is off as a file says at every
  /// moment; intervals stay true.
  func environment(file: String) -> [String: String] {
    [
      "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
      "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
      // When a folder was made stays true: a replica knows its place by that.
      "NO_FAKE_STAT": "1",
      // The library sets it, which moves the environment away from under Swift's runtime: that
      // looks for its arguments there, and would find none. One that is there is set in place.
      "FAKETIME_SHARED": "/none /none",
    ]
  }

  /// Removes what the library keeps in memory that processes share, and leaves there when the
  /// program is killed.
  func forget(_ id: pid_t) {
    unlink("/dev/shm/faketime_shm_\(id)")
    unlink("/dev/shm/sem.faketime_sem_\(id)")
  }
}
