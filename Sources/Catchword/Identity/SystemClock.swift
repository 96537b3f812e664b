import CClock
import Glibc

/// The machine's clocks, read at the edge and handed inward as values.
package struct SystemClock: Sendable {
  package init() {}

  /// Seconds since 1970, right or wrong.
  package var wallSeconds: Int64 { Int64(time(nil)) }

  /// In whole seconds: the fraction decides nothing, and would be a fifth of a day's bytes.
  package var monotonicMilliseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000
  }

  /// Names this start of the machine; the kernel draws it anew at each boot.
  package var bootID: String {
    (try? String(contentsOfSmallFile: "/proc/sys/kernel/random/boot_id")) ?? "unknown"
  }

  /// Whether the kernel says that something keeps its clock by NTP.
  package var isSynchronized: Bool { cclock_is_synchronized() != 0 }

  /// The civil day at this machine's place, as days since 1970-01-01.
  package func today() -> Int64 {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    var utc = local
    utc.tm_hour = 12
    utc.tm_min = 0
    utc.tm_sec = 0
    return Int64(timegm(&utc)) / 86_400
  }
}

extension String {
  /// For files of the kernel and keys of ours: a line of text, at most 4 KiB.
  init(contentsOfSmallFile path: String) throws {
    let bytes = try SmallFile.read(path)
    self = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
  }
}
