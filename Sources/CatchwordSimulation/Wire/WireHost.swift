/// One machine of the wire world: a replica's folder, its server, and the clock it believes.
final class WireHost {
  /// A copy of its folder that was put away.
  struct Backup {
    let folder: String
    /// The sticks that it knew then.
    let sticks: Set<String>
  }

  let name: String
  let role: Host.Role
  /// The replica's directory.
  let folder: String
  /// Runs while the machine is on.
  var server: ChildProcess?
  /// How often its server was started: its files are named after it.
  var starts = 0
  /// How far its clock is off.
  var clockOffsetSeconds: Int64 = 0
  /// Says that to whatever runs on it; nil where nobody ever moves its clock.
  var clockFile: String?
  /// Sticks that it knows as peers.
  var sticks: Set<String> = []
  /// By name.
  var backups: [String: Backup] = [:]
  /// Whether it is gone for good.
  var isGone = false

  init(name: String, role: Host.Role, folder: String) {
    self.name = name
    self.role = role
    self.folder = folder
  }

  /// By what others know it as a peer: the code of its branch, unless it is a copy of another host.
  var branch: String { name.uppercased() }
  var isOn: Bool { server != nil }
}

/// A command that was started and not yet concluded.
struct RunningCommand {
  /// What its answer is read for.
  enum Purpose: Equatable {
    case desk
    /// With a host or a stick, by its name.
    case sync(peer: String)
  }

  let host: WireHost
  let step: Step
  let purpose: Purpose
  let process: ChildProcess
  /// Its files' name in the place.
  let file: String
  /// Whether the host's clock was right when it began.
  let beganRight: Bool
  /// Whether the power went while it ran.
  var isCut = false
}

/// What a command left behind.
struct CommandResult {
  let ending: ChildProcess.Ending
  let output: String
  let errors: String

  var isDone: Bool { ending == .exited(ExitCode.done) }
  var answer: CommandAnswer? { CommandAnswer(output) }

  /// Why it did not end well, as it says itself.
  var complaint: String {
    let error = answer?.error ?? answer?.items?.compactMap(\.error).first
    if let error { return error.text }
    if let error = answer?.peers?.compactMap(\.error).first { return error.text }
    return errors.split(separator: "\n").suffix(4).joined(separator: " ")
  }
}
