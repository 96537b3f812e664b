package import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// The one door in, as `Replica+Receiving` has it; a sum stands for signatures, and each segment comes
/// alone.
extension MemoryEngine {
  package func receive(all segments: [[UInt8]]) throws -> [Result<Reception, ReceiveError>] {
    try segments.map { segment in
      do {
        return .success(try receive(segment))
      } catch let refusal as ReceiveError {
        return .failure(refusal)
      }
    }
  }

  package func receive(_ bytes: [UInt8]) throws -> Reception {
    let outcome = try admit(bytes)
    if case .applied = outcome { try admitWaiting() }
    return outcome
  }

  private func admit(_ bytes: [UInt8]) throws -> Reception {
    let sealed = try MemoryWire.open(bytes)
    guard sealed.network == network.short else {
      throw ReceiveError(
        code: "other-network", sentence: "the segment belongs to another network")
    }
    let segment = sealed.segment
    let isIntroduction = segment.log.lane == .members && segment.first == 1
    if !isIntroduction, try !isMember(segment.log.writer) {
      return set(aside: bytes, reason: "its writer has not been introduced yet")
    }
    let isUnderstood = segment.context.heads.keys.allSatisfy {
      store.state.known.contains($0.writer)
    }
    guard isUnderstood else {
      return set(aside: bytes, reason: "it builds upon a writer that is not known here yet")
    }
    if isIntroduction { try checkIntroduction(segment) }
    switch try merge(sealed) {
    case .applied: return .applied(commits: segment.commits.count)
    case .alreadyHeld: return .alreadyHeld
    case .waiting(let reason):
      // Beyond the bound it is dropped, and asked for again next time (R10).
      _ = store.state.hold(sealed)
      return .held(reason: reason.description)
    case .parted:
      throw ReceiveError(code: "fork", sentence: "\(segment.log) has two histories")
    }
  }

  private func merge(_ sealed: MemorySegment) throws -> MergeOutcome {
    try noteClock(of: sealed.segment)
    // The context of own commits must not grow under them: seal before anything is merged.
    try seal()
    var changes: [Change] = []
    let outcome = try store.state.merge(sealed, &changes)
    try store.note(changes)
    return outcome
  }

  /// As `Replica.noteClocks` does.
  private func noteClock(of segment: Segment) throws {
    guard domain.domain.notesClocks, ClockNote.isInQuestion(segment) else { return }
    let reading = readClock()
    let offset = offset(of: reading)
    guard offset.source.isMeasured else { return }
    let note = try store.clockNote(
      about: segment, now: reading.wallSeconds &+ offset.seconds, at: branch, own: writer,
      lastExchange: store.state.lastExchange(in: segment.context))
    guard let note else { return }
    _ = try commit(staff: "") { _, mint in [note.operation(try mint())] }
  }

  /// Segments that waited may now have what they waited for, and each may free the next.
  private func admitWaiting() throws {
    var progress = true
    while progress {
      progress = false
      for held in store.state.heldNowReady() {
        if case .applied = try merge(held) { progress = true }
      }
      let unread = aside
      aside = []
      for bytes in unread {
        if case .applied = try admit(bytes) { progress = true }
      }
    }
  }

  private func set(aside bytes: [UInt8], reason: String) -> Reception {
    if aside.count < Limits.heldSegments && !aside.contains(bytes) { aside.append(bytes) }
    return .held(reason: reason)
  }

  private func isMember(_ candidate: WriterID) throws -> Bool {
    if candidate == writer { return true }
    return try store.records(
      kind: LibraryKind.member, where: MemberField.key, is: .bytes(candidate.key.bytes)
    ).contains { !$0.state.isDead }
  }

  /// In this world a writer is believed that introduces itself; nobody lies about keys here.
  private func checkIntroduction(_ segment: Segment) throws {
    let introducesItself = segment.commits[0].operations.contains { operation in
      operation.kind == LibraryKind.member
        && operation[MemberField.key] == .bytes(segment.log.writer.key.bytes)
    }
    guard introducesItself else {
      throw ReceiveError(
        code: "not-introduced",
        sentence: "writer \(segment.log.writer.key.hex.prefix(16)) does not introduce itself")
    }
    let hasTwin = store.state.known.contains {
      $0.short == segment.log.writer.short && $0 != segment.log.writer
    }
    guard !hasTwin else {
      throw ReceiveError(
        code: "ambiguous-writer",
        sentence: "a writer with the same first eight bytes is a member already")
    }
  }
}
