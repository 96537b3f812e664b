import CMachine
import CatchwordStore
import Glibc

/// The clocks of the machine that this process runs on.
package struct SystemClock: MachineClock {
  package init() {}

  package var wallSeconds: Int64 { Int64(time(nil)) }

  package var monotonicMilliseconds: Int64 {
    var now = timespec()
    // Goes on while the lid is closed: a measurement of the clock is carried by it.
    clock_gettime(CLOCK_BOOTTIME, &now)
    return Int64(now.tv_sec) * 1_000
  }

  /// The kernel draws it anew at each boot.
  package var bootID: String {
    guard let bytes = try? SystemDisk().read("/proc/sys/kernel/random/boot_id") else {
      return "unknown"
    }
    return String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
  }

  /// What the kernel says.
  package var isSynchronized: Bool { cmachine_clock_is_synchronized() != 0 }

  package func today(offsetSeconds: Int64) -> Int64 {
    var now = time(nil) &+ Int(offsetSeconds)
    var local = tm()
    localtime_r(&now, &local)
    var utc = local
    utc.tm_hour = 12
    utc.tm_min = 0
    utc.tm_sec = 0
    return Int64(timegm(&utc)) / 86_400
  }
}
