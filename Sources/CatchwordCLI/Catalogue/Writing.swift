import Catchword
import CatchwordCore
import CatchwordLibrary

/// An edit that was made: which record, and which commits hold it.
struct WrittenShape: Encodable {
  let id: String
  let acknowledged: [AcknowledgementShape]

  init(_ performed: Performed<RecordID>) {
    id = performed.answer.description
    acknowledged = performed.acknowledgements.map(AcknowledgementShape.init)
  }
}

extension Workplace {
  /// Says what was written, once it is durable.
  func tell(_ performed: Performed<RecordID>, verb: String, _ sentence: String) {
    Console.say(json ? JSON.text(Answer(verb, WrittenShape(performed))) : sentence)
  }
}

extension [FieldValue] {
  /// Only what was said; an absent option is no value.
  mutating func add(_ field: Int, _ text: String?) {
    if let text, !text.isEmpty { append(FieldValue(field, .text(text))) }
  }
}
