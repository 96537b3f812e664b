import Catchword

/// Totals of an import; what was read is always the sum of what became of it.
struct ImportTotals: Equatable {
  var read = 0
  var accepted = 0
  var warned = 0
  var rejected = 0
  /// Said nothing that was not here already.
  var skipped = 0
  /// New or changed.
  var bibs = 0
  var items = 0
  var authorities = 0

  func checkInvariants() {
    precondition(read == accepted + warned + rejected + skipped, "an import must add up")
  }
}

struct ImportMessageShape: Encodable, Equatable {
  let file: String
  /// The record's number in its file, or the line of a table.
  let record: Int?
  let controlNumber: String?
  let field: String?
  let severity: String
  let code: String
  let text: String

  enum CodingKeys: String, CodingKey {
    case file
    case record
    case controlNumber = "control_number"
    case field
    case severity
    case code
    case text
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(record, forKey: .record)
    try container.encode(controlNumber, forKey: .controlNumber)
    try container.encode(field, forKey: .field)
    try container.encode(severity, forKey: .severity)
    try container.encode(code, forKey: .code)
    try container.encode(text, forKey: .text)
  }
}

struct ImportShape: Encodable {
  let schema = "catchword.import/1"
  let dryRun: Bool
  let read: Int
  let accepted: Int
  let warned: Int
  let rejected: Int
  let skipped: Int
  let bibs: Int
  let items: Int
  let authorities: Int
  let messages: [ImportMessageShape]
  /// The commits made, in order.
  let acknowledged: [AcknowledgementShape]

  enum CodingKeys: String, CodingKey {
    case schema
    case dryRun = "dry_run"
    case read
    case accepted
    case warned
    case rejected
    case skipped
    case bibs
    case items
    case authorities
    case messages
    case acknowledged
  }

  init(
    _ totals: ImportTotals, isDryRun: Bool, _ messages: [ImportMessageShape],
    acknowledgements: [Acknowledgement] = []
  ) {
    totals.checkInvariants()
    dryRun = isDryRun
    read = totals.read
    accepted = totals.accepted
    warned = totals.warned
    rejected = totals.rejected
    skipped = totals.skipped
    bibs = totals.bibs
    items = totals.items
    authorities = totals.authorities
    self.messages = messages
    acknowledged = acknowledgements.map(AcknowledgementShape.init)
  }
}

/// Imports for people: totals, and the first messages.
enum ImportText {
  static let shownMessages = 20

  static func tell(_ shape: ImportShape, _ workplace: Workplace, unit: String) {
    if workplace.json { return Console.say(JSON.text(shape)) }
    for message in shape.messages.prefix(shownMessages) { Console.note(line(message, unit: unit)) }
    let rest = shape.messages.count - shownMessages
    if rest > 0 {
      Console.note("… and \(rest) more messages (--json has all of them); in all:")
      for line in counts(shape.messages) { Console.note(line) }
    }
    Console.say(
      "\(shape.dryRun ? "Would read" : "Read") \(shape.read): \(shape.accepted) accepted, "
        + "\(shape.warned) with warnings, \(shape.rejected) rejected, \(shape.skipped) unchanged.")
    if shape.authorities > 0 {
      Console.say(
        "\(shape.authorities) authorities \(shape.dryRun ? "would be" : "were") written.")
    }
    if shape.bibs + shape.items > 0 {
      Console.say(
        "\(shape.bibs) bibs and \(shape.items) items \(shape.dryRun ? "would be" : "were") written."
      )
    }
  }

  /// How often each sort of message came, most frequent first, with one of its sort.
  private static func counts(_ messages: [ImportMessageShape]) -> [String] {
    Dictionary(grouping: messages, by: \.code)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { "  \($0.value.count)  \($0.key), such as: \($0.value[0].text)" }
  }

  static func line(_ message: ImportMessageShape, unit: String) -> String {
    var subject = message.record.map { "\(unit) \($0)" } ?? ""
    if let number = message.controlNumber { subject += " (001 \(number))" }
    if let field = message.field { subject += subject.isEmpty ? field : " \(field)" }
    return [message.file, subject, message.text].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
