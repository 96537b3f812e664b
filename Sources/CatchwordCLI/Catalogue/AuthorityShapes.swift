import Catchword
import CatchwordCore
import CatchwordLibrary

// Authorities as scripts read them.

struct AuthorityListShape: Encodable {
  struct Line: Encodable {
    let id: String
    let tag: String
    let heading: String
    let standing: String

    init(_ line: HeadingLine) {
      id = line.id.description
      tag = line.tag
      heading = line.shown
      standing = line.standing
    }
  }

  let authorities: [Line]
}

struct AuthorityShape: Encodable {
  struct Field: Encodable {
    let id: String
    let tag: String
    let content: String
    let former: Bool
  }

  struct Bib: Encodable {
    let id: String
    let title: String
    let tag: String
    /// As the bib shows it.
    let content: String
  }

  let id: String
  let tag: String
  let heading: String
  let alternates: [String]
  let standing: String
  @OrNull var number: String?
  let successors: [String]
  let fields: [Field]
  let bibs: [Bib]

  init(_ card: AuthorityCard) {
    id = card.id.description
    tag = card.tag
    heading = DollarForm.text(card.heading)
    alternates = card.alternates.map(DollarForm.text)
    standing = card.standing
    number = card.number
    successors = card.successors.map(\.description)
    fields = card.fields.map {
      Field(
        id: $0.id.description, tag: $0.tag, content: DollarForm.text($0.content),
        former: $0.isFormer)
    }
    bibs = card.links.map {
      Bib(
        id: $0.bib.description, title: $0.title, tag: $0.tag, content: DollarForm.text($0.shown))
    }
  }
}

struct AuthorityLinkShape: Encodable {
  struct Link: Encodable {
    let bib: String
    let field: String
    let tag: String
    let content: String
    let authority: String
    /// `number` or `text`.
    let by: String
  }

  let dryRun: Bool
  /// The sum of the four below.
  let read: Int
  let decided: Int
  let linked: Int
  let ambiguous: Int
  let unmatched: Int
  let links: [Link]
  let acknowledged: [AcknowledgementShape]

  enum CodingKeys: String, CodingKey {
    case dryRun = "dry_run"
    case read
    case decided
    case linked
    case ambiguous
    case unmatched
    case links
    case acknowledged
  }

  init(_ report: LinkingReport, isDryRun: Bool) {
    dryRun = isDryRun
    read = report.read
    decided = report.decided
    linked = report.links.count
    ambiguous = report.ambiguous
    unmatched = report.unmatched
    links = report.links.map {
      Link(
        bib: $0.bib.description, field: $0.field.description, tag: $0.tag,
        content: DollarForm.text($0.content), authority: $0.authority.description,
        by: $0.isByNumber ? "number" : "text")
    }
    acknowledged = report.acknowledgements.map(AcknowledgementShape.init)
  }
}

/// Authorities for people.
enum AuthorityText {
  static func lines(_ card: AuthorityCard) -> [String] {
    var lines = ["\(card.tag)    \(DollarForm.text(card.heading))  [\(card.id), \(card.standing)]"]
    lines += card.alternates.map { "  also \(DollarForm.text($0))" }
    if let number = card.number { lines.append("number \(number)") }
    lines += card.successors.map { "now    \($0)" }
    lines += card.fields.map { field in
      let mark = field.isFormer ? ", earlier" : ""
      return "\(field.tag)    \(DollarForm.text(field.content))  [\(field.id)\(mark)]"
    }
    lines += card.links.map { link in
      "bib    \(link.bib)  \(link.title)  \(link.tag) \(DollarForm.text(link.shown))"
    }
    if card.links.isEmpty { lines.append("no bib names it") }
    return lines
  }
}
