import CatchwordSimulation
import Foundation
import FoundationXML
import Testing

@Suite struct ReportTests {
  private static func report(_ story: String) throws -> (run: Run, html: String) {
    let run = try ReportStories.run(story)
    return (run, HTMLReport(run).html)
  }

  private static func pictures(_ html: String) -> [String] {
    html.components(separatedBy: "<svg").dropFirst().compactMap { rest in
      rest.range(of: "</svg>").map { "<svg" + rest[..<$0.upperBound] }
    }
  }

  @Test func `every picture is well-formed`() throws {
    for story in [ReportStories.partition, ReportStories.hostile] {
      let pictures = Self.pictures(try Self.report(story).html)
      #expect(pictures.count > 2)
      for picture in pictures {
        let parser = XMLParser(data: Data(picture.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)): \(picture.prefix(300))")
      }
    }
  }

  @Test func `the whole page is well-formed but for the elements that HTML leaves open`() throws {
    let html = try Self.report(ReportStories.hostile).html
      .replacingOccurrences(of: "<!DOCTYPE html>\n", with: "")
      .replacingOccurrences(of: "charset=\"utf-8\">", with: "charset=\"utf-8\"/>")
      .replacingOccurrences(of: "initial-scale=1\">", with: "initial-scale=1\"/>")
    let parser = XMLParser(data: Data(html.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
  }

  @Test func `every host has a lane in every system`() throws {
    let (run, html) = try Self.report(ReportStories.partition)
    let systems = Self.pictures(html).filter { $0.contains("class=\"system\"") }
    #expect(!systems.isEmpty)
    for host in run.hosts {
      for system in systems {
        #expect(system.contains("class=\"lane\" data-host=\"\(host.name)\""))
      }
    }
  }

  @Test func `a run that failed has one ring, one that held has none`() throws {
    let rings = { (html: String) in html.components(separatedBy: "class=\"ring\"").count - 1 }
    #expect(rings(try Self.report(ReportStories.hostile).html) == 1)
    #expect(rings(try Self.report(ReportStories.partition).html) == 0)
  }

  @Test func `what a story says stays text`() throws {
    let (run, html) = try Self.report(ReportStories.hostile)
    #expect(run.failure != nil)
    #expect(!html.contains("<script"))
    #expect(!html.contains("<b>"))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
  }

  @Test func `the timeline shows the cut, the crash and what was off`() throws {
    let (run, html) = try Self.report(ReportStories.partition)
    #expect(run.failure == nil, "\(String(describing: run.failure))")
    for style in ["band", "crash", "spell off", "spell asleep", "ribbon", "one-way"] {
      #expect(html.contains("class=\"\(style)\""), "nothing of \(style)")
    }
  }

  @Test func `the report does not depend on the process's order of sets`() throws {
    let first = try Self.report(ReportStories.partition).html
    #expect(first == (try Self.report(ReportStories.partition).html))
  }

  @Test func `who knew what when tells makers, messages and sticks`() throws {
    let (_, html) = try Self.report(ReportStories.partition)
    for text in ["made here", "from usb", "from the start"] {
      #expect(html.contains(text), "nothing \(text)")
    }
  }

  @Test func `an explanation names makers, clocks and what the fold decided`() throws {
    let run = try ReportStories.run(ReportStories.partition)
    let text = try run.explain(record: "31234")
    #expect(text.contains("made at 15:00 by east"))
    #expect(text.contains("its clock said 15:09"))
    #expect(text.contains("had not seen"))
    #expect(text.contains("→ "))
    #expect(text.contains("In review:"))
  }

  @Test func `two runs of one plan have one hash, whether or not holdings are noted`() throws {
    let hashes = try [true, true, false].map { notes in
      try ReportStories.run(ReportStories.partition, notesHoldings: notes).traceHash
    }
    #expect(Set(hashes).count == 1)
    #expect(try ReportStories.run(ReportStories.hostile).traceHash != hashes[0])
  }

  @Test func `a long run is thinned out, and says so`() throws {
    let days = (1...80).map { day in
      "inventory main 1 at day \(day) 08:30\nsync main east at day \(day) 09:00"
    }
    let story =
      "branches main east\nitem 1 \"Emma\" at main\n" + days.joined(separator: "\n")
    let (run, html) = try Self.report(story)
    let messages = run.trace.filter { $0.kind == .message }.count
    #expect(messages > 240)
    #expect(html.contains("This run is long, so it is thinned out"))
    let drawn = html.components(separatedBy: "<line class=\"message").count - 1
    #expect((80..<messages).contains(drawn))
    for picture in Self.pictures(html) {
      #expect(XMLParser(data: Data(picture.utf8)).parse())
    }
  }

  @Test func `of a fork each host's commit is told as its own`() throws {
    let run = try ReportStories.run(
      """
      branches main
      cart van
      item 1 "Emma" at main
      item 2 "Persuasion" at main
      patron p1 p2 at main
      clone van as twin unnoticed
      checkout van 1 p1 at 09:00
      checkout twin 2 p2 at 09:05
      """)
    let first = try run.explain(record: "1")
    let second = try run.explain(record: "2")
    #expect(first.contains("made at 09:00 by van") && !first.contains("by twin"), "\(first)")
    #expect(second.contains("made at 09:05 by twin, and written again under"), "\(second)")
    #expect(!second.contains("by van"), "\(second)")
  }

  @Test func `the trace has a line for each event, in columns`() throws {
    let run = try ReportStories.run(ReportStories.partition)
    let lines = TextTrace(run).lines
    #expect(lines.count == run.trace.count)
    #expect(lines.allSatisfy { !$0.contains("\n") })
    let column = lines.map { line in line.range(of: "  ")?.lowerBound != nil }
    #expect(column.allSatisfy { $0 })
  }
}
