import Catchword
import CatchwordCore
import CatchwordLibrary

/// An entry of the queue as scripts read it; alike on every replica with the same commits.
struct ReviewShape: Encodable {
  struct Side: Encodable {
    let letter: String
    let text: String
    let writer: String
    let number: Int64
  }

  let id: String
  let conflictCase: Int
  let severity: String
  /// Empty: cataloguing's.
  let branch: String
  let about: String
  let summary: String
  let sides: [Side]
  let proposal: String
  let resolved: Bool
  let resolution: String

  enum CodingKeys: String, CodingKey {
    case id
    case conflictCase = "case"
    case severity
    case branch
    case about
    case summary
    case sides
    case proposal
    case resolved
    case resolution
  }

  init(_ item: ReviewItem, about: String) {
    id = item.id.word.hex
    conflictCase = item.conflictCase
    severity = item.severity.letter
    branch = item.owner
    self.about = about
    summary = item.summary
    sides = item.sides.map {
      Side(
        letter: $0.letter, text: $0.text, writer: $0.dot.writer.key.hex, number: $0.dot.number)
    }
    proposal = item.proposal
    resolved = item.isResolved
    resolution = item.resolution
  }
}

struct ReviewListShape: Encodable {
  let schema = "catchword.review/1"
  let open: [ReviewShape]
  /// There only where it was asked for.
  let resolved: [ReviewShape]?

  init(_ items: [ReviewItem], in replica: Replica, includesResolved: Bool) {
    let shapes = items.map { ReviewShape($0, about: replica.about($0)) }
    open = shapes.filter { !$0.resolved }
    resolved = includesResolved ? shapes.filter(\.resolved) : nil
  }
}

struct ReviewCardShape: Encodable {
  let entry: ReviewShape
  /// Every decision about the subject, a sentence each.
  let evidence: [String]
}

extension Replica {
  /// What an entry is about, as it is printed on the thing; its id where nothing is.
  func about(_ item: ReviewItem) -> String {
    switch item.subject {
    case .text(LibraryKind.policy, _): return "the lending policy"
    case .text(LibraryKind.circulation, _): return "a clock at \(item.owner)"
    case .text(_, let barcode): return "barcode \(barcode)"
    case .record(let kind, let id):
      let reference = id.description
      switch kind {
      case LibraryKind.item:
        guard let card = try? self.item(reference) else { return reference }
        let barcode = card.barcode ?? reference
        return card.title.isEmpty ? "barcode \(barcode)" : "\(card.title) (\(barcode))"
      case LibraryKind.bib: return title(ofBib: reference)
      case LibraryKind.hold: return "the queue for " + title(ofBib: reference)
      case LibraryKind.authority:
        guard let card = try? authority(reference) else { return reference }
        return "the heading \(card.heading.words)"
      case LibraryKind.patron: return "a patron (\(reference))"
      case LibraryKind.fund:
        return (try? fund(reference)).map { "fund \($0.fund.code)" } ?? reference
      default: return reference
      }
    }
  }

  private func title(ofBib reference: String) -> String {
    guard let card = try? bib(reference), !card.title.isEmpty else { return reference }
    return "\(card.title) (\(card.controlNumber ?? reference))"
  }

  /// - Returns: nothing where the subject has no explanations of its own.
  func evidence(of item: ReviewItem) throws -> [String] {
    switch item.subject {
    case .text(LibraryKind.policy, _): return []
    case .text(_, let barcode): return (try? why(barcode)) ?? []
    case .record(let kind, let id):
      let told = [
        LibraryKind.item, LibraryKind.bib, LibraryKind.hold, LibraryKind.authority,
        LibraryKind.fund,
      ]
      guard told.contains(kind) else { return [] }
      return try why(id.description)
    }
  }
}

/// Entries for people.
enum ReviewText {
  static func entry(_ item: ReviewItem, about: String) -> [String] {
    let owner = item.owner.isEmpty ? "cataloguing" : item.owner
    var lines = [
      "\(item.severity.letter)  \(item.id.word.hex.prefix(12))  \(owner)  \(about)",
      "   \(item.summary)",
    ]
    if item.isResolved { return lines + ["   Settled: \(item.resolution)"] }
    if !item.resolution.isEmpty { lines.append("   So far: \(item.resolution)") }
    lines.append("   Proposal: \(item.proposal)")
    return lines
  }

  static func whole(_ item: ReviewItem, about: String, evidence: [String]) -> [String] {
    var lines = entry(item, about: about)
    lines.append("   Case \(item.conflictCase), \(item.id.word.hex)")
    lines += item.sides.map { side in
      "   \(side.letter)  \(side.text)  [commit \(side.dot.writer.key.hex.prefix(16))/\(side.dot.number)]"
    }
    if !evidence.isEmpty {
      lines.append("   Evidence:")
      lines += evidence.map { "     \($0)" }
    }
    let isDecidable = !ConflictCase.undecidable.contains(item.conflictCase)
    if !item.isResolved, isDecidable, let first = item.sides.first {
      let id = item.id.word.hex.prefix(12)
      lines.append(
        "   Decide: catchword review resolve \(id) --keep \(first.letter) --note \"why\"")
    }
    return lines
  }
}
