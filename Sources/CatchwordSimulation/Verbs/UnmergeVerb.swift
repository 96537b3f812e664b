import CatchwordLibrary

/// `unmerge east patron p12`: takes a merge back.
struct UnmergeVerb: Verb {
  static let word = "unmerge"
  static let forms = [
    VerbForm("unmerge HOST bib BARCODE", "The bib that the item names stands for itself again."),
    VerbForm("unmerge HOST patron CARD", "The patron stands for themselves again."),
  ]

  let host: String
  let sort: MergedSort
  let reference: String

  init(host: String, _ sort: MergedSort, _ reference: String) {
    self.host = host
    self.sort = sort
    self.reference = reference
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    sort = try words.mergedSort()
    reference = try words.take(sort.reference)
  }

  var arguments: [String] { [host, sort.rawValue, reference] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, let record = try run.mergeable(sort, reference, at: place) else {
      return run.say("\(Plan.line(self)): no such \(sort.rawValue) here")
    }
    let edit: CatalogEdit =
      switch sort {
      case .bib: .unmergeBib(record, reason: "they are two")
      case .patron: .unmergePatron(record, reason: "they are two")
      }
    try run.edit(edit, at: place, step)
  }
}
