import ArgumentParser
import Catchword
import CatchwordLibrary

struct TodayVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "Say which day it is, where the machine's clock cannot be trusted.",
    discussion: """
      A machine whose clock says what is hard to believe lends nothing, for no due date could be told, \
      until somebody looks at a calendar. What was done since it started counts by what they say, until \
      it meets another clock. While a clock is known to be wrong, its branch has one entry in the review \
      queue; set the clock and say once more what day it is, and the entry is gone.

      Example:
        catchword today 2026-03-02
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The day by the calendar.", valueName: "date")) var date: String

  func run() throws {
    var talk = try DeskTalk(workplace, .list(verb: "today"))
    talk.perform(date, mode: "today") { .today(try CivilDate(parsing: date)) }
    try talk.finish()
  }
}
