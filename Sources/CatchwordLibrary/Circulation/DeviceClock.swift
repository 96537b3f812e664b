import CatchwordCore

/// Case 43: a device whose clock was found wrong, or not to be trusted. What it scanned meanwhile is
/// ordered by its counter and charges nobody; somebody is to set the clock, once a device and not once
/// a loan.
///
/// Others find out about a clock that no other one ever met: whoever takes its scans in notes what is
/// wrong with it (`ClockNote`), and that stands in the same entry.
///
/// A device is the space of ids that its writer gave out, so a fact stays with it wherever it goes.
enum DeviceClock {
  /// - Returns: the clock that a fact says something of, if it says anything.
  static func subjects(of operation: Operation) -> [Subject] {
    guard operation[CirculationField.clock] != nil,
      case .writer(let writer) = operation.record.space
    else { return [] }
    return [subject(of: writer.key.hex)]
  }

  /// - Parameter device: 64 hexadecimal digits.
  static func subject(of device: String) -> Subject {
    .text(kind: LibraryKind.circulation, device)
  }

  /// What somebody said of a clock: its own device, or whoever took in what was scanned by it.
  private enum Remark {
    case own(CirculationFact)
    case note(ClockNote, PlacedFact)

    init?(_ fact: PlacedFact) {
      if let note = ClockNote(fact) {
        self = .note(note, fact)
      } else if let own = CirculationFact(fact), own.clock != nil {
        self = .own(own)
      } else {
        return nil
      }
    }

    /// Whether staff looked, and the clock was right.
    var settles: Bool {
      guard case .own(let fact) = self else { return false }
      return fact.clock == .stated && fact.clockDaysOff == 0
    }

    /// What is wrong with it; nil where that is not known.
    var error: String? {
      switch self {
      case .own(let fact):
        fact.clock == .stated ? DeskRules.words(daysOff: fact.clockDaysOff) : nil
      case .note(let note, _): note.error
      }
    }

    var branch: String {
      switch self {
      case .own(let fact): fact.branch
      case .note(let note, _): note.place.isEmpty ? note.branch : note.place
      }
    }

    var dot: Dot {
      switch self {
      case .own(let fact): fact.dot
      case .note(_, let fact): fact.stamp.dot
      }
    }

    var phrase: String {
      switch self {
      case .own(let fact): fact.phrase
      case .note(let note, let fact): note.phrase(fact)
      }
    }
  }

  /// - Parameter order: what was said of the clock, in fold order.
  /// - Returns: nil where the clock was right when staff last looked, and nothing since is in doubt.
  static func review(
    _ order: [PlacedFact], of device: String, hashing: Hashing
  ) -> ReviewItem? {
    let remarks = order.compactMap(Remark.init)
    let open = remarks.lastIndex(where: \.settles).map { Array(remarks[($0 + 1)...]) } ?? remarks
    guard let first = open.first, let last = open.last else { return nil }
    let subject = subject(of: device)
    let sides = open.count == 1 ? [first] : [first, last]
    let place = first.branch.isEmpty ? "an unnamed branch" : first.branch
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .clock),
      conflictCase: ConflictCase.doubtedClock, severity: .a, owner: first.branch, subject: subject,
      summary: "A clock at \(place) is \(open.compactMap(\.error).last ?? "in doubt").",
      sides: sides.enumerated().map { index, remark in
        ReviewSide(
          letter: [ReviewSide].letter(index), text: "The \(remark.phrase).", dot: remark.dot)
      },
      proposal:
        "Set that clock, then say there what day it is with `catchword today`. No late return "
        + "is charged by what was scanned meanwhile.")
  }
}

extension CirculationFact {
  /// Days by which the clock was ahead when staff said what day it is; negative: behind.
  var clockDaysOff: Int64 {
    (placed[CirculationField.claimed].integer ?? 0) - (placed[CirculationField.day].integer ?? 0)
  }
}

extension LibraryDeriving {
  /// Whom a note concerns: the clock, and whatever was scanned by it and is here.
  func subjects(
    ofClockNote operation: Operation, in reader: any RecordReading
  ) throws -> [Subject] {
    guard let note = ClockNote(operation) else { return [] }
    var subjects: Set = [DeviceClock.subject(of: note.writer.key.hex)]
    for kind in ClockNotes.kinds.sorted() {
      for fact in try reader.facts(kind: kind, of: note.writer, numbers: note.numbers) {
        let stated = Operation(.fact, kind: kind, record: fact.id, values: fact.values)
        subjects.formUnion(try self.subjects(of: Change(operation: stated), in: reader))
      }
    }
    return subjects.sorted()
  }

  func deriveClock(
    of device: String, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    let remarks = try [ClockRemark.stated, .doubted].flatMap { remark in
      try reader.facts(
        kind: LibraryKind.circulation, where: CirculationField.clock,
        is: .integer(remark.rawValue))
    }.filter { fact in
      if case .writer(let writer) = fact.id.space { writer.key.hex == device } else { false }
    }
    let notes = try Word256(hex: device).map { key in
      try reader.facts(
        kind: LibraryKind.clockNote, where: ClockNoteField.writer, is: .bytes(key.bytes))
    }
    let order = FoldOrder.sorted(remarks + (notes ?? []))
    guard let review = DeviceClock.review(order, of: device, hashing: hashing) else {
      return derivation
    }
    derivation.reviews = [review]
    if explains {
      derivation.explanations = [
        "\(review.summary.dropLast()) (case \(review.conflictCase)); \(review.owner) reviews."
      ]
    }
    return derivation
  }
}
