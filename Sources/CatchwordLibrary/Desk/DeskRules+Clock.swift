import CatchwordCore

/// Which day it is, where the device cannot know (case 43).
extension DeskRules {
  /// Due dates are not told by a clock in doubt.
  ///
  /// - Throws: `DeskError.clockInDoubt`.
  func checkClock(_ desk: Desk) throws(DeskError) {
    guard let known = desk.clock.doubtedSince else { return }
    throw .clockInDoubt(today: desk.today, known: known)
  }

  /// Staff read the date off a calendar.
  func state(
    today day: CivilDate, at desk: Desk, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    if desk.clock.isMeasured, day != desk.today {
      throw DeskError.clockWasMeasured(today: desk.today)
    }
    let claimed = desk.clock.day
    let id = try mint()
    let values: [Int: Value] = [
      CirculationField.action: .integer(CirculationAction.today.rawValue),
      CirculationField.branch: .text(desk.branch),
      CirculationField.clock: .integer(ClockRemark.stated.rawValue),
      CirculationField.day: .integer(day.day), CirculationField.claimed: .integer(claimed.day),
    ]
    var lines = AnswerLines("Today is \(day).")
    if claimed != day {
      lines.warn(
        "The clock of this machine is \(Self.words(daysOff: claimed.day - day.day)); what is done from "
          + "now on counts by your word. Set it when you can, then say once more what day it is.")
    }
    return DeskPlan(
      operations: [
        Operation(
          .fact, kind: LibraryKind.circulation, record: id,
          values: values.map { FieldValue($0.key, $0.value) })
      ],
      answer: DeskAnswer(
        signal: lines.signal, lines: lines.lines, fact: id, item: nil, title: nil))
  }

  /// - Parameter days: by which a clock is ahead; negative: behind.
  static func words(daysOff days: Int64) -> String {
    guard days != 0 else { return "right" }
    return "\(days.magnitude) day\(days.magnitude == 1 ? "" : "s") \(days > 0 ? "ahead" : "behind")"
  }
}

extension DeskPlan {
  /// The same by a clock in doubt: each scan says so, and each lending from which day it reckoned.
  func doubting(_ desk: Desk) -> DeskPlan {
    guard desk.clock.doubtedSince != nil else { return self }
    let marked = operations.map { operation in
      guard operation.action == .fact, operation.kind == LibraryKind.circulation,
        operation[CirculationField.clock] == nil
      else { return operation }
      var values = operation.values
      values.append(FieldValue(CirculationField.clock, .integer(ClockRemark.doubted.rawValue)))
      if operation[CirculationField.due] != nil,
        operation[CirculationField.dueRule] != .integer(DueRule.manual.rawValue)
      {
        values.append(FieldValue(CirculationField.claimed, .integer(desk.today.day)))
      }
      return Operation(.fact, kind: operation.kind, record: operation.record, values: values)
    }
    return DeskPlan(operations: marked, answer: answer)
  }
}
