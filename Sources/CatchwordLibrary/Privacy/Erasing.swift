package import CatchwordCore

/// What states that somebody is to be named no longer.
package enum Erasing {
  /// Closed loans say no longer who had them.
  ///
  /// - Parameters:
  ///   - patron: nil: whoever had them.
  ///   - until: the last day of their closing.
  package static func anonymise(
    _ patron: RecordID?, until: CivilDate, branch: String, reason: String? = nil, id: RecordID
  ) -> Operation {
    var values = [FieldValue(ErasureField.until, .integer(until.day))]
    if let patron { values.append(FieldValue(ErasureField.patron, .record(patron))) }
    return fact(.anonymise, values, branch: branch, reason: reason, id: id)
  }

  /// One closed loan, of which the desk reckoned that nothing is outstanding.
  package static func anonymise(
    _ loan: RecordID, of patron: RecordID, branch: String, id: RecordID
  ) -> Operation {
    fact(
      .anonymise,
      [
        FieldValue(ErasureField.patron, .record(patron)),
        FieldValue(ErasureField.loan, .record(loan)),
      ], branch: branch, reason: nil, id: id)
  }

  /// The patron is shown nowhere any longer.
  package static func erase(
    _ patron: RecordID, reason: String, branch: String, id: RecordID
  ) -> Operation {
    fact(
      .erase, [FieldValue(ErasureField.patron, .record(patron))], branch: branch, reason: reason,
      id: id)
  }

  private static func fact(
    _ action: ErasureAction, _ values: [FieldValue], branch: String, reason: String?, id: RecordID
  ) -> Operation {
    var all = values
    all.append(FieldValue(ErasureField.action, .integer(action.rawValue)))
    all.append(FieldValue(ErasureField.branch, .text(branch)))
    all.append(FieldValue(ErasureField.network, .integer(1)))
    if let reason, !reason.isEmpty { all.append(FieldValue(ErasureField.reason, .text(reason))) }
    return Operation(
      .fact, kind: LibraryKind.erasure, record: id, values: all.sorted { $0.field < $1.field })
  }
}
