package import CatchwordCore

/// What a replica says of a segment whose times cannot be right (case 43): the clock that it was
/// scanned by counts as unknown, for everybody.
///
/// A clock that nobody measured is taken at its word, as long as what it says is possible: not before
/// what its writer had certainly seen, and not after it is taken in. A stick brings scans of a device
/// that no other clock ever met; a wrong date stands out only there, and only to somebody who knows
/// what time it is. So whoever takes it in says so in a fact, and every replica reads the scans alike.
package struct ClockNote: Hashable, Sendable {
  package let writer: WriterID
  /// The commits that it is about, in the lane `circulation`.
  package let numbers: ClosedRange<Int64>
  /// Seconds since 1970 by which they count.
  package let supposed: Int64
  /// Seconds by which the clock is ahead at least; negative: behind.
  package let off: Int64
  /// The branch of the desk whose clock it is; empty where the commits name none.
  package let place: String
  /// The branch that took the segment in.
  package let branch: String

  package init(
    writer: WriterID, numbers: ClosedRange<Int64>, supposed: Int64, off: Int64, place: String,
    branch: String
  ) {
    self.writer = writer
    self.numbers = numbers
    self.supposed = supposed
    self.off = off
    self.place = place
    self.branch = branch
  }

  /// - Returns: nil for a fact that names no commits.
  package init?(_ fact: PlacedFact) {
    self.init(Operation(.fact, kind: fact.kind, record: fact.id, values: fact.values))
  }

  package init?(_ stated: Operation) {
    guard stated.kind == LibraryKind.clockNote,
      let key = stated[ClockNoteField.writer]?.bytes.flatMap(Word256.init(bytes:)),
      let first = stated[ClockNoteField.first]?.integer,
      let last = stated[ClockNoteField.last]?.integer, first <= last,
      let supposed = stated[ClockNoteField.supposed]?.integer
    else { return nil }
    self.init(
      writer: WriterID(key), numbers: first...last, supposed: supposed,
      off: stated[ClockNoteField.off]?.integer ?? 0,
      place: stated[ClockNoteField.place]?.text ?? "",
      branch: stated[ClockNoteField.branch]?.text ?? "")
  }

  package func operation(_ id: RecordID) -> Operation {
    let values: [Int: Value] = [
      ClockNoteField.writer: .bytes(writer.key.bytes),
      ClockNoteField.first: .integer(numbers.lowerBound),
      ClockNoteField.last: .integer(numbers.upperBound),
      ClockNoteField.supposed: .integer(supposed), ClockNoteField.off: .integer(off),
      ClockNoteField.place: place.isEmpty ? .null : .text(place),
      ClockNoteField.branch: .text(branch), ClockNoteField.network: .integer(1),
    ]
    return Operation(
      .fact, kind: LibraryKind.clockNote, record: id,
      values: values.sorted { $0.key < $1.key }.filter { !$0.value.isNull }
        .map { FieldValue($0.key, $0.value) })
  }

  /// Whether a segment may hold scans by a clock that nobody measured.
  package static func isInQuestion(_ segment: Segment) -> Bool {
    segment.offset.source == .none && segment.log.lane == .circulation
  }

  /// What a segment's own times say against its clock.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970 by a clock that was compared with others.
  ///   - lastExchange: the last moment that was certain of all that the segment had seen; nil where
  ///     nothing of it was.
  ///   - branch: where it is taken in.
  /// - Returns: nil where its clock was measured, where its times are possible, and where nothing in
  ///   it goes by them.
  package static func judging(
    _ segment: Segment, now: Int64, lastExchange: Int64?, at branch: String
  ) -> ClockNote? {
    guard isInQuestion(segment) else { return nil }
    let scans = segment.commits.flatMap(\.operations).filter { ClockNotes.kinds.contains($0.kind) }
    let times = segment.commits.map { bounded(segment.time(of: $0)) }
    guard !scans.isEmpty, let earliest = times.min(), let latest = times.max() else { return nil }
    let (now, lastExchange) = (bounded(now), lastExchange.map(bounded))
    var off: Int64 = 0
    if latest > now + Limits.clockToleranceSeconds {
      off = latest - now
    } else if let lastExchange, earliest < lastExchange - Limits.clockToleranceSeconds {
      off = earliest - lastExchange
    }
    guard off != 0 else { return nil }
    let place = scans.lazy.compactMap { $0[CirculationField.branch]?.text }.first
    return ClockNote(
      writer: segment.log.writer, numbers: segment.first...segment.last,
      supposed: min(lastExchange ?? now, now), off: off, place: place ?? "", branch: branch)
  }
}

/// Clocks may say anything at all.
private func bounded(_ seconds: Int64) -> Int64 { min(max(seconds, -1 << 60), 1 << 60) }

extension ClockNote {
  /// How a sentence says what is wrong with the clock.
  package var error: String {
    let size = off.magnitude
    let (count, unit) =
      size >= 86_400
      ? (size / 86_400, "day") : size >= 3_600 ? (size / 3_600, "hour") : (size / 60, "minute")
    return "\(count) \(unit)\(count == 1 ? "" : "s") or more \(off > 0 ? "ahead" : "behind")"
  }

  /// How a sentence names it: what, where, when, and its id.
  func phrase(_ fact: PlacedFact) -> String {
    let place = branch.isEmpty ? "an unnamed branch" : branch
    return "note at \(place) at \(instantText(fact.stamp.time)) that the clock of \(commits) was "
      + "\(error) (\(fact.id))"
  }

  /// How a sentence names what it is about.
  package var commits: String {
    numbers.lowerBound == numbers.upperBound
      ? "commit \(numbers.lowerBound)" : "commits \(numbers.lowerBound) to \(numbers.upperBound)"
  }
}
