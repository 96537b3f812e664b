import CatchwordLibrary
import Glibc

extension AnonymiseVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let host = try wire.find(host)
    let today = CivilDate(ofSeconds: Int64(time(nil)) + host.clockOffsetSeconds)
    try wire.begin(
      ["anonymise", "--before", "\(today.adding(days: 1 - days))"]
        + (card.map { ["--patron", $0] } ?? []) + ["--staff", host.name], at: host, step, .desk)
  }
}

extension EraseVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let host = try wire.find(host)
    try wire.begin(
      ["patron", "erase", card, "--reason", "asked", "--yes"]
        + (isWhenSettled ? ["--when-settled"] : []) + ["--staff", host.name], at: host, step, .desk)
  }
}
