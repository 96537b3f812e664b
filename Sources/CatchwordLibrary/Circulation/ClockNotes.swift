package import CatchwordCore

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
