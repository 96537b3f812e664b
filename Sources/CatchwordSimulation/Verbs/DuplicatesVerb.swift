import Catchword
import CatchwordCore
import CatchwordLibrary

/// `duplicates main bibs`: what is likely one, as a host shows it.
struct DuplicatesVerb: Verb {
  enum Sort: String, CaseIterable, Sendable {
    case bibs
    case patrons
  }

  static let word = "duplicates"
  static let forms = [
    VerbForm(
      "duplicates HOST bibs|patrons",
      "Writes down which bibs, by their items, or which patrons, by their cards, are likely one, and "
        + "by how much.")
  ]

  let host: String
  let sort: Sort

  init(_ words: inout Words) throws {
    host = try words.host()
    sort = try words.choice()
  }

  var arguments: [String] { [host, sort.rawValue] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .expectation }

  func perform(_ step: Step, in run: Run) throws {
    try run.answer(self, at: host, orElse: "none are alike") { place in
      try run.use(place) { engine in
        try engine.read { try sort == .bibs ? $0.likelyBibs() : $0.likelyPatrons() }
      }
    }
  }
}

extension StateReading {
  fileprivate func likelyBibs() throws -> [String] {
    var duplicates = BibDuplicates()
    for bib in try standing(.bib) {
      duplicates.take(bib.id, BibIdentifiers(try liveFields(of: bib.id)))
    }
    return try duplicates.clusters().map { cluster in
      let labels = try cluster.bibs.flatMap { bib in
        try items(of: bib).compactMap { $0[ItemField.barcode].text }
      }.sorted()
      let numbers = cluster.numbers.map(\.description).joined(separator: ", ")
      return "\(cluster.evidence.name), \(numbers): \(labels.joined(separator: ", "))"
    }
  }

  fileprivate func likelyPatrons() throws -> [String] {
    var duplicates = PatronDuplicates()
    for patron in try standing(.patron) {
      duplicates.take(
        patron.id, name: patron[PatronField.name].text ?? "",
        birthDate: patron[PatronField.birthDate].integer,
        branch: patron[PatronField.branch].text ?? "")
    }
    return try duplicates.clusters().map { cluster in
      let cards = try cluster.patrons.compactMap {
        try record(kind: LibraryKind.patron, $0)?[PatronField.card].text
      }.sorted()
      return "\(cluster.evidence.name): \(cards.joined(separator: ", "))"
    }
  }

  /// Those that live and stand for themselves.
  private func standing(_ redirection: Redirection) throws -> [RecordView] {
    try everyRecord(kind: redirection.kind).filter { record in
      try !record.state.isDead && survivor(of: record.id, redirection) == record.id
    }
  }
}
