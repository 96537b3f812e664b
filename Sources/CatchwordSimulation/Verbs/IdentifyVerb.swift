import CatchwordCore
import CatchwordLibrary

/// `identify east 60002 oclc 1234567`: a cataloguer types the number of an edition.
struct IdentifyVerb: Verb {
  enum Sort: String, CaseIterable, Sendable {
    case oclc
    case lccn
    case isbn

    var tag: String {
      switch self {
      case .oclc: "035"
      case .lccn: "010"
      case .isbn: "020"
      }
    }
  }

  static let word = "identify"
  static let forms = [
    VerbForm(
      "identify HOST BARCODE oclc|lccn|isbn NUMBER",
      "Gives the item's bib a number of that sort, in field 035, 010 or 020.")
  ]

  let host: String
  let barcode: String
  let sort: Sort
  let number: String

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    sort = try words.choice()
    number = try words.take("a number")
  }

  var arguments: [String] { [host, barcode, sort.rawValue, number] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  /// As it stands in the field.
  var text: String { sort == .oclc ? "(OCoLC)\(number)" : number }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, let bib = try run.item(barcode, at: place)?[ItemField.bib].record
    else { return run.say("\(Plan.line(self)): no such bib") }
    let content = FieldContent(subfields: [FieldContent.Subfield("a", text)])
    let field = CatalogEdit.NewField(tag: sort.tag, content: content)
    try run.edit(.addField(bib: bib, field, after: nil), at: place, step)
  }
}
