import CatchwordLibrary
import Glibc

/// Instants at the edge: as a script reads them, and as a person types them.
enum Moment {
  /// RFC 3339 with this machine's offset: `2026-11-23T11:30:00+01:00`.
  static func text(_ seconds: Int64) -> String {
    var time = time_t(seconds)
    var local = tm()
    localtime_r(&time, &local)
    let offset = Int(local.tm_gmtoff) / 60
    let date = [
      padded(Int(local.tm_year) + 1900, 4), padded(Int(local.tm_mon) + 1, 2),
      padded(Int(local.tm_mday), 2),
    ].joined(separator: "-")
    let clock = [Int(local.tm_hour), Int(local.tm_min), Int(local.tm_sec)]
      .map { padded($0, 2) }.joined(separator: ":")
    let zone = "\(padded(abs(offset) / 60, 2)):\(padded(abs(offset) % 60, 2))"
    return "\(date)T\(clock)\(offset < 0 ? "-" : "+")\(zone)"
  }

  /// The instant, in seconds since 1970, at which a day begins on this machine's wall.
  static func midnight(_ day: CivilDate) -> Int64 {
    let (year, month, ofMonth) = day.components
    var local = tm()
    local.tm_year = Int32(year) - 1900
    local.tm_mon = Int32(month) - 1
    local.tm_mday = Int32(ofMonth)
    local.tm_isdst = -1
    return Int64(mktime(&local))
  }

  /// Seconds from now until the clock on this wall next shows `HH:MM`.
  static func secondsUntil(_ text: String, now: Int64) throws(CommandFault) -> Int64 {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1],
      (0...23).contains(hour), (0...59).contains(minute)
    else { throw .usage("\"\(text)\" is no time of day; write HH:MM, such as 06:30") }
    var time = time_t(now)
    var local = tm()
    localtime_r(&time, &local)
    local.tm_hour = hour
    local.tm_min = minute
    local.tm_sec = 0
    local.tm_isdst = -1
    var target = Int64(mktime(&local))
    if target <= now {
      local.tm_mday += 1
      local.tm_isdst = -1
      target = Int64(mktime(&local))
    }
    return target - now
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
