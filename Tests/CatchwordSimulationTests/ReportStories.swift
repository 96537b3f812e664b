import CatchwordCore
import CatchwordLibrary
import CatchwordSimulation

/// Small runs to be reported on.
enum ReportStories {
  static let partition = """
    # Two branches lend the same item while the line is down.
    seed 3
    branches main east
    cart van
    item 31234 "Moby-Dick" at main
    patron p77 p12 at main
    cut main east
    checkout main 31234 p77 at 09:00
    clock east +9m
    checkout east 31234 p12 at 15:00
    sync east main
    carry east usb
    carry van usb
    crash east torn
    start east
    sleep van 2h
    cut east van one-way
    heal
    sync main east
    expect loan 31234 p77 closed
    """

  /// A title that would break out of a page, and a claim that does not hold.
  static let hostile = #"""
    # A <b>hostile</b> story & its "title"
    branches main east
    item 77 "<script>alert('x')</script> & \"quotes\"" at main
    patron q1 at main
    retitle main 77 "</pre><script>more()</script>" at 08:30
    checkout main 77 q1 at 09:00
    sync east main
    expect title 77 "<script>alert('x')</script>"
    """#

  /// - Parameter notesHoldings: whether it is written down who held what when.
  static func run(_ story: String, notesHoldings: Bool = true) throws -> Run {
    let plan = try Plan(parsing: story)
    let run = Run(plan, world: .full, domain: .library)
    if notesHoldings { run.holdings = Holdings() }
    try run.prepare(Templates())
    run.advance(to: plan.steps.last?.at ?? .opening)
    do {
      if !run.hasFailed { try run.settle() }
      if !run.hasFailed { try run.checkEverything() }
    } catch let failure as CheckFailure {
      run.fail(failure)
    }
    return run
  }
}
