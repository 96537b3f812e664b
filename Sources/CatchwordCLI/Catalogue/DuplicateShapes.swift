import Catchword
import CatchwordCore
import CatchwordLibrary

/// What `bib duplicates` answers under `--json`.
struct BibDuplicatesShape: Encodable {
  struct Number: Encodable {
    /// `OCLC`, `LCCN` or `ISBN`.
    let kind: String
    let number: String

    init(_ identifier: BibIdentifier) {
      kind = identifier.kind.name
      number = identifier.number
    }
  }

  struct Crowd: Encodable {
    let number: Number
    let bibs: Int

    init(_ crowded: CrowdedNumber) {
      number = Number(crowded.identifier)
      bibs = crowded.bibs
    }
  }

  /// Living bibs that were compared.
  let compared: Int
  let unreadableISBNs: Int
  /// Numbers of too many bibs; they join none.
  let crowded: [Crowd]
  let clusters: [BibClusterShape]

  enum CodingKeys: String, CodingKey {
    case compared
    case unreadableISBNs = "unreadable_isbns"
    case crowded
    case clusters
  }
}

/// Bibs that are likely one, the one to keep first.
struct BibClusterShape: Encodable {
  struct Holding: Encodable {
    let branch: String
    let items: Int
  }

  struct Bib: Encodable {
    let id: String
    let title: String
    let author: String
    @OrNull var year: Int64?
    let items: Int
    let holdings: [Holding]
    /// Whether the proposal is to keep this one.
    let keep: Bool
  }

  /// `strong` or `weak`.
  let evidence: String
  let numbers: [BibDuplicatesShape.Number]
  let bibs: [Bib]

  init(_ cluster: BibCluster, _ bibs: [DuplicateBib]) {
    evidence = cluster.evidence.name
    numbers = cluster.numbers.map(BibDuplicatesShape.Number.init)
    self.bibs = bibs.enumerated().map { index, bib in
      Bib(
        id: bib.id.description, title: bib.title, author: bib.author, year: bib.year,
        items: bib.items,
        holdings: bib.holdings.map { Holding(branch: $0.branch, items: $0.items) },
        keep: index == 0)
    }
  }

  static let names = [
    "cluster", "evidence", "numbers", "keep", "id", "title", "author", "year", "items", "branches",
  ]

  /// A line a bib; the number of the cluster says which lines belong together.
  func lines(_ cluster: Int) -> [[String]] {
    bibs.map { bib in
      [
        "\(cluster)", evidence, numbersText, bib.keep ? "keep" : "", bib.id, bib.title, bib.author,
        bib.year.map { "\($0)" } ?? "", "\(bib.items)", Self.branches(of: bib),
      ]
    }
  }

  var numbersText: String {
    numbers.map { "\($0.kind) \($0.number)" }.joined(separator: ", ")
  }

  static func branches(of bib: Bib) -> String {
    bib.holdings.map { "\($0.branch.isEmpty ? "nobody" : $0.branch) \($0.items)" }
      .joined(separator: ", ")
  }
}

/// What `patron duplicates` answers under `--json`: ids and ends of cards, never a name.
struct PatronDuplicatesShape: Encodable {
  struct Patron: Encodable {
    let id: String
    @OrNull var cardEnd: String?

    enum CodingKeys: String, CodingKey {
      case id
      case cardEnd = "card_end"
    }
  }

  struct Cluster: Encodable {
    let evidence: String
    let patrons: [Patron]

    init(_ cluster: PatronCluster, _ patrons: [DuplicatePatron]) {
      evidence = cluster.evidence.name
      self.patrons = patrons.map { Patron(id: $0.id.description, cardEnd: $0.cardEnd) }
    }
  }

  /// Living patrons that were compared.
  let compared: Int
  let clusters: [Cluster]
}
