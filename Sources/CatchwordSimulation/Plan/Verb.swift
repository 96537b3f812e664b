/// One word of the story language: what a line says, and what it does to a simulated network.
///
/// A verb is a value. It is read from a line, written back to the same line, and performed. The
/// language's README is made of `forms`, so that it cannot fall behind.
package protocol Verb: Sendable {
  /// The line's first word.
  static var word: String { get }
  /// How lines with this verb look, and what each means, in a sentence.
  static var forms: [VerbForm] { get }

  /// - Parameter words: what follows the verb; times and ids at the line's end are taken already.
  init(_ words: inout Words) throws
  /// What follows the verb, as it is written.
  var arguments: [String] { get }
  /// Names of the hosts that the line concerns: leaving one of them out leaves the line out.
  var hosts: [String] { get }
  static var nature: VerbNature { get }

  func perform(_ step: Step, in run: Run) throws
}

extension Verb {
  package var nature: VerbNature { Self.nature }
}

/// What sort of thing a line does; shrinking leaves out faults before actions, and never settings.
package enum VerbNature: Sendable, Hashable {
  /// Who and what there is, before time begins.
  case setting
  /// What staff and replicas do.
  case action
  /// What goes wrong.
  case fault
  /// What must be so.
  case expectation
}

package struct VerbForm: Sendable, Hashable {
  /// `checkout HOST BARCODE CARD [due DAY]`
  package let syntax: String
  package let meaning: String

  package init(_ syntax: String, _ meaning: String) {
    self.syntax = syntax
    self.meaning = meaning
  }
}

/// A verb at its time: a line of a story, an event of a plan.
package struct Step: Sendable {
  /// Stable: every draw that the step needs comes from the stream of this number, so leaving other
  /// steps out changes nothing here.
  package let id: Int
  package var at: Moment
  package var verb: any Verb

  package init(id: Int, at: Moment, verb: any Verb) {
    self.id = id
    self.at = at
    self.verb = verb
  }
}
