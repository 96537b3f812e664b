import CatchwordLibrary

/// `mark main 31234 lost`: states something about an item.
struct MarkVerb: Verb {
  static let word = "mark"
  static let forms = [
    VerbForm(
      "mark HOST BARCODE MARK",
      "States that an item is lost, missing, found, damaged, withdrawn, deleted, repaired, reinstated, "
        + "reference or circulating, incomplete or complete, kept back for its preservation "
        + "(preservation-hold) or no longer (preservation-released), or that its borrower claims to have "
        + "returned it (claims-returned)."
    )
  ]

  let host: String
  let barcode: String
  let mark: Mark

  init(host: String, barcode: String, mark: Mark) {
    self.host = host
    self.barcode = barcode
    self.mark = mark
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    let word = try words.take("a mark")
    guard let mark = Mark(word: word) else {
      let known = Mark.allCases.map(\.word).joined(separator: ", ")
      throw StoryError("there is no mark `\(word)`; there are \(known)")
    }
    self.mark = mark
  }

  var arguments: [String] { [host, barcode, mark.word] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.desk(.mark(mark, barcode: barcode, reason: nil), at: host, step)
  }
}
