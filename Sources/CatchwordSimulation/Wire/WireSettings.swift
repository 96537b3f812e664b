import Glibc

/// With what real processes are run.
package struct WireSettings: Sendable {
  /// The program under test, `catchword`; an absolute path.
  package var binary: String
  /// Where each run makes a folder of its own and removes it.
  package var temporaryFolder: String
  /// What moves clocks, where it is installed.
  package var fakeClock: FakeClock?
  /// Whether the replicas stay for somebody to look at.
  package var keepsFiles = false

  package init(binary: String, temporaryFolder: String, fakeClock: FakeClock? = nil) {
    self.binary = binary
    self.temporaryFolder = temporaryFolder
    self.fakeClock = fakeClock
  }

  /// What this machine offers.
  ///
  /// - Parameter binary: nil for the one beside the running executable.
  /// - Throws: `StoryError` where there is no such program.
  package static func found(binary: String? = nil) throws -> WireSettings {
    let program = binary ?? besideThisProgram
    guard let path = resolved(program), access(path, X_OK) == 0 else {
      throw StoryError(
        "\(program) is no program; build the product `catchword`, or name one with --binary")
    }
    return WireSettings(
      binary: path, temporaryFolder: variable("TMPDIR").flatMap(resolved) ?? "/tmp",
      fakeClock: FakeClock.installed())
  }

  private static var besideThisProgram: String {
    let own = resolved("/proc/self/exe") ?? ""
    return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/catchword"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
