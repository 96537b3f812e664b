import Glibc

/// A program that was started, known by its id until it has ended and been waited for.
///
/// Its output goes to files: nothing has to be read for it to go on.
final class ChildProcess {
  enum Ending: Equatable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case killed(Int32)

    var description: String {
      switch self {
      case .exited(let code): "exit \(code)"
      case .killed(let signal): "ended by signal \(signal)"
      }
    }
  }

  let id: pid_t
  private let clock: FakeClock?
  private(set) var ending: Ending?

  /// - Parameters:
  ///   - program: an absolute path.
  ///   - environment: all of it.
  ///   - clock: what may move its clock, and is told of its end.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], output: String,
    errors: String, clock: FakeClock? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let fresh = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output, fresh, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, fresh, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this process holds back or ignores is not the child's.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in Interruption.signals + [SIGPIPE] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = Self.strings([program] + arguments)
    let settings = Self.strings(
      environment.map { "\($0.key)=\($0.value)" }.sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      })
    defer { for string in words + settings { free(string) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, program, &actions, &attributes, words, settings)
    guard code == 0 else {
      throw CheckFailure("engine", "\(program): \(String(cString: strerror(code)))")
    }
    self.id = id
    self.clock = clock
  }

  deinit { end() }

  /// Looks whether it has ended; its id is free for others from then on.
  func hasEnded() -> Bool {
    if ending != nil { return true }
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return false }
    note(status)
    return true
  }

  /// Ends it at once, as a power cut would, and waits for it.
  func end() {
    guard !hasEnded() else { return }
    kill(id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 && errno == EINTR {}
    note(status)
  }

  func signal(_ signal: Int32) {
    guard !hasEnded() else { return }
    kill(id, signal)
  }

  private func note(_ status: Int32) {
    let signal = status & 0x7f
    clock?.forget(id)
    ending = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
  }

  /// - Returns: copies that the caller frees, and nil at the end.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
