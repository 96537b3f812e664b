import CatchwordCore
import CatchwordLibrary

/// `retitle main 31234 "Moby Dick"`: edits the title of an item's bib.
struct RetitleVerb: Verb {
  static let word = "retitle"
  static let forms = [
    VerbForm(
      "retitle HOST BARCODE TITLE", "Edits field 245 of the item's bib, as the host shows it now.")
  ]

  let host: String
  let barcode: String
  let title: String

  init(host: String, barcode: String, title: String) {
    self.host = host
    self.barcode = barcode
    self.title = title
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    title = try words.take("a title")
  }

  var arguments: [String] { [host, barcode, title] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.bibEdit(barcode, "245", at: place, step) { field in
      .setField(field.id, content: CatalogEdit.title(title).content, settles: [])
    }
  }
}
