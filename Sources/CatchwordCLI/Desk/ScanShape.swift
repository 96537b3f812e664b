import Catchword
import CatchwordCore
import CatchwordLibrary

/// One answer at the desk, as scripts read it.
struct ScanShape: Encodable {
  struct Refusal: Encodable {
    let code: String
    let text: String
  }

  let barcode: String
  /// `good`, `warning`, `stop`; or `refused`, when nothing was recorded.
  let signal: String
  let lines: [String]
  @OrNull var title: String?
  @OrNull var due: String?
  @OrNull var fact: String?
  @OrNull var loan: String?
  let acknowledged: [AcknowledgementShape]
  @OrNull var error: Refusal?

  init(barcode: String, _ performed: Performed<DeskAnswer>) {
    let answer = performed.answer
    self.barcode = barcode
    signal = answer.signal.rawValue
    lines = answer.lines
    title = answer.title
    due = answer.due?.description
    fact = answer.fact.description
    loan = answer.loan?.description
    acknowledged = performed.acknowledgements.map(AcknowledgementShape.init)
    error = nil
  }

  init(barcode: String, refused failure: Failure) {
    self.barcode = barcode
    signal = "refused"
    lines = [failure.sentence]
    title = nil
    due = nil
    fact = nil
    loan = nil
    acknowledged = []
    error = Refusal(code: failure.code, text: failure.sentence)
  }

  /// One line for a clerk: a word for the ear first, then what to know.
  func text(hasColours: Bool) -> String {
    let (word, colour) =
      switch signal {
      case "good": ("ok", "32")
      case "warning": ("look", "33")
      case "stop": ("STOP", "1;31")
      default: ("NO", "1;31")
      }
    let padded = word + String(repeating: " ", count: 5 - word.utf8.count)
    let prefix = hasColours ? "\u{1b}[\(colour)m\(padded)\u{1b}[0m" : padded
    return prefix + lines.joined(separator: " ")
  }
}

/// Which commit holds something, and its hash: alike on every replica that ever has it.
struct AcknowledgementShape: Encodable {
  let writer: String
  let lane: String
  let number: Int64
  let hash: String

  init(_ acknowledgement: Acknowledgement) {
    writer = acknowledgement.log.writer.key.hex
    lane = acknowledgement.log.lane.name
    number = acknowledgement.number
    hash = acknowledgement.hash.word.hex
  }
}

/// One line of a loop under `--json`.
struct LoopLineShape: Encodable {
  let schema = "catchword.scan/1"
  let mode: String
  private let answer: ScanShape

  init(mode: String, _ answer: ScanShape) {
    self.mode = mode
    self.answer = answer
  }

  private enum Key: String, CodingKey {
    case schema
    case mode
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(mode, forKey: .mode)
    try answer.encode(to: encoder)
  }
}

/// What a desk verb answers under `--json`.
struct DeskShape: Encodable {
  let schema: String
  let items: [ScanShape]
  /// The first refusal; null where all was done.
  @OrNull var error: ScanShape.Refusal?
}
