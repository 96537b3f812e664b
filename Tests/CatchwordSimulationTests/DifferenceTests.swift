import Catchword
import CatchwordCore
import CatchwordSimulation
import Foundation
import Testing

/// What a failure says to whoever has to find its cause.
@Suite struct DifferenceTests {
  private static let story = """
    branches main east
    item 31234 "Moby-Dick" at main
    patron p77 p12 at main
    checkout main 31234 p77 at 09:00
    checkout east 31234 p12 at 15:00
    """

  /// A picture of what all agree on, with its words.
  private static func picture(_ run: Run) throws -> (lines: [String], words: DifferenceWords) {
    let host = run.host("main")
    let lines = try run.use(host) {
      try Picture.lines(of: $0, run.domain, schema: run.schema(of: host))
    }
    var log: [LoggedCommit] = []
    try run.use(host) { try $0.log { log.append($0) } }
    return (lines, DifferenceWords(run, host, log))
  }

  @Test func `a difference is told with barcodes, cards, hosts and times`() throws {
    let run = try ReportStories.run(Self.story)
    let (lines, words) = try Self.picture(run)
    let loan = try #require(lines.first { $0.hasPrefix("loan") && $0.contains("closedHow=implied") })
    let wrong = loan.split(separator: " ").map { word in
      word.hasPrefix("standing=")
        ? "standing=open" : word.hasPrefix("closed") ? "\(word.prefix { $0 != "=" })=-" : "\(word)"
    }.joined(separator: " ")
    let sentences = words.sentences(["- " + loan, "+ " + wrong])
    try #require(sentences.count == 1)
    #expect(sentences[0].hasPrefix("loan main."))
    #expect(
      sentences[0].contains(
        " of item 31234 to p77 is open; by the rules it is closed at 15:00 as returned by "
          + "implication (east."))
  }

  @Test func `every line of a picture can be told`() throws {
    let run = try ReportStories.run(ReportStories.partition)
    let (lines, words) = try Self.picture(run)
    let sentences = words.sentences(lines.map { "- " + $0 })
    #expect(sentences.count == lines.count)
    #expect(sentences.contains { $0.hasPrefix("the conflict about item 31234 (double-loan, case 1)") })
    #expect(sentences.contains { $0.contains("“Moby-Dick”") })
    for sentence in sentences {
      let longest = sentence.split { !$0.isHexDigit }.map(\.count).max() ?? 0
      #expect(longest < 17, "\(sentence)")
    }
  }

  @Test func `a run that holds counts the oracle's checks too`() throws {
    let run = try ReportStories.run(Self.story)
    #expect(run.failure == nil)
    for check in ["C2", "C9", "C10", "L1", "L2", "L3", "L4", "L5", "L6", "L10"] {
      #expect(run.counts.checks[check] == 1, "\(check)")
    }
  }

  @Test func `the deeds that a failure names are ringed`() throws {
    let run = try ReportStories.run(Self.story)
    run.fail(CheckFailure("L3", "main.6 is what item 31234 is about", host: "main"))
    let html = HTMLReport(run).html
    #expect(html.contains("A check-in closes the loan that it names or an earlier one."))
    #expect(html.components(separatedBy: "<circle class=\"ring\"").count == 2)
    // In the legend, and in the picture.
    #expect(html.components(separatedBy: "<circle class=\"evidence\"").count > 2)
    #expect(html.contains("<tr class=\"named\">"))
  }

  @Test func `what went with its disk is told`() throws {
    let run = try ReportStories.run(
      """
      branches main east
      item 1 "Emma" at main
      backup east as monday at 09:00
      inventory east 1 at 10:00
      restore east monday at 11:00
      """)
    #expect(try run.explain(record: "1").contains("inventory east 1, saved at 10:00, went with"))
  }

  @Test func `days apart are named`() throws {
    let run = try ReportStories.run(
      """
      branches main
      item 1 "Emma" at main
      inventory main 1 at day 3 14:00
      inventory main 1 at 19:00
      """)
    let html = HTMLReport(run).html
    #expect(html.contains(">day 1") && html.contains(">day 3"))
  }
}
