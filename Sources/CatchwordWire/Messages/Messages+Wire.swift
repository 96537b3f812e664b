import CatchwordCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// How values of Core and messages of `catchword.proto` become each other. Encoding cuts what has
// grown beyond its limit; decoding refuses it.

extension Catchword_V1_Digests {
  init(_ digests: StateDigests) {
    self.init()
    for (lane, digest) in digests.lanes.sorted(by: { $0.key < $1.key }) {
      lanes |= 1 << UInt32(lane.rawValue)
      sums.append(contentsOf: digest.sum.bytes)
    }
    derived = Data(digests.derived.sum.bytes)
    derivingVersion = UInt32(clamping: digests.derivingVersion)
  }

  func value() throws(WireError) -> StateDigests {
    let present = Lane.allCases.filter { lanes >> UInt32($0.rawValue) & 1 == 1 }
    guard lanes < 1 << UInt32(Lane.allCases.count), sums.count == present.count * 32,
      let derived = Word256(bytes: derived)
    else { throw .badMessage("its digests are malformed") }
    let bytes = Array(sums)
    var digests: [Lane: Digest] = [:]
    for (index, lane) in present.enumerated() {
      guard let sum = Word256(bytes: bytes[(index * 32)..<(index * 32 + 32)]) else { continue }
      digests[lane] = Digest(sum: sum)
    }
    return StateDigests(
      lanes: digests, derived: Digest(sum: derived), derivingVersion: Int(derivingVersion))
  }
}

extension Catchword_V1_Hello {
  init(_ hello: Hello) {
    self.init()
    format = UInt32(clamping: hello.format)
    schemaVersion = UInt32(clamping: hello.schemaVersion)
    network = Data(hello.network.word.bytes)
    writer = Data(hello.writer.key.bytes)
    name = hello.name.clipped(to: Limits.nameBytes)
    frontierDigest = Data(hello.frontierDigest.word.bytes)
    digests = Catchword_V1_Digests(hello.digests)
    wallSeconds = hello.wallSeconds
    clockSynchronized = hello.isClockSynchronized
  }

  func value() throws(WireError) -> Hello {
    guard let network = Word256(bytes: network), let writer = Word256(bytes: writer),
      let frontier = Word256(bytes: frontierDigest)
    else { throw .badMessage("an id or a digest does not have 32 bytes") }
    let bound = SegmentRules.clockBound
    guard name.utf8.count <= Limits.nameBytes, (-bound...bound).contains(wallSeconds) else {
      throw .badMessage("its name is too long or its clock out of range")
    }
    return Hello(
      format: Int(format), schemaVersion: Int(schemaVersion), network: ContentHash(network),
      writer: WriterID(writer), name: name, frontierDigest: ContentHash(frontier),
      digests: try digests.value(), wallSeconds: wallSeconds,
      isClockSynchronized: clockSynchronized)
  }
}

extension Catchword_V1_Have {
  init(_ have: Have) {
    self.init()
    if !have.heads.isEmpty { heads = Catchword_V1_Heads(have.heads) }
    digests = Catchword_V1_Digests(have.digests)
    for (name, reason) in have.paused.sorted(by: { $0.key < $1.key })
      .prefix(Limits.reportedTroubles)
    {
      var pause = Catchword_V1_Pause()
      pause.writer = name.writer
      pause.lane = UInt32(name.lane.rawValue)
      pause.reason = reason.clipped(to: Limits.sentenceBytes)
      paused.append(pause)
    }
  }

  func value() throws(WireError) -> Have {
    guard let heads = heads.byName else { throw .badMessage("its heads are malformed") }
    guard paused.count <= Limits.reportedTroubles else {
      throw .badMessage("it reports too many paused logs")
    }
    var reasons: [LogName: String] = [:]
    var last: LogName?
    for pause in paused {
      let name = try LogName(writer: pause.writer, laneNumber: pause.lane)
      if let last, last >= name { throw .badMessage("its paused logs do not ascend") }
      guard pause.reason.utf8.count <= Limits.sentenceBytes else {
        throw .badMessage("a reason is too long")
      }
      reasons[name] = pause.reason
      last = name
    }
    return Have(heads: heads, digests: try digests.value(), paused: reasons)
  }
}

extension Catchword_V1_WantList {
  init(_ list: [Want]) {
    self.init()
    wants = list.map { want in
      var message = Catchword_V1_Want()
      message.writer = want.log.writer
      message.lane = UInt32(want.log.lane.rawValue)
      message.after = UInt64(clamping: want.after)
      return message
    }
  }

  func value() throws(WireError) -> [Want] {
    guard wants.count <= Limits.knownLogs else { throw .badMessage("it wants too many logs") }
    var list: [Want] = []
    for want in wants {
      guard let after = Int64(exactly: want.after) else {
        throw .badMessage("a number is out of range")
      }
      list.append(
        Want(log: try LogName(writer: want.writer, laneNumber: want.lane), after: after))
    }
    return list
  }
}

extension LogName {
  init(writer: UInt64, laneNumber: UInt32) throws(WireError) {
    guard let lane = UInt8(exactly: laneNumber).flatMap(Lane.init(rawValue:)) else {
      throw .badMessage("a lane is unknown")
    }
    self.init(writer: writer, lane: lane)
  }
}

extension String {
  /// The longest beginning of whole characters that fits.
  func clipped(to maximum: Int) -> String {
    guard utf8.count > maximum else { return self }
    var end = utf8.index(startIndex, offsetBy: maximum)
    while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
