package import CatchwordCore

/// A segment as it travels: its bytes, and the hash that its successor will name.
package struct SealedBytes: Hashable, Sendable {
  package let bytes: [UInt8]
  package let chainHash: ContentHash

  package init(bytes: [UInt8], chainHash: ContentHash) {
    self.bytes = bytes
    self.chainHash = chainHash
  }
}

/// A segment that was opened at the door, and is to be merged.
package struct ArrivedSegment: Hashable, Sendable {
  package let segment: Segment
  package let sealed: SealedBytes

  package init(segment: Segment, sealed: SealedBytes) {
    self.segment = segment
    self.sealed = sealed
  }
}

/// Which commits a segment holds, and its chain hash.
package struct SegmentName: Hashable, Sendable {
  package let log: LogID
  package let first: Int64
  package let last: Int64
  package let hash: ContentHash

  package init(log: LogID, first: Int64, last: Int64, hash: ContentHash) {
    self.log = log
    self.first = first
    self.last = last
    self.hash = hash
  }
}

/// A segment as the store keeps it, byte for byte as received (R7).
package struct StoredSegment: Hashable, Sendable {
  package let name: SegmentName
  package let bytes: [UInt8]

  package var sealed: SealedBytes { SealedBytes(bytes: bytes, chainHash: name.hash) }
}

/// What staff are told about a durable commit (R1).
package struct Receipt: Hashable, Sendable {
  package let lane: Lane
  package let number: Int64
  package let sequence: Int64
  /// SHA-256 of `Commit.canonicalBytes`; the same before and after sealing, here and at every peer.
  package let hash: ContentHash
}

/// What became of a segment that was handed to `merge`.
package enum MergeOutcome: Hashable, Sendable {
  case applied
  case alreadyHeld
  /// It may be applied later; the log waits, nothing else does (R9).
  case waiting(WaitReason)
  /// Nothing is applied: the log forks here, or forked before, and its histories must be told apart,
  /// which takes reading all segments again (`part`).
  case parted
}

package enum WaitReason: Hashable, Sendable, CustomStringConvertible {
  /// The log's earlier commits are missing; `held` is the last one here.
  case predecessor(LogID, held: Int64, needed: Int64)
  /// A log that the segment's writer had seen is not here so far.
  case context(LogID, held: Int64, needed: Int64)
  /// The log was paused before, and why.
  case paused(LogID, String)

  package var description: String {
    switch self {
    case .predecessor(let log, let held, let needed):
      "waits for commits \(held + 1) to \(needed) of its own log \(log)"
    case .context(let log, let held, let needed):
      "waits for commits \(held + 1) to \(needed) of \(log), which its writer had seen"
    case .paused(let log, let reason): "log \(log) is paused: \(reason)"
    }
  }
}

/// Two histories of one log: a restored or copied replica that went on as the same writer (R8).
struct Fork: Hashable, Sendable {
  let log: LogID
  let number: Int64
  /// Chain hash of what was held here, and of what came.
  let held: ContentHash
  let came: ContentHash

  var reason: String {
    // In one order, so that all who hold both say the same.
    let hashes = [held, came].sorted().map { $0.word.hex.prefix(16) }
    let name = "\(log.writer.key.hex.prefix(16))/\(log.lane.name)"
    return "two histories of \(name) part at commit \(number) (\(hashes.joined(separator: ", "))): "
      + "its machine was put back or copied whole, and both lives sent commits before anybody could "
      + "know; all of both is kept, and each goes on as a new writer when it meets the other history"
  }
}

/// What an administrator must be told: raised by the store, kept until somebody clears it.
package struct Alarm: Hashable, Sendable {
  package let id: Int64
  /// As its writer named it.
  package let log: LogID
  package let text: String
}
