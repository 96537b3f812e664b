import Catchword
import CatchwordCore
import CatchwordLibrary

/// `authority main rename "Whales" "Cetacea"`: somebody keeps the headings that bibs share.
struct AuthorityVerb: Verb {
  enum Change: Hashable, Sendable {
    case add(String)
    case rename(String, to: String)
    case retire(String, into: [String])
    case establish(String)
    case link(barcode: String, String)
    case unlink(barcode: String)
  }

  static let word = "authority"
  static let forms = [
    VerbForm("authority HOST add HEADING", "A subject heading that bibs may share, field 150."),
    VerbForm(
      "authority HOST rename HEADING NEW",
      "Changes the heading; the old one stays as an earlier one."),
    VerbForm(
      "authority HOST retire HEADING [into HEADING]…",
      "Retires it; one takes its place, or several do, or none."),
    VerbForm("authority HOST establish HEADING", "Takes a retirement back."),
    VerbForm(
      "authority HOST link BARCODE HEADING",
      "Lets the first field 650 of the bib name the authority."),
    VerbForm("authority HOST unlink BARCODE", "Leaves the first field 650 of the bib to itself."),
  ]

  let host: String
  let change: Change

  init(host: String, _ change: Change) {
    self.host = host
    self.change = change
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    switch try words.take("a change") {
    case "add": change = .add(try words.take("a heading"))
    case "rename":
      change = .rename(try words.take("a heading"), to: try words.take("a heading"))
    case "retire":
      let heading = try words.take("a heading")
      var heirs: [String] = []
      while words.skip("into") { heirs.append(try words.take("a heading")) }
      change = .retire(heading, into: heirs)
    case "establish": change = .establish(try words.take("a heading"))
    case "link": change = .link(barcode: try words.take("a barcode"), try words.take("a heading"))
    case "unlink": change = .unlink(barcode: try words.take("a barcode"))
    case let word:
      throw StoryError(
        "`\(word)` is no change; write `add`, `rename`, `retire`, `establish`, `link` or `unlink`")
    }
  }

  var arguments: [String] {
    switch change {
    case .add(let heading): [host, "add", heading]
    case .rename(let heading, let new): [host, "rename", heading, new]
    case .retire(let heading, let heirs):
      [host, "retire", heading] + heirs.flatMap { ["into", $0] }
    case .establish(let heading): [host, "establish", heading]
    case .link(let barcode, let heading): [host, "link", barcode, heading]
    case .unlink(let barcode): [host, "unlink", barcode]
    }
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.staff(at: place, Plan.line(self)) {
      guard let edit = try edit(at: place, in: run) else { return "no such heading here" }
      _ = try run.commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { reader, mint in
          try edit.plan(in: reader, mint: mint).operations
        }
      }
      return "saved"
    }
  }

  /// Nil where the host knows no such heading or no such field.
  private func edit(at place: Host, in run: Run) throws -> AuthorityEdit? {
    try run.use(place) { engine in
      try engine.read { reader -> AuthorityEdit? in
        switch change {
        case .add(let heading):
          return .add(tag: "150", heading: Self.content(heading), variants: [])
        case .rename(let heading, let new):
          return try Self.find(heading, in: reader)
            .map { .setHeading($0, Self.content(new), settles: []) }
        case .retire(let heading, let heirs):
          let heirs = try heirs.compactMap { try Self.find($0, in: reader) }
          return try Self.find(heading, in: reader).map { .retire($0, into: heirs) }
        case .establish(let heading):
          return try Self.find(heading, in: reader).map { .reestablish($0) }
        case .link(let barcode, let heading):
          guard let field = try Self.subject(of: barcode, in: reader),
            let authority = try Self.find(heading, in: reader)
          else { return nil }
          return .link(field: field, to: authority)
        case .unlink(let barcode):
          return try Self.subject(of: barcode, in: reader).map { .link(field: $0, to: nil) }
        }
      }
    }
  }

  private static func content(_ heading: String) -> FieldContent {
    FieldContent(subfields: [FieldContent.Subfield("a", heading)])
  }

  /// Established ones before retired ones, then by id.
  private static func find(
    _ heading: String, in reader: any RecordReading
  ) throws -> RecordID? {
    guard let key = HeadingKey(tag: "150", content(heading)) else { return nil }
    let bearers = try reader.bearers(of: key)
    return (bearers.first { !$0.isRetired } ?? bearers.first)?.id
  }

  private static func subject(
    of barcode: String, in reader: any RecordReading
  ) throws -> RecordID? {
    let items = try reader.records(
      kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
    guard let bib = items.first?[ItemField.bib].record else { return nil }
    return try reader.liveFields(of: bib).first { $0[BibChildField.tag] == .text("650") }?.id
  }
}

extension Run {
  /// The authorities that a bib names and those to which its links lead on.
  func authorities(of bib: RecordID?, at host: Host) throws -> Set<RecordID> {
    guard let bib, domain.domain.schema.kind(LibraryKind.authority) != nil else { return [] }
    return try use(host) { engine in
      try engine.read { reader in
        let links = try reader.liveFields(of: bib).compactMap { $0[BibChildField.authority].record }
        return Set(try links.flatMap { try reader.authoritiesReached(from: $0) })
      }
    }
  }

  /// What the first field 650 of an item's bib shows.
  func heading(of barcode: String, at host: Host) throws -> String? {
    try use(host) { engine in
      try engine.read { reader in
        let items = try reader.records(
          kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
        guard let bib = items.first?[ItemField.bib].record,
          let field = try reader.liveFields(of: bib).first(where: {
            $0[BibChildField.tag] == .text("650")
          })
        else { return nil }
        return try reader.shownContent(of: field).words
      }
    }
  }
}
