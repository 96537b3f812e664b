import CatchwordCore
import CatchwordLibrary

/// Columns of the derived table in which decisions stand: a row for each field in doubt.
package enum DecisionColumn {
  package static let tableName = "decision"
  package static let record = 1
  /// 0 where it was in doubt whether the record stays.
  package static let field = 2
  /// `side`, `deletion` or `combined`.
  package static let outcome = 3
  package static let integer = 4
  package static let text = 5
  package static let bytes = 6
  package static let link = 7
  package static let reason = 8
  /// 1 where a person must look.
  package static let isReviewed = 9

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(record, "record", .record), Field(field, "field", .integer),
      Field(outcome, "outcome", .text), Field(integer, "integer_value", .integer),
      Field(text, "text_value", .text), Field(bytes, "bytes_value", .bytes),
      Field(link, "record_value", .record), Field(reason, "reason", .text),
      Field(isReviewed, "reviewed", .integer),
    ])
}

/// How one decision is told: as a row, as a line, and as an item of somebody's queue.
///
/// Of confidential fields neither values nor the policy's sentence appear anywhere.
struct DecisionTelling {
  let met: MetConflict
  let decision: PolicyDecision
  let subject: Subject
  let record: RecordID
  let hashing: Hashing

  var row: DerivedRow {
    var values: FieldMap = [
      DecisionColumn.record: .record(record),
      DecisionColumn.field: .integer(Int64(met.itemField)),
      DecisionColumn.outcome: .text(outcome),
      DecisionColumn.isReviewed: .integer(decision.review == nil ? 0 : 1),
    ]
    guard !met.isConfidential else {
      return DerivedRow(table: DecisionColumn.tableName, values: values)
    }
    values[DecisionColumn.reason] = .text(decision.reason)
    switch shown {
    case .null: break
    case .integer: values[DecisionColumn.integer] = shown
    case .text: values[DecisionColumn.text] = shown
    case .bytes: values[DecisionColumn.bytes] = shown
    case .record: values[DecisionColumn.link] = shown
    }
    return DerivedRow(table: DecisionColumn.tableName, values: values)
  }

  var explanation: String {
    let who = decision.review.map { each in
      "\(each.owner.isEmpty ? "whoever looks after all" : each.owner) reviews"
    }
    let commits = met.dots.map { "\($0.writer.key.hex.prefix(16))/\($0.number)" }
    return "\(summary) (commits \(commits.joined(separator: " and "))): \(verdict);"
      + " \(who ?? "nobody has to look")."
  }

  /// Nil where nobody has to look.
  var reviewItem: ReviewItem? {
    guard let review = decision.review else { return nil }
    return ReviewItem(
      id: name, conflictCase: 0, severity: review.severity, owner: review.owner, subject: subject,
      record: record, kind: met.conflict.kindNumber, field: met.itemField, summary: summary,
      sides: sides,
      proposal: verdict + ".")
  }

  /// Of the record and the field in doubt, so that a third side changes the item and not its name.
  private var name: ContentHash {
    var bytes = ByteWriter()
    bytes.append(text: "catchword decision")
    bytes.append(varint: UInt64(met.conflict.kindNumber))
    bytes.append(id: record)
    bytes.append(varint: UInt64(met.itemField))
    return hashing.sha256(bytes.bytes)
  }

  private var summary: String {
    met.itemField == 0
      ? "The \(met.conflict.kind) was deleted and its \(met.conflict.field) written at once"
      : "The \(met.conflict.kind)'s \(met.conflict.field) was written in"
        + " \(met.conflict.sides.count) ways at once"
  }

  private var verdict: String {
    let why = met.isConfidential ? "" : ": \(decision.reason)"
    switch decision.outcome {
    case .shows(let side):
      let index = met.conflict.sides.firstIndex(of: side) ?? 0
      return "\([ReviewSide].letter(index)) is shown\(why)"
    case .combines(let value):
      let text = met.isConfidential ? "a value made of them" : value.words
      return "\(text) is shown\(why)"
    }
  }

  private var outcome: String {
    switch decision.outcome {
    case .shows(let side): side.deletesRecord ? "deletion" : "side"
    case .combines: "combined"
    }
  }

  private var shown: Value { decision.side(of: met.conflict).value }

  /// In the engine's order of siblings, which is the same everywhere; the last deletion comes last.
  private var sides: [ReviewSide] {
    met.conflict.sides.enumerated().map { index, side in
      let text =
        side.deletesRecord
        ? "It was deleted." : met.isConfidential ? "one of the values" : side.value.words
      return ReviewSide(
        letter: [ReviewSide].letter(index), text: text, dot: met.dots[index],
        value: met.isConfidential ? .null : side.value)
    }
  }
}
