import CatchwordCore

/// Case 43: a device whose clock was found wrong, or not to be trusted. What it scanned meanwhile is
/// ordered by its counter and charges nobody; somebody is to set the clock, once a device and not once
/// a loan.
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

  /// - Parameter order: what the device said of its clock, in fold order.
  /// - Returns: nil where the clock was right when staff last looked, and nothing since is in doubt.
  static func review(
    _ order: [CirculationFact], of device: String, hashing: Hashing
  ) -> ReviewItem? {
    let settled = order.lastIndex { $0.clock == .stated && $0.clockDaysOff == 0 }
    let open = settled.map { Array(order[($0 + 1)...]) } ?? order
    guard let first = open.first, let last = open.last else { return nil }
    let subject = subject(of: device)
    let sides = first.id == last.id ? [first] : [first, last]
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .clock),
      conflictCase: ConflictCase.doubtedClock, severity: .a, owner: first.branch, subject: subject,
      summary: "A clock at \(first.place) "
        + (open.last { $0.clock == .stated }.map { "is \($0.clockError)" } ?? "is in doubt") + ".",
      sides: sides.enumerated().map { index, fact in
        ReviewSide(
          letter: [ReviewSide].letter(index), text: "The \(fact.phrase).", dot: fact.dot)
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

  fileprivate var clockError: String { DeskRules.words(daysOff: clockDaysOff) }
}

extension LibraryDeriving {
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
    let order = FoldOrder.sorted(remarks).compactMap(CirculationFact.init)
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
