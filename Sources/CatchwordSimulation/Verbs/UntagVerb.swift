import CatchwordCore

/// `untag hill dance music`: takes a tag off.
struct UntagVerb: Verb {
  static let word = "untag"
  static let forms = [
    VerbForm(
      "untag HOST NOTE TAG",
      "Takes a tag off; a tag put on elsewhere meanwhile stays.")
  ]

  let host: String
  let note: String
  let tag: String

  init(host: String, note: String, tag: String) {
    self.host = host
    self.note = note
    self.tag = tag
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    tag = try words.take("a tag")
  }

  var arguments: [String] { [host, note, tag] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      let elements = try sight.hanging().state.sets[NoteField.tags]?.elements ?? []
      guard elements.contains(.text(tag)) else {
        throw BoardRefusal(description: "it bears no such tag here")
      }
      return [sight.change(.remove, NoteField.tags, .text(tag))]
    }
  }
}
