import CatchwordCore
import CatchwordLibrary
package import CatchwordStore

/// What this replica was before, for people and for whoever follows its commits.
extension Replica {
  /// Oldest first; empty for a replica that was never copied, moved or restored.
  package func lives() throws -> [WriterLife] { try store.read { try $0.lives() } }

  /// Commits that were acknowledged under a former writer and go on under another name; ascending by
  /// their former log and number. A commit may go on several times, from life to life.
  package func reissued() throws -> [ReissuedCommit] { try store.read { try $0.reissued() } }

  /// What happened and how it was taken care of. Names peers and places, never a person.
  package func sentence(_ life: WriterLife) throws -> String {
    try store.read { try sentence(life, in: $0) }
  }

  func sentence(_ life: WriterLife, in reader: StoreReader) throws -> String {
    var done = ["goes on as writer \(life.writer.key.hex.prefix(16))"]
    if life.reissued > 0 {
      done.append("wrote \(Self.counted(life.reissued, "unsent commit")) again")
    }
    if !life.lost.isEmpty {
      let isBack = try life.lost.allSatisfy { try reader.holds($0.value, in: $0.key) }
      done.append(isBack ? "took the lost ones back" : "waits for the lost ones")
    }
    let list =
      done.count == 1
      ? done[0] : "\(done.dropLast().joined(separator: ", ")) and \(done[done.count - 1])"
    return "On \(Self.moment(life.beganAt)) this replica \(Self.finding(life)). It \(list)."
  }

  private static func finding(_ life: WriterLife) -> String {
    switch life.cause {
    case .witness:
      let peer = life.detail.isEmpty ? "a peer" : life.detail
      guard life.lostCommits > 0 else {
        return
          "found itself to have two lives at once, as a copy of a whole machine has: "
          + "\(peer) holds other commits under its numbers"
      }
      return "found itself restored from an older copy: \(peer) holds "
        + "\(counted(life.lostCommits, "commit")) of it that it had lost"
    case .moved: return "found itself in another place than it was left in, moved or copied there"
    case .copied:
      return "found itself to be a copy of the one in \(life.detail), which is still there"
    case .keyMissing:
      return
        "found itself without its writer's key, as restored from a backup, which never holds one"
    case .guardMissing: return "found its guard file missing, as in a copy of some of its files"
    case .databaseRestored:
      return "found its database restored from an older copy than the files beside it"
    }
  }

  private static func counted(_ count: Int64, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `2026-11-25 14:03 UTC`
  private static func moment(_ seconds: Int64) -> String {
    let day = CivilDate(ofSeconds: seconds)
    let minutes = (seconds - day.day * 86_400) / 60
    let clock = [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
    return "\(day) \(clock.joined(separator: ":")) UTC"
  }
}
