package import Catchword
package import CatchwordCore

/// One machine of a simulated network: a disk, clocks, chance, and the engine while it is on.
package final class Host {
  package enum Role: String, Sendable {
    case branch
    case cart
  }

  package enum Condition: Sendable, Equatable {
    case on
    /// Without power until it is started again.
    case off
    /// Suspended: it neither acts nor answers.
    case asleep
    /// For good.
    case gone
  }

  package let name: String
  package let role: Role
  package let disk: SimulatedDisk
  package let clock: SimulatedClock
  package let entropy: SeededEntropy
  package var engine: (any Engine)?
  package var condition = Condition.on
  /// Rises whenever the process that ran here ended: what was under way in it is over.
  package var incarnation = 0
  /// What a power cut does to writes that no sync had made durable, when it is started again.
  package var damage = SimulatedDisk.Damage.drop
  package var wakesAt = Moment.opening
  /// Exchanges that it has begun and not ended.
  package var sessions = 0
  /// Whether its disk began as a copy of another one's.
  package var isCopy = false
  /// Of a copy, the host whose disk it began with.
  package var original: String?
  package var isRestored = false
  /// A copy of a disk that was not started since.
  var unstartedCopy: UnstartedCopy?
  /// Whether a newer program runs on it, whose schema knows more.
  package var isUpgraded = false
  /// Backups that were taken of it, by name.
  package var images: [String: HostImage] = [:]
  /// Hashes of the commits in them.
  package var imageContents: [String: Set<ContentHash>] = [:]
  /// What the engine in memory left when it was stopped.
  package var memory: MemoryImage?

  package init(
    name: String, role: Role, disk: SimulatedDisk, clock: SimulatedClock, entropy: SeededEntropy
  ) {
    self.name = name
    self.role = role
    self.disk = disk
    self.clock = clock
    self.entropy = entropy
  }

  package var machine: Machine { Machine(disk: disk, clock: clock, entropy: entropy) }
  /// The code of its branch.
  package var branch: String { name.uppercased() }
  package var isReachable: Bool { condition == .on && engine != nil }
}

/// What must hold when a copy of a disk is started.
struct UnstartedCopy {
  /// Writers that had a life before.
  let known: Set<WriterID>
  /// Whether something on the disk tells the copy that it is one.
  let isNoticeable: Bool
}

/// A call could not go on because the machine under it is no longer there.
package struct HostDown: Error {
  package let host: String
}
