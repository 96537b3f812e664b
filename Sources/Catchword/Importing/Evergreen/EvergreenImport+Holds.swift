import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Holds that wait or stand on a shelf, each placed when Evergreen says.
extension EvergreenImport {
  /// What is frozen without an end rests until somebody resumes it.
  private static let never = CivilDate(day: .max)

  package func takeHolds() throws {
    try take("action.hold_request.tsv") { row, number, transaction in
      for (column, word) in [("cancel_time", "cancelled"), ("fulfillment_time", "filled")]
      where row.text(column) != nil {
        throw RowRefusal(
          column: column, code: "over", text: "it is \(word); open holds are taken over")
      }
      let (bib, item, part) = try self.target(row)
      let patron = try self.patron(row)
      let pickup = try self.branch("pickup_lib", row)
      let requested = try self.moment("request_time", row)
      let expiry = try self.optionalMoment("expire_time", row)
      let hold = self.id("hold", number)
      guard try transaction.fact(kind: LibraryKind.hold, hold) == nil else { return .write([]) }
      var remarks: [String] = []
      var operations = [
        Self.statement(
          hold,
          [
            HoldField.action: .integer(HoldAction.place.rawValue), HoldField.bib: .record(bib),
            HoldField.item: item.map { .record($0) } ?? .null,
            HoldField.part: part.map { .text($0) } ?? .null, HoldField.patron: .record(patron),
            HoldField.branch: .text((try? self.branch("request_lib", row)) ?? pickup),
            HoldField.pickup: .text(pickup),
            HoldField.expiry: expiry.map { .integer($0.day.day) } ?? .null,
            HoldField.priority: row.isSet("cut_in_line") ? .integer(-1) : .null,
            HoldField.happened: .integer(requested.seconds),
          ])
      ]
      if row.isSet("frozen") {
        operations.append(
          self.rest(hold, number, bib, at: pickup, until: try self.thaw(row), requested))
      }
      if row.text("capture_time") != nil {
        operations += try self.capture(row, hold, number, pickup: pickup, &remarks)
      }
      return .write(operations, remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
    }
  }

  private func target(
    _ row: CopyText.Row
  ) throws -> (bib: RecordID, item: RecordID?, part: String?) {
    switch row.text("hold_type") {
    case "T":
      guard let bib = row.number("target").flatMap({ bibs[$0] }) else {
        throw RowRefusal(
          column: "target", code: "bib-unknown",
          text: "target \(row["target"] ?? "null") is no bib that was taken in")
      }
      return (bib, nil, nil)
    case "P":
      let part = row.number("target").flatMap { tables.rows("biblio.monograph_part.tsv")[$0] }
      guard let label = part?.text("label"), let bib = part?.number("record").flatMap({ bibs[$0] })
      else {
        throw RowRefusal(
          column: "target", code: "part-unknown",
          text: "target \(row["target"] ?? "null") is no part of a bib that was taken in")
      }
      return (bib, nil, label)
    case "C", "R", "F":
      let copy = try copy("target", row)
      guard let bib = bibs[copy.bib] else {
        throw RowRefusal(
          column: "target", code: "bib-unknown", text: "its bib \(copy.bib) was not taken in")
      }
      return (bib, copy.id, nil)
    default:
      throw RowRefusal(
        column: "hold_type", code: "hold-type-unknown",
        text: "hold_type \(row["hold_type"] ?? "null"): holds here are for a title (T), a part "
          + "(P) or an item (C, R, F)")
    }
  }

  private func thaw(_ row: CopyText.Row) throws -> CivilDate {
    try optionalMoment("thaw_date", row)?.day ?? Self.never
  }

  private func rest(
    _ hold: RecordID, _ number: Int64, _ bib: RecordID, at branch: String, until: CivilDate,
    _ requested: ForeignTime
  ) -> Operation {
    Self.statement(
      id("rest", number),
      [
        HoldField.action: .integer(HoldAction.suspend.rawValue), HoldField.hold: .record(hold),
        HoldField.bib: .record(bib), HoldField.branch: .text(branch),
        HoldField.until: .integer(until.day), HoldField.happened: .integer(requested.seconds),
      ])
  }

  /// An item that stands on the hold shelf, or is on its way there.
  private func capture(
    _ row: CopyText.Row, _ hold: RecordID, _ number: Int64, pickup: String,
    _ remarks: inout [String]
  ) throws -> [Operation] {
    guard let key = row.number("current_copy"), let copy = copies[key] else {
      remarks.append("what was captured for it is not known; it waits")
      return []
    }
    guard loans[key] == nil else {
      remarks.append("what was captured for it is on loan; it waits")
      return []
    }
    let shelved = try optionalMoment("shelf_time", row)
    let place =
      shelved == nil
      ? copy.branch : row.number("current_shelf_lib").flatMap { branches[$0] } ?? pickup
    return [
      statement(
        .capture, id("capture", number), copy, at: place,
        try shelved ?? moment("capture_time", row),
        [
          CirculationField.hold: .record(hold), CirculationField.destination: .text(pickup),
        ])
    ]
  }

  private static func statement(_ id: RecordID, _ values: [Int: Value]) -> Operation {
    Operation(
      .fact, kind: LibraryKind.hold, record: id,
      values: values.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
        .map { FieldValue($0.key, $0.value) })
  }
}
