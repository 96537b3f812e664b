package import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// The answering side of an exchange: no state between requests, so a lost reply costs nothing.
extension Replica {
  package func answer(_ hello: Hello) throws -> Hello {
    guard hello.network == network else {
      throw ReceiveError(
        code: "other-network",
        sentence: "this replica belongs to network \(network.word.hex.prefix(16))")
    }
    try readDoubt()
    return try ownHello()
  }

  /// Looks first at what the caller holds of this replica's own: only then anything is sealed. A
  /// caller that holds more is a witness, and is answered as far as segments may have left; it hands
  /// back the rest before it asks again (`Replica+Doubting`).
  package func answer(_ have: Have) throws -> Have {
    let unknown = try heed(have, of: "")
    if doubt != nil {
      if !hasReturned(unknown, of: have) { return try standing() }
      try settleDoubt()
    }
    #if Mutants
      if Planted.pullReturnsAnOlderView.isAtWork {
        let view = try standing()
        try seal()
        return view
      }
    #endif
    try seal()
    return try standing()
  }

  /// What is durably held, the state it makes, and which logs cannot go on.
  package func standing() throws -> Have {
    try store.read { reader in
      var heads = try reader.frontier().byShortName
      for log in try reader.partedLogs() { heads[LogName(log)] = nil }
      if doubt != nil {
        for lane in Lane.allCases { heads[LogName(LogID(writer: writer, lane: lane))] = nil }
        for (lane, head) in try leftSoFar() {
          heads[LogName(LogID(writer: writer, lane: lane))] = head
        }
      }
      return Have(
        heads: heads, digests: try reader.sealedDigests(),
        paused: Dictionary(
          try reader.pausedLogs().map { (LogName($0.key), $0.value) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Segments in the order of the wants, byte for byte as they were sealed.
  package func segments(for wants: [Want], each: ([UInt8]) throws -> Void) throws {
    let (present, logs) = try store.read { reader in
      (try reader.writer, try reader.frontier().sorted.map(\.log))
    }
    guard present == writer else { throw StoreError.outlived(by: present) }
    let byName = Dictionary(logs.map { (LogName($0), $0) }) { first, _ in first }
    for want in wants.sorted() {
      guard let log = byName[want.log] else { continue }
      var after = want.after
      // One segment at a time, so that memory stays bounded and no reader stays open while a slow
      // line drains.
      while let next = try segment(of: log, after: after) {
        if log.writer == writer, try !letGo(of: log, through: next.name.last) { break }
        try each(next.bytes)
        after = next.name.last
      }
    }
  }

  /// The first segment of a log that ends beyond a number.
  func segment(of log: LogID, after: Int64) throws -> StoredSegment? {
    try store.read { reader in
      var next: StoredSegment?
      try reader.segments(of: log, after: after) { segment in
        next = segment
        return false
      }
      return next
    }
  }

  func ownHello() throws -> Hello {
    let (digest, digests) = try store.read { reader in
      (try frontierDigest(in: reader), try reader.sealedDigests())
    }
    let reading = try readClock()
    let offset = try offset(of: reading)
    return Hello(
      format: SegmentCodec.format, schemaVersion: domain.schema.version, network: network,
      writer: writer, name: branch,
      frontierDigest: digest, digests: digests,
      wallSeconds: reading.wallSeconds + (clock.isSynchronized ? offset.seconds : 0),
      isClockSynchronized: clock.isSynchronized)
  }

  /// Equal where two replicas have nothing to say to each other (Protocol §5.2). A replica with
  /// commits that are not sealed, or in doubt, is equal to nobody: so the peer goes on to compare.
  private func frontierDigest(in reader: StoreReader) throws -> ContentHash {
    var bytes = try reader.frontier().canonicalBytes
    if try doubt != nil || !reader.tailIsEmpty {
      bytes += Array("unsealed\0".utf8) + writer.key.bytes
    }
    return hashing.sha256(bytes)
  }

  /// The token by which HTTP peers know each other: derived, so that the secret never travels.
  package var bearer: String { Self.bearer(secret: secret) }

  package static func bearer(secret: [UInt8]) -> String {
    Sha256.authenticationCode(Array("catchword http bearer v1\0".utf8), key: secret).hex
  }

  package func isAuthorized(bearer candidate: String) -> Bool {
    Sha256.equalInConstantTime(Array(candidate.utf8), Array(bearer.utf8))
  }
}

extension StoreReader {
  /// Digests that the frontier stands for.
  ///
  /// A commit that the desk made since the last sealing is in the state and not in the heads. Its
  /// lane has no digest then, for else whoever compares would raise an alarm over nothing.
  fileprivate func sealedDigests() throws -> StateDigests {
    var digests = try digests()
    for lane in try unsealedCounts().keys { digests.lanes[lane] = nil }
    return digests
  }
}
