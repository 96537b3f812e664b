import CatchwordCore

/// What two runs of one plan have in common, in sixty-four bits.
extension Run {
  /// A hash over every line of the trace, every acknowledged commit, and the digests with which
  /// each reachable host ends. One seed gives one hash, in whatever process.
  ///
  /// Seals, so it is asked for at the end of a run and before its hosts are closed.
  package var traceHash: UInt64 {
    var hash = TraceHash()
    for event in trace {
      hash.add(event.line)
      hash.add("\(event.step) \(event.since.milliseconds) \(event.reachedAt?.milliseconds ?? -1)")
    }
    for each in acknowledged {
      hash.add("\(each.name.log) \(each.name.number) \(each.hash) \(each.host) \(each.at)")
    }
    for host in hosts where host.isReachable {
      guard let (frontier, digests) = try? host.engine?.frontierAndDigests() else {
        hash.add("\(host.name) does not answer")
        continue
      }
      // Chain hashes cover sealed bytes, in which there is chance of the process; numbers do not.
      for (log, head) in frontier.sorted { hash.add("\(host.name) \(log) \(head.number)") }
      for (lane, digest) in digests.lanes.sorted(by: { $0.key < $1.key }) {
        hash.add("\(host.name) \(lane.name) \(digest)")
      }
      hash.add("\(host.name) derived \(digests.derived) \(digests.derivingVersion)")
    }
    return hash.value
  }

  /// The hash as runs are compared by it: sixteen digits.
  package var traceHashText: String {
    let digits = String(traceHash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// FNV-1a over lines, each with its end, and a last mixing so that every bit depends on every byte.
private struct TraceHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ line: String) {
    for byte in line.utf8 { add(byte) }
    add(0x0a)
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ (mixed >> 33)
  }
}
