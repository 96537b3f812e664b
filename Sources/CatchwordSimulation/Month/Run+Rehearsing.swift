import CatchwordLibrary

/// A plan that is written while it runs: whoever writes it hears what the desk says and does what a
/// sensible person would do next. The same plan, run again from its text, is the same run.
extension Run {
  /// What the last desk said to the last step.
  enum Heard {
    case nothing
    case answer(DeskAnswer)
    case refusal(any Error)
  }

  /// Appends a step to the plan and performs it.
  ///
  /// Never within the step before: a later run would perform it in the middle of that.
  func rehearse(_ verb: any Verb, at moment: Moment) -> Heard {
    precondition(next == plan.steps.count, "a rehearsal goes on from the end of its plan")
    let soonest = Moment(milliseconds: (now.milliseconds / 1_000 + 1) * 1_000)
    let at = max(moment, soonest)
    append(Step(id: plan.steps.count + 1, at: at, verb: verb))
    heard = .nothing
    advance(to: at)
    return heard
  }

  /// Runs a plan that another one writes: its settings, then what `live` rehearses, then peace,
  /// agreement and all checks.
  func playRehearsing(_ templates: Templates, _ live: () throws -> Void) {
    do {
      try prepare(templates)
      try live()
      if !hasFailed { try settle() }
      if !hasFailed { try checkEverything() }
    } catch let failure as CheckFailure {
      fail(failure)
    } catch {
      fail(CheckFailure("engine", "\(error)"))
    }
  }
}
