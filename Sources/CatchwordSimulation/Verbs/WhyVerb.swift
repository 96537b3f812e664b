import CatchwordCore
import CatchwordLibrary

/// `why main 31234`: the decisions about an item, each with its reason.
struct WhyVerb: Verb {
  static let word = "why"
  static let forms = [
    VerbForm(
      "why HOST BARCODE",
      "Writes down every decision about the item, or about a fund by its code, with its reason.")
  ]

  let host: String
  let barcode: String

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
  }

  var arguments: [String] { [host, barcode] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .expectation }

  func perform(_ step: Step, in run: Run) throws {
    try run.answer(self, at: host) { place in
      let fund = try run.fund(barcode, at: place)
      let subject =
        try fund.map { .record(kind: LibraryKind.fund, $0) } ?? run.subject(barcode, at: place)
      return try run.use(place) { engine in
        try engine.read { reader in
          var lines = try reader.explanations(of: subject)
          if case .record(BoardKind.note, let id) = subject {
            lines.append(run.boardStanding(of: try reader.record(kind: BoardKind.note, id)))
          } else if case .record(LibraryKind.item, let id) = subject {
            let view = try reader.record(kind: LibraryKind.item, id)
            lines.append(run.standing(of: view))
          }
          return lines
        }
      }
    }
  }
}

extension Run {
  /// Where the item is and what is said of it.
  func standing(of view: RecordView?) -> String {
    guard let view else { return "No record describes it." }
    typealias Column = ItemField.Derived
    let status = view.derived[Column.status]?.text ?? "unknown"
    let branch = view.derived[Column.custodyBranch]?.text ?? "nowhere known"
    switch view.derived[Column.custody]?.text {
    case "branch": return "It is at \(branch), \(status)."
    case "loan":
      let loan = view.derived[Column.loan]?.record?.description ?? ""
      return "It is with the borrower of loan \(loan), \(status)."
    case "transit":
      let sender = view.derived[Column.custodyFrom]?.text ?? "somewhere"
      return "It is on its way from \(sender) to \(branch), \(status)."
    default: return "Where it is nobody knows, \(status)."
    }
  }
}
