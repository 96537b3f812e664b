import ArgumentParser
import Catchword
import CatchwordLibrary

struct PatronDuplicatesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List patrons who likely have two cards, for somebody to look at.",
    discussion: """
      Strong: the same name and day of birth. Weak: the same name and branch, where a day of birth is \
      missing. Names are compared without case, accents, punctuation and the order of their words. No \
      name is printed, only ids and the ends of cards: `catchword patron show` says who it is. Nothing is \
      changed.

      Example:
        catchword patron duplicates
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let replica = try workplace.openReplica()
    let duplicates = try replica.patronDuplicates()
    let clusters = try duplicates.clusters().compactMap { cluster in
      let patrons = try replica.candidates(of: cluster)
      return patrons.isEmpty ? nil : PatronDuplicatesShape.Cluster(cluster, patrons)
    }
    guard !workplace.json else {
      return Console.say(
        JSON.text(
          Answer(
            "patron-duplicates",
            PatronDuplicatesShape(compared: duplicates.patrons, clusters: clusters))))
    }
    for cluster in clusters {
      Console.say(
        cluster.evidence == "strong"
          ? "strong  same name and day of birth" : "weak  same name and branch")
      for patron in cluster.patrons {
        Console.say(
          "  \(patron.id)  card \(patron.cardEnd.map { "…\($0)" } ?? "too short to print")")
      }
      Console.say("")
    }
    let strong = clusters.count { $0.evidence == "strong" }
    Console.note(
      "\(duplicates.patrons) patrons compared, clusters: \(strong) strong, \(clusters.count - strong) weak."
    )
  }
}
