import CatchwordCore
import CatchwordStore

/// What this replica knows of a peer's holdings since they last met; for `status`, and to say after
/// a failure what the peer still lacks. Only a guess can be wrong here, never data.
package struct PeerKnowledge: Equatable, Sendable {
  /// Commits held here that the peer is not known to hold.
  package let lacks: Int64
}

extension Replica {
  /// Keeps that a peer holds everything that is sealed here; called when an exchange left nothing.
  package func rememberHoldings(of peer: String) throws {
    let frontier = try store.read { try $0.frontier() }
    let lines = frontier.sorted.map { log, head in
      "\(log.writer.key.hex) \(log.lane.rawValue) \(head.number)"
    }
    try remember([Self.setting(peer): lines.joined(separator: "\n")])
  }

  package func forgetHoldings(of peer: String) throws { try remember([Self.setting(peer): ""]) }

  package func knowledge(of peer: String) throws -> PeerKnowledge {
    let held = try holdings(of: peer)
    return PeerKnowledge(
      lacks: try ends().reduce(0) { $0 + max(0, $1.value - (held[$1.key] ?? 0)) })
  }

  /// Commits of this replica, in all its lives, that no peer is known to hold: what would be lost with
  /// this disk.
  package func commitsKeptHereAlone() throws -> Int64 {
    let writers = Set(try lives().map(\.former) + [writer])
    let trunks = Dictionary(uniqueKeysWithValues: try arms().map { ($0.arm, $0.trunk) })
    let own = try ends().filter { writers.contains((trunks[$0.key] ?? $0.key).writer) }
    let peers = try peers().map { try holdings(of: $0.name) }
    return own.reduce(0) { sum, end in
      let elsewhere = peers.map { $0[end.key] ?? 0 }.max() ?? 0
      return sum + max(0, end.value - elsewhere)
    }
  }

  /// The last commit of every log, unsealed ones included.
  private func ends() throws -> [LogID: Int64] {
    try store.read { reader in
      var ends = try reader.frontier().heads.mapValues(\.number)
      for (lane, count) in try reader.unsealedCounts() {
        ends[LogID(writer: writer, lane: lane), default: 0] += Int64(count)
      }
      return ends
    }
  }

  private func holdings(of peer: String) throws -> [LogID: Int64] {
    let text = try store.read { try $0.setting(Self.setting(peer)) } ?? ""
    var held: [LogID: Int64] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ").map(String.init)
      guard parts.count == 3, let writer = WriterID(hex: parts[0]),
        let lane = UInt8(parts[1]).flatMap(Lane.init), let number = Int64(parts[2])
      else { continue }
      held[LogID(writer: writer, lane: lane)] = number
    }
    return held
  }

  private static func setting(_ peer: String) -> String { "peer.holdings.\(peer)" }
}
