import CatchwordCore
import CatchwordLibrary

/// `describe main 31234 call-number "FIC MEL"`: edits the description of an item.
struct DescribeVerb: Verb {
  static let word = "describe"
  static let forms = [
    VerbForm(
      "describe HOST BARCODE FIELD TEXT",
      "Edits the item's call-number, location, note, barcode or part: of which part of the work it is."
    )
  ]
  static let fields: [(name: String, number: Int)] = [
    ("call-number", ItemField.callNumber), ("location", ItemField.shelvingLocation),
    ("note", ItemField.notePublic), ("barcode", ItemField.barcode),
    ("part", ItemField.enumeration),
  ]

  let host: String
  let barcode: String
  let field: String
  let text: String

  init(host: String, barcode: String, field: String, text: String) {
    self.host = host
    self.barcode = barcode
    self.field = field
    self.text = text
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    let name = try words.take("a field")
    guard Self.fields.contains(where: { $0.name == name }) else {
      let known = Self.fields.map(\.name).joined(separator: ", ")
      throw StoryError("an item has no field `\(name)` here; there are \(known)")
    }
    field = name
    text = try words.take("a text")
  }

  var arguments: [String] { [host, barcode, field, text] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, let item = try run.item(barcode, at: place),
      let number = Self.fields.first(where: { $0.name == field })?.number
    else { return run.say("\(Plan.line(self)): no such item here") }
    try run.edit(
      .setItem(item.id, [FieldValue(number, .text(text))], settles: []), at: place, step)
  }
}
