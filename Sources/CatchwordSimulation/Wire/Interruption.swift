import Glibc

/// Holds back the signals by which somebody ends this process, so that what it has started is ended
/// first. Only the thread that made it holds them back.
struct Interruption {
  static let signals = [SIGINT, SIGTERM, SIGHUP]

  private var held = sigset_t()
  private var before = sigset_t()

  init() {
    sigemptyset(&held)
    for signal in Self.signals { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// - Returns: a signal that has come; it will not come again.
  func arrived() -> Int32? {
    var signals = held
    var none = timespec()
    let signal = sigtimedwait(&signals, nil, &none)
    return signal > 0 ? signal : nil
  }

  /// Lets signals through as before; call it once.
  func end() {
    var mask = before
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }
}

/// Somebody wants this process to end.
package struct Interrupted: Error, CustomStringConvertible {
  package let signal: Int32

  package var description: String { "ended by signal \(signal)" }
}
