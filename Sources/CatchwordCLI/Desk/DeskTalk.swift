import Catchword
import CatchwordLibrary

/// The conversation at a desk: an action in, one durable answer out. A refusal does not undo what
/// went before it, nor stop what comes after.
struct DeskTalk {
  /// How answers are given: all together at the end, or one a line as they come.
  enum Manner: Equatable {
    case list(verb: String)
    case loop
  }

  let replica: Replica
  private let workplace: Workplace
  private let manner: Manner
  private var answers: [ScanShape] = []
  private var first: Failure?

  init(_ workplace: Workplace, _ manner: Manner) throws {
    self.workplace = workplace
    self.manner = manner
    replica = try workplace.openReplica()
  }

  /// - Parameter mode: what the loop was doing, for scripts.
  mutating func perform(
    _ barcode: String, mode: String, _ action: () throws -> DeskAction
  ) {
    let answer: ScanShape
    do {
      let performed = try replica.perform(try action(), staff: workplace.staff)
      answer = ScanShape(barcode: barcode, performed)
    } catch {
      answer = refusal(Failure(error), barcode)
    }
    give(answer, mode: mode)
  }

  /// For a line that is no action at all.
  mutating func refuse(_ line: String, mode: String, _ error: any Error) {
    give(refusal(Failure(error), line), mode: mode)
  }

  /// - Throws: what gives the process the exit code of the first refusal.
  func finish() throws {
    if workplace.json, case .list(let verb) = manner, !(answers.count == 1 && first != nil) {
      let error = first.map { ScanShape.Refusal(code: $0.code, text: $0.sentence) }
      Console.say(
        JSON.text(DeskShape(schema: "catchword.\(verb)/1", items: answers, error: error)))
    }
    guard let first else { return }
    if manner == .loop { throw CommandFault.said(.badData) }
    // Where nothing was done, a script gets the same object as for any other error.
    if workplace.json, answers.count == 1 { throw Refused(failure: first) }
    throw CommandFault.said(first.status)
  }

  private mutating func refusal(_ failure: Failure, _ barcode: String) -> ScanShape {
    if first == nil { first = failure }
    return ScanShape(barcode: barcode, refused: failure)
  }

  private mutating func give(_ answer: ScanShape, mode: String) {
    answers = manner == .loop ? [] : answers + [answer]
    if workplace.json {
      if manner == .loop { Console.say(JSON.text(LoopLineShape(mode: mode, answer))) }
      return
    }
    let needsLook = answer.error != nil || answer.signal == "stop"
    let bell = Console.answersAreSeen && needsLook ? "\u{07}" : ""
    let line = answer.text(hasColours: Console.hasColours) + bell
    // A loop answers every line where it is read; else what was refused is no result.
    if answer.error != nil, manner != .loop { Console.note(line) } else { Console.say(line) }
  }
}

/// A refusal that was not told yet.
struct Refused: Error {
  let failure: Failure
}
