import Catchword
import CatchwordCore
import CatchwordLibrary

/// `merge main bib 31234 into 31235`: staff declare two records one; the first gives way.
struct MergeVerb: Verb {
  static let word = "merge"
  static let forms = [
    VerbForm(
      "merge HOST bib BARCODE into BARCODE",
      "Merges the bib that the first item names into that of the second."),
    VerbForm("merge HOST patron CARD into CARD", "Merges the first patron into the second."),
  ]

  let host: String
  let sort: MergedSort
  let from: String
  let into: String

  init(host: String, _ sort: MergedSort, from: String, into: String) {
    self.host = host
    self.sort = sort
    self.from = from
    self.into = into
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    sort = try words.mergedSort()
    from = try words.take(sort.reference)
    try words.expect("into")
    into = try words.take(sort.reference)
  }

  var arguments: [String] { [host, sort.rawValue, from, "into", into] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, let from = try run.mergeable(sort, from, at: place),
      let into = try run.mergeable(sort, into, at: place)
    else { return run.say("\(Plan.line(self)): no such \(sort.rawValue) here") }
    let edit: CatalogEdit =
      switch sort {
      case .bib: .mergeBib(from, into: into, reason: "they are one")
      case .patron: .mergePatron(from, into: into, reason: "they are one")
      }
    try run.edit(edit, at: place, step)
  }
}

/// What can be merged.
enum MergedSort: String, Sendable, CaseIterable {
  case bib
  case patron

  var reference: String { self == .bib ? "a barcode" : "a card" }
}

extension Words {
  mutating func mergedSort() throws -> MergedSort {
    let word = try take("`bib` or `patron`")
    guard let sort = MergedSort(rawValue: word) else {
      throw StoryError("`bib` or `patron` can be merged, not `\(word)`")
    }
    return sort
  }
}

extension Run {
  /// The record that a barcode or a card names by itself, merged or not.
  func mergeable(_ sort: MergedSort, _ reference: String, at host: Host) throws -> RecordID? {
    guard sort == .patron else { return try item(reference, at: host)?[ItemField.bib].record }
    return try use(host) { engine in
      try engine.read { try $0.patrons(card: reference).first?.id }
    }
  }
}
