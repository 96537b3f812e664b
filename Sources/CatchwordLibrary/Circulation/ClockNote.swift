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
    guard segment.offset.source == .none, segment.log.lane == .circulation else { return nil }
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

/// All notes of a network.
package struct ClockNotes: Hashable, Sendable {
  /// Kinds whose facts go by the time of their commit.
  package static let kinds: Set<Int> = [LibraryKind.circulation, LibraryKind.hold]

  /// By whom they are about; of several about one commit the first counts.
  private var notes: [WriterID: [ClockNote]] = [:]

  /// - Parameter facts: in any order. The least by (writer, sequence) counts where several name one
  ///   commit, so that everybody reads it alike.
  package init(_ facts: [PlacedFact]) {
    let order = facts.sorted {
      ($0.stamp.dot.writer, $0.sequence, $0.id) < ($1.stamp.dot.writer, $1.sequence, $1.id)
    }
    for note in order.compactMap(ClockNote.init) { notes[note.writer, default: []].append(note) }
  }

  package var isEmpty: Bool { notes.isEmpty }

  package func note(of dot: Dot) -> ClockNote? {
    notes[dot.writer]?.first { $0.numbers.contains(dot.number) }
  }

  /// Whether each of some commits is named already.
  package func cover(_ numbers: ClosedRange<Int64>, of writer: WriterID) -> Bool {
    var next = numbers.lowerBound
    for note in (notes[writer] ?? []).sorted(by: { $0.numbers.lowerBound < $1.numbers.lowerBound })
    where note.numbers.lowerBound <= next && note.numbers.upperBound >= next {
      if note.numbers.upperBound >= numbers.upperBound { return true }
      next = note.numbers.upperBound + 1
    }
    return false
  }

  /// A fact as it is folded: what a note is about counts by the last certain moment, and as scanned
  /// by a clock in doubt. Reading it twice changes nothing more.
  package func reading(_ fact: PlacedFact) -> PlacedFact {
    guard Self.kinds.contains(fact.kind), let note = note(of: fact.stamp.dot)
    else { return fact }
    var values = fact.values
    if fact.kind == LibraryKind.circulation {
      if fact[CirculationField.clock].isNull {
        values.append(FieldValue(CirculationField.clock, .integer(ClockRemark.doubted.rawValue)))
      }
      if !fact[CirculationField.due].isNull, fact[CirculationField.claimed].isNull,
        fact[CirculationField.dueRule] != .integer(DueRule.manual.rawValue)
      {
        let day = CivilDate(ofSeconds: fact.stamp.time).day
        values.append(FieldValue(CirculationField.claimed, .integer(day)))
      }
      values.sort { $0.field < $1.field }
    }
    return PlacedFact(
      id: fact.id, kind: fact.kind, values: values,
      stamp: Stamp(dot: fact.stamp.dot, time: note.supposed), sequence: fact.sequence,
      past: fact.past, staff: fact.staff, offset: fact.offset)
  }
}

extension RecordReading {
  /// What is to be said of a segment that is being taken in; nil where nothing is, where it is said
  /// already, and where a cart takes it in: carts may be stolen, and a note takes fines away.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970 by a clock that was compared with others.
  ///   - branch: where it is taken in.
  ///   - writer: who takes it in.
  ///   - lastExchange: as in `ClockNote.judging`; asked for segments that can be judged alone.
  package func clockNote(
    about segment: Segment, now: Int64, at branch: String, own writer: WriterID,
    lastExchange: @autoclosure () throws -> Int64?
  ) throws -> ClockNote? {
    guard segment.log.writer != writer,
      let note = ClockNote.judging(
        segment, now: now, lastExchange: try lastExchange(), at: branch),
      try !clockNotes().cover(note.numbers, of: note.writer)
    else { return nil }
    let members = try records(
      kind: LibraryKind.member, where: MemberField.key, is: .bytes(writer.key.bytes))
    return members.contains { $0[MemberField.role].text == "cart" } ? nil : note
  }

  package func clockNotes() throws -> ClockNotes {
    try remembering(factsOf: LibraryKind.clockNote, nil) {
      ClockNotes(
        try facts(
          kind: LibraryKind.clockNote, where: ClockNoteField.network, is: .integer(1)))
    }
  }

  /// The same replica, with its facts as they are to be folded. Whatever folds facts reads them so.
  package func heedingClockNotes() throws -> any RecordReading {
    heeding(try clockNotes())
  }

  func heeding(_ notes: ClockNotes) -> any RecordReading {
    #if Mutants
      if RuleOut.notedClock.isAtWork { return self }
    #endif
    return notes.isEmpty || self is NotedReading ? self : NotedReading(base: self, notes: notes)
  }
}
