import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// What became of a segment at the door.
package enum Reception: Equatable, Sendable {
  /// Merged and durable.
  case applied(commits: Int)
  case alreadyHeld
  /// Kept aside until what it builds upon is here.
  case held(reason: String)
}

/// Why a segment was refused at the door; nothing of it was applied.
package struct ReceiveError: Error, Equatable, Sendable {
  /// Stable, for scripts and peers.
  package let code: String
  package let sentence: String

  package init(code: String, sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}

/// The one door in, whatever carried the bytes: size, framing, header, member, signature, chain,
/// bounded decompression, strict decoding, one transaction, fsync. Segments that are at hand together
/// share the transaction (`Replica+ReceivingTogether`).
extension Replica {
  @discardableResult
  package func receive(_ bytes: [UInt8]) throws -> Reception {
    let outcome = try admit(bytes)
    if case .applied = outcome { try admitWaiting() }
    return outcome
  }

  private func admit(_ bytes: [UInt8]) throws -> Reception {
    let envelope = try envelope(of: bytes)
    if envelope.log.writer == writer { return try takeBack(bytes, envelope) }
    // What others wrote must not be seen by commits that another life may have numbered too.
    try settleDoubt()
    let isIntroduction = envelope.log.lane == .members && envelope.first == 1
    if !isIntroduction, try !isMember(envelope.log.writer) {
      return set(aside: bytes, reason: "its writer has not been introduced yet")
    }
    let opened: (segment: Segment, chainHash: ContentHash)
    do {
      opened = try open(bytes)
    } catch WireError.unknownWriter {
      return set(aside: bytes, reason: "it builds upon a writer that is not known here yet")
    }
    if isIntroduction { try checkIntroduction(opened.segment) }
    let sealed = SealedBytes(bytes: bytes, chainHash: opened.chainHash)
    switch try merge(opened.segment, sealed) {
    case .parted: preconditionFailure("a forked log was not told apart")
    case .applied: return .applied(commits: opened.segment.commits.count)
    case .alreadyHeld: return .alreadyHeld
    case .waiting(let reason):
      // Beyond the store's bound it is dropped, and asked for again next time (R10).
      _ = try store.hold(opened.segment, sealed: sealed)
      return .held(reason: reason.description)
    }
  }

  /// A segment of the present writer that somebody else holds: either it left from here, or another
  /// life of this writer made it.
  private func takeBack(_ bytes: [UInt8], _ envelope: SegmentEnvelope) throws -> Reception {
    let head = Head(number: envelope.last, hash: envelope.chainHash.short)
    let isHeld = try store.read { try $0.holds(head, in: envelope.log.lane) }
    if doubt == nil {
      if isHeld {
        // Whatever the guard file says: somebody has it, so it left.
        _ = try letGo(of: envelope.log, through: envelope.last)
        return .alreadyHeld
      }
      #if Mutants
        if Planted.numberReusedAfterRestore.isAtWork {
          let sealed = SealedBytes(bytes: bytes, chainHash: envelope.chainHash)
          return .applied(commits: try merge(open(bytes).segment, sealed) == .applied ? 1 : 0)
        }
      #endif
      try write(GuardFile.Doubt(peer: "", heads: [envelope.log.lane: head]))
    }
    _ = try recall(bytes)
    return .held(reason: "this replica has lost it and begins a new writer before it takes it back")
  }

  private func merge(_ segment: Segment, _ sealed: SealedBytes) throws -> MergeOutcome {
    try noteClocks(of: [segment])
    return try sealingFirst {
      let outcome = try store.merge(segment, sealed: sealed)
      guard outcome == .parted else { return outcome }
      let byShortName = try writersByShortName()
      return try store.part(segment, sealed: sealed) { try read($0, byShortName).segment }
    }
  }

  /// The context of own commits must not grow under them: seal before anything is merged.
  func sealingFirst<Outcome>(_ merge: () throws -> Outcome) throws -> Outcome {
    #if Mutants
      if Planted.mergedWithoutSealing.isAtWork { return try merge() }
    #endif
    if try !store.read({ try $0.tailIsEmpty }) { try seal() }
    do {
      return try merge()
    } catch StoreError.tailNotSealed {
      // The desk was faster, between the two transactions.
      try seal()
      return try merge()
    }
  }

  /// Segments that waited may now have what they waited for, and each may free the next.
  func admitWaiting() throws {
    var progress = true
    while progress {
      progress = false
      for held in try store.heldSegmentsNowReady() {
        let segment = try reopen(held)
        if case .applied = try merge(segment, held.sealed) { progress = true }
      }
      let unread = aside
      aside = []
      for bytes in unread {
        if case .applied = try admit(bytes) { progress = true }
      }
    }
  }

  /// What cannot even be read yet is remembered for the length of this process only: its sender
  /// still has it, and will offer it again.
  private func set(aside bytes: [UInt8], reason: String) -> Reception {
    if aside.count < Limits.heldSegments && !aside.contains(bytes) { aside.append(bytes) }
    return .held(reason: reason)
  }

  private func envelope(of bytes: [UInt8]) throws -> SegmentEnvelope {
    do {
      let envelope = try codec.peek(bytes)
      guard envelope.network == network else {
        throw ReceiveError(
          code: "other-network", sentence: "the segment belongs to another network")
      }
      return envelope
    } catch let error as WireError {
      throw ReceiveError(code: error.code, sentence: error.sentence)
    }
  }

  private func open(
    _ bytes: [UInt8]
  ) throws -> (segment: Segment, chainHash: ContentHash) {
    do {
      return try read(bytes, writersByShortName())
    } catch let error as WireError {
      if case .unknownWriter = error { throw error }
      throw ReceiveError(code: error.code, sentence: error.sentence)
    }
  }

  /// A segment with its context, but for what its writer had seen in other lanes of writers that are
  /// not known here: nothing in it hangs on those, and it must not wait for them (R9). Arms of a fork
  /// are known by name only where the fork is.
  ///
  /// - Throws: `WireError`.
  func read(
    _ bytes: [UInt8], _ byShortName: [UInt64: WriterID]
  ) throws(WireError) -> (segment: Segment, chainHash: ContentHash) {
    let bare = try codec.inspect(bytes)
    return (try resolved(bare, byShortName), bare.chainHash)
  }

  func resolved(
    _ bare: OpenedSegment, _ byShortName: [UInt64: WriterID]
  ) throws(WireError) -> Segment {
    let lane = bare.segment.log.lane
    var seen: [LogID: Head] = [:]
    for (name, head) in bare.envelope.context.sorted(by: { $0.key < $1.key }) {
      if let writer = byShortName[name.writer] {
        seen[LogID(writer: writer, lane: name.lane)] = head
      } else if name.lane == lane || name.lane == .members {
        throw .unknownWriter(name.writer)
      }
    }
    let said = bare.segment
    return Segment(
      log: said.log, schemaVersion: said.schemaVersion, previous: said.previous,
      context: Context(seen), offset: said.offset, commits: said.commits)
  }

  /// Whom the eight bytes in a context mean. Two members never share them (`checkIntroduction`).
  func writersByShortName() throws -> [UInt64: WriterID] {
    let writers = try store.read { try $0.knownWriters() }
    return Dictionary(writers.map { ($0.short, $0) }) { first, _ in first }
  }

  func isMember(_ candidate: WriterID) throws -> Bool {
    if candidate == writer { return true }
    return try store.read { reader in
      try reader.records(
        kind: LibraryKind.member, where: MemberField.key,
        is: .bytes(candidate.key.bytes)
      ).contains { !$0.state.isDead }
    }
  }

  /// A writer is believed when its first commit is the network's genesis, or proves that it holds
  /// the network's secret. A function of the commit alone, so every replica decides alike.
  private func checkIntroduction(_ segment: Segment) throws {
    let first = segment.commits[0]
    let hash = hashing.sha256(first.canonicalBytes(log: segment.log))
    if hash == network { return }
    let expected = Self.proof(network: network, writer: segment.log.writer, secret: secret)
    let proves = first.operations.contains { operation in
      operation.kind == LibraryKind.member
        && operation[MemberField.key] == .bytes(segment.log.writer.key.bytes)
        && operation[MemberField.proof].flatMap(\.bytes).map {
          Sha256.equalInConstantTime($0, expected)
        } == true
    }
    guard proves else {
      throw ReceiveError(
        code: "not-introduced",
        sentence: "writer \(segment.log.writer.key.hex.prefix(16)) does not hold this network's "
          + "secret; it must join with an invitation")
    }
    let twin = try store.read { reader in
      try reader.knownWriters().first {
        $0.short == segment.log.writer.short && $0 != segment.log.writer
      }
    }
    guard twin == nil else {
      throw ReceiveError(
        code: "ambiguous-writer",
        sentence: "a writer with the same first eight bytes is a member already")
    }
  }
}
