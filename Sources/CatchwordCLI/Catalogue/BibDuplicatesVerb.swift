import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct BibDuplicatesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List bibs that are likely one, for somebody to look at.",
    discussion: """
      Strong: the same OCLC number (035, or 001 with 003 OCoLC) or LCCN (010). Weak: only the same \
      ISBN (020); sets and their volumes, reprints and reused numbers share one. An ISBN of more than \
      \(Limits.bibsOfOneWeakNumber) bibs joins none and is only named. Every two bibs of a cluster share \
      its numbers. The one proposed to keep comes first: more items, then older, then the lesser id. \
      Nothing is changed.

      Examples:
        catchword bib duplicates --strong
        catchword bib duplicates --csv > duplicates.csv
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Only what shares an OCLC number or an LCCN.") var strong = false
  @Flag(help: "Print CSV with a line of names, a line a bib.") var csv = false

  mutating func validate() throws {
    guard !(workplace.json && csv) else {
      throw ValidationError("--json and --csv exclude each other")
    }
  }

  func run() throws {
    let replica = try workplace.openReplica()
    let duplicates = try replica.bibDuplicates()
    let weakest: DuplicateEvidence = strong ? .strong : .weak
    let crowded = duplicates.crowdedNumbers(weakest)
    var shapes: [BibClusterShape] = []
    var counts: [DuplicateEvidence: Int] = [:]
    if csv { Console.say(CSVLine.text(BibClusterShape.names)) }
    for cluster in duplicates.clusters(weakest) {
      let bibs = try replica.candidates(of: cluster)
      if bibs.isEmpty { continue }
      let shape = BibClusterShape(cluster, bibs)
      counts[cluster.evidence, default: 0] += 1
      if workplace.json {
        shapes.append(shape)
      } else if csv {
        let number = counts.values.reduce(0, +)
        for line in shape.lines(number) { Console.say(CSVLine.text(line)) }
      } else {
        Self.say(shape)
      }
    }
    guard !workplace.json else {
      return Console.say(
        JSON.text(
          Answer(
            "bib-duplicates",
            BibDuplicatesShape(
              compared: duplicates.bibs, unreadableISBNs: duplicates.unreadableISBNs,
              crowded: crowded.map(BibDuplicatesShape.Crowd.init), clusters: shapes))))
    }
    note(duplicates, crowded, counts)
  }

  private static func say(_ cluster: BibClusterShape) {
    Console.say("\(cluster.evidence)  \(cluster.numbersText)")
    for bib in cluster.bibs {
      let branches = BibClusterShape.branches(of: bib)
      let said = [bib.title.isEmpty ? "no title" : bib.title, bib.author]
        .filter { !$0.isEmpty }.joined(separator: " / ")
      Console.say(
        "  \(bib.keep ? "keep" : "    ")  \(bib.id)  \(said), \(bib.year.map { "\($0)" } ?? "no year"), "
          + counted(bib.items, "item") + (branches.isEmpty ? "" : " (\(branches))")
      )
    }
    Console.say("")
  }

  /// What people should know besides goes to standard error.
  private func note(
    _ duplicates: BibDuplicates, _ crowded: [CrowdedNumber], _ counts: [DuplicateEvidence: Int]
  ) {
    for each in crowded {
      Console.note(
        "\(each.identifier) stands in \(each.bibs) bibs, too many to be one; they are not listed for it."
      )
    }
    if duplicates.unreadableISBNs > 0, !strong {
      let count = duplicates.unreadableISBNs
      Console.note(
        "\(count) \(count == 1 ? "text that is no ISBN was" : "texts that are no ISBNs were") not compared."
      )
    }
    let weak = strong ? "" : ", \(counts[.weak] ?? 0) weak (ISBN alone)"
    Console.note(
      "\(duplicates.bibs) bibs compared, clusters: \(counts[.strong] ?? 0) strong\(weak).")
  }
}
