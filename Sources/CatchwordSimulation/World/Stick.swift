package import Catchword
package import CatchwordCore

/// A USB stick or folder: segments by name and the writers' signed heads, carried from host to host.
package final class Stick {
  package let name: String
  /// By log, then by last number and hash.
  package var segments: [LogID: [StickSegment]] = [:]
  package var heads: [WriterID: [UInt8]] = [:]

  /// A segment as it was verified when it was written; nothing changes its bytes afterwards, so that
  /// it need not be verified again whenever somebody asks what the stick holds.
  package struct StickSegment: Hashable, Sendable {
    package let log: LogID
    package let first: Int64
    package let last: Int64
    package let hash: UInt64
    package let bytes: [UInt8]

    /// What a whole segment of either world says of itself.
    /// - Throws: what whoever opens a damaged one throws.
    init(_ bytes: [UInt8]) throws {
      self.bytes = bytes
      if bytes.starts(with: MemoryWire.magic) {
        let sealed = try MemoryWire.open(bytes)
        log = sealed.segment.log
        (first, last, hash) = (sealed.segment.first, sealed.segment.last, sealed.hash)
      } else {
        let label = try SegmentLabel(peeking: bytes)
        log = label.log
        (first, last, hash) = (label.first, label.last, label.shortHash)
      }
    }
  }

  package init(name: String) { self.name = name }

  package func copy(named name: String) -> Stick {
    let copy = Stick(name: name)
    copy.segments = segments
    copy.heads = heads
    return copy
  }
}

/// A stick as a session sees it: no dialogue, no digests.
package final class StickTransport: Transport {
  package let name: String
  package private(set) var traffic = Traffic()
  private let stick: Stick
  private let network: ContentHash

  init(_ stick: Stick, network: ContentHash) {
    self.stick = stick
    self.network = network
    name = stick.name
  }

  package func greet(_ hello: Hello) throws -> Hello {
    Hello(
      format: hello.format, schemaVersion: hello.schemaVersion, network: hello.network,
      writer: WriterID(.zero), name: name, frontierDigest: .none, digests: Self.noDigests,
      wallSeconds: 0, isClockSynchronized: false)
  }

  package func compare(_ have: Have) throws -> Have { standing() }

  package func fetch(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws {
    let runs = stick.segments.keys.sorted().flatMap(runs)
    for want in wants.sorted() {
      for (log, start, segments) in runs where LogName(log) == want.log {
        var covered = max(want.after, start)
        for segment in segments where segment.last > want.after {
          if segment.first > covered + 1 { break }
          traffic.receivedBytes += Int64(segment.bytes.count)
          try receive(segment.bytes)
          covered = max(covered, segment.last)
        }
      }
    }
  }

  package func push(_ segments: [[UInt8]]) throws -> Have {
    for bytes in segments {
      let written = try Stick.StickSegment(bytes)
      var held = stick.segments[written.log] ?? []
      held.removeAll { $0.last == written.last && $0.hash == written.hash }
      held.append(written)
      held.sort { ($0.first, $0.last, $0.hash) < ($1.first, $1.last, $1.hash) }
      stick.segments[written.log] = held
      traffic.sentBytes += Int64(bytes.count)
    }
    return standing()
  }

  package func conclude(_ have: Have, head: SignedHead) throws {
    stick.heads[head.writer] = head.bytes
  }

  package func accounts() throws -> [HeadAccount] {
    stick.heads.sorted { $0.key < $1.key }.compactMap { writer, bytes in
      try? HeadAccount.open(bytes, network: network, writer: writer)
    }
  }

  private func standing() -> Have {
    var heads: [LogName: Head] = [:]
    for (log, _, segments) in stick.segments.keys.flatMap(runs) {
      if let end = segments.last {
        heads[LogName(log)] = Head(number: end.last, hash: end.hash)
      }
    }
    return Have(heads: heads, digests: Self.noDigests)
  }

  /// A log, or the trunk and arms of one of which two histories lie here; each with the number after
  /// which it begins.
  private func runs(of log: LogID) -> [(log: LogID, start: Int64, segments: [Stick.StickSegment])] {
    let segments = stick.segments[log] ?? []
    let isForked = zip(segments, segments.dropFirst()).contains { $0.last >= $1.first }
    guard isForked else { return [(log, 0, segments)] }
    let places = segments.compactMap { try? SegmentPlace(headerOf: $0.bytes) }
    return SegmentPlace.runs(of: log, places).sorted { $0.key < $1.key }.map { run, places in
      let hashes = Set(places.map(\.label.shortHash))
      return (
        run, (places.first?.label.first ?? 1) - 1, segments.filter { hashes.contains($0.hash) }
      )
    }
  }

  private static let noDigests = StateDigests(lanes: [:], derived: .empty, derivingVersion: 0)
}
