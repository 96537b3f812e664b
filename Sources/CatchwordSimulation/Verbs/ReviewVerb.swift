import CatchwordCore
import CatchwordLibrary

/// `review main`: the queue as a host shows it.
struct ReviewVerb: Verb {
  static let word = "review"
  static let forms = [
    VerbForm("review HOST", "Writes down the queue of all branches, as the host shows it.")
  ]

  let host: String

  init(_ words: inout Words) throws { host = try words.host() }

  var arguments: [String] { [host] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .expectation }

  func perform(_ step: Step, in run: Run) throws {
    try run.answer(self, at: host, orElse: "nothing to decide") { place in
      try run.use(place) { try $0.reviews() }.flatMap { item in
        let owner = item.owner.isEmpty ? "cataloguing" : item.owner
        let verdict = item.resolution.isEmpty ? "" : " (\(item.resolution))"
        let entry =
          "\(item.severity.letter) case \(item.conflictCase) \(owner): \(item.summary)\(verdict)"
        return [entry] + item.sides.map { "  \($0.letter) \($0.text)" }
      }
    }
  }
}

extension Run {
  /// Writes down what a host answers to a question.
  ///
  /// - Parameter nothing: what is written where there is no answer; nil: nothing.
  func answer(
    _ question: any Verb, at name: String, orElse nothing: String? = nil,
    _ lines: (Host) throws -> [String]
  ) throws {
    let host = try find(name)
    say(Plan.line(question))
    guard host.isReachable else { return sayMore("nobody can, it is \(host.condition)") }
    let lines = try lines(host)
    for line in lines.isEmpty ? [nothing].compactMap(\.self) : lines { sayMore(readable(line)) }
  }

  /// Conflicts about an item, its barcode, or its bib; most urgent first.
  func reviews(about barcode: String, at host: Host) throws -> [ReviewItem] {
    if domain.isBoard { return try boardReviews(about: barcode, at: host) }
    let item = try item(barcode, at: host)
    let bib = item?[ItemField.bib].record
    let authorities = try authorities(of: bib, at: host)
    let (funds, bibs, patrons) = try use(host) { engine in
      try engine.read { reader in
        (
          try reader.funds(code: barcode).map(\.id),
          try bib.map { try reader.bibsOne(with: $0) } ?? [],
          try reader.patrons(card: barcode).flatMap { try reader.patronsOne(with: $0.id) }
        )
      }
    }
    let field = { (each: ReviewItem) -> Bool in
      switch each.subject {
      case .record(LibraryKind.item, let id): id == item?.id
      case .record(LibraryKind.bib, let id), .record(LibraryKind.hold, let id): bibs.contains(id)
      case .record(LibraryKind.patron, let id), .record(LibraryKind.circulation, let id):
        patrons.contains(id)
      case .record(LibraryKind.authority, let id): authorities.contains(id)
      case .record(LibraryKind.fund, let id): funds.contains(id)
      case .text(LibraryKind.item, let text): text.utf8.elementsEqual(barcode.utf8)
      default: false
      }
    }
    return try use(host) { try $0.reviews() }.filter(field)
  }
}
