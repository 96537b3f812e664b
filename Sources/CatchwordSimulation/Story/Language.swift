/// The language of stories as a page, made of the verbs themselves.
package enum Language {
  package static var page: String {
    var lines = [
      "# The language of stories", "",
      "This page is written by `catchword-sim language` from the verbs; edit those.", "",
      "A story is prose (lines that begin with `#`), then a line a step, then `----` and the transcript.",
      "`catchword-sim stories` holds each against its transcript, `--bless` writes it anew. A line may",
      "end with a time, `at 09:00` or `at day 2 15:30`; without one a minute has passed. Whatever order",
      "they are written in, lines are performed in the order of their times. `seed N` at the top chooses",
      "what is left to chance: latencies, torn sectors, keys. `id N` at the end of a line keeps the draws",
      "of a step where other lines were taken out.", "",
    ]
    for (title, nature) in [
      ("Who and what there is", VerbNature.setting), ("What is done", .action),
      ("What goes wrong", .fault), ("What must be so", .expectation),
    ] {
      lines += ["## \(title)", ""]
      for form in Verbs.all.filter({ $0.nature == nature }).flatMap({ $0.forms }) {
        lines += ["    \(form.syntax)", "", form.meaning, ""]
      }
    }
    lines += [
      "## Sweeps", "",
      "A sweep is no story but a family of plans, of which each seed is one:",
      "`catchword-sim run 12 --sweep FILE --plan` prints that of seed 12. What can be weighed: "
        + Happening.allCases.map(\.rawValue).joined(separator: ", ") + ".", "",
    ]
    for form in Sweep.lines { lines += ["    \(form.syntax)", "", form.meaning, ""] }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}
