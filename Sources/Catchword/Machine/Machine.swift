package import CatchwordStore
import CatchwordWire

/// What a replica takes from outside: a disk, a clock, and chance. Handed in, so that the replica
/// that runs in a simulation is the real one.
package struct Machine {
  package let disk: any Disk
  package let clock: any MachineClock
  package let entropy: any Entropy

  package init(disk: any Disk, clock: any MachineClock, entropy: any Entropy) {
    self.disk = disk
    self.clock = clock
    self.entropy = entropy
  }

  /// The one that this process runs on.
  package static var system: Machine {
    Machine(disk: SystemDisk(), clock: SystemClock(), entropy: SystemEntropy())
  }
}

/// A machine's clocks, right or wrong.
package protocol MachineClock {
  /// Seconds since 1970.
  var wallSeconds: Int64 { get }
  /// In whole seconds: the fraction decides nothing, and would be a fifth of a day's bytes.
  var monotonicMilliseconds: Int64 { get }
  /// Names this start of the machine.
  var bootID: String { get }
  /// Whether something keeps the wall clock by NTP.
  var isSynchronized: Bool { get }
  /// The civil day at this machine's place, as days since 1970-01-01.
  ///
  /// - Parameter offsetSeconds: what to add to the wall clock for the true time.
  func today(offsetSeconds: Int64) -> Int64
}

/// Where keys, secrets and the ids of patrons come from.
package protocol Entropy {
  func bytes(_ count: Int) -> [UInt8]
}

package struct SystemEntropy: Entropy {
  package init() {}

  package func bytes(_ count: Int) -> [UInt8] { SigningKey.randomBytes(count) }
}

extension Entropy {
  /// Evenly from 1 to a maximum that is one less than a power of two.
  package func number(upTo maximum: Int64) -> Int64 {
    precondition(maximum > 0 && maximum & (maximum + 1) == 0, "the maximum has only ones")
    while true {
      let bits = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let number = Int64(bits & UInt64(maximum))
      if number > 0 { return number }
    }
  }
}
