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
  private let stop: String?
  private var slips: SlipPrinting?

  init(_ workplace: Workplace, _ manner: Manner, printsSlips: Bool = false, at stop: String? = nil)
    throws
  {
    self.stop = stop
    self.workplace = workplace
    self.manner = manner
    replica = try workplace.openReplica()
    slips = printsSlips ? SlipPrinting(replica) : nil
  }

  /// The same for each of several barcodes, or for those on standard input where none are given.
  mutating func performEach(
    _ barcodes: [String], mode: String, _ action: (String) throws -> DeskAction
  ) throws {
    guard barcodes.isEmpty || barcodes == ["-"] else {
      guard !barcodes.contains("-") else {
        throw CommandFault.usage("- stands alone: give barcodes, or - to read them from input")
      }
      for barcode in barcodes { perform(barcode, mode: mode) { try action(barcode) } }
      return
    }
    for line in InputLines() where !line.isEmpty {
      perform(line, mode: mode) { try action(line) }
    }
  }

  /// - Parameter mode: what the loop was doing, for scripts.
  mutating func perform(
    _ barcode: String, mode: String, _ action: () throws -> DeskAction
  ) {
    do {
      let action = try action()
      let performed = try replica.perform(action, staff: workplace.staff, stop: stop)
      give(ScanShape(barcode: barcode, performed), mode: mode)
      printSlips { try $0.note(action, performed.answer) }
    } catch {
      give(refusal(Failure(error), barcode), mode: mode)
    }
  }

  /// The session of a reader is over: what they borrowed goes on one slip.
  mutating func endSession() { printSlips { try $0.finish() } }

  /// What was done stands, whether its slip can be printed or not.
  private mutating func printSlips(_ body: (inout SlipPrinting) throws -> Void) {
    guard var printing = slips else { return }
    do { try body(&printing) } catch { Console.note("No slip: \(Failure(error).sentence)") }
    slips = printing
  }

  /// For a line that is no action at all.
  mutating func refuse(_ line: String, mode: String, _ error: any Error) {
    give(refusal(Failure(error), line), mode: mode)
  }

  /// - Throws: what gives the process the exit code of the first refusal.
  mutating func finish() throws {
    endSession()
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
