import CatchwordCore

/// Review items for what was edited twice, or deleted and edited, without one knowing of the other.
///
/// The later edit is shown meanwhile and the others are kept beside it; an edit outlives a deletion
/// that had not seen it.
struct RegisterConflicts {
  /// How a record's conflicts are told, and under which case.
  struct Telling {
    let edited: Int
    let deleted: Int
    /// The record at the beginning of a sentence: `Field 245`, `The item`.
    let name: String
    /// Fields that no person decides about.
    var silent: Set<Int> = []
    /// Whether values must not appear in a text (patrons).
    var isConfidential = false
  }

  let hashing: Hashing
  let subject: Subject
  let owner: String

  /// Ascending by field; a survived deletion last.
  func items(in view: RecordView, _ telling: Telling) -> [ReviewItem] {
    let fields = view.state.registers.filter { !$0.value.alternates.isEmpty }.keys.sorted()
    var items = fields.filter { !telling.silent.contains($0) }.map { field in
      edited(view, field, telling)
    }
    // Where another deletion stands, nothing came of the record's survival.
    if !view.state.survivedDeletions.isEmpty && !view.state.isDead {
      items.append(deleted(view, telling))
    }
    return items
  }

  /// The same in one line each, for `why`.
  func explanations(_ items: [ReviewItem]) -> [String] {
    items.map { item in
      let who = item.owner.isEmpty ? "cataloguing" : item.owner
      return "\(item.summary) (case \(item.conflictCase), commits "
        + item.sides.map { "\($0.dot.writer.key.hex.prefix(16))/\($0.dot.number)" }
        .joined(separator: " and ") + "); \(who) reviews."
    }
  }

  private func edited(_ view: RecordView, _ field: Int, _ telling: Telling) -> ReviewItem {
    let siblings = view.state.registers[field]?.siblings ?? []
    let shown = siblings.first?.value ?? .null
    var latest: [Value: Stamp] = [:]
    for sibling in siblings {
      latest[sibling.value] = max(latest[sibling.value] ?? sibling.stamp, sibling.stamp)
    }
    let sides = latest.sorted { $0.value < $1.value }.enumerated().map { index, side in
      ReviewSide(
        letter: [ReviewSide].letter(index),
        text: text(side.key, telling) + (side.key == shown ? " (shown)" : ""),
        dot: side.value.dot, value: telling.isConfidential ? .null : side.key)
    }
    let kind = view.state.kind
    let name = LibrarySchema.current.kind(kind)?.field(field)?.name ?? "field \(field)"
    let words = String(name.map { $0 == "_" ? " " : $0 })
    let proposal = sides.first { $0.text.hasSuffix(" (shown)") }?.letter ?? "A"
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .field(kind: kind, view.id, field)),
      conflictCase: telling.edited, severity: .b, owner: owner, subject: subject,
      record: view.id, kind: kind, field: field,
      summary: "\(telling.name)'s \(words) was edited in \(sides.count) ways at once", sides: sides,
      proposal: telling.edited == ConflictCase.descriptionEditedTwice
        ? "The owning branch decides; \(proposal) is shown." : "Compare; \(proposal) is shown.")
  }

  private func text(_ value: Value, _ telling: Telling) -> String {
    if telling.isConfidential { return "one of the values" }
    switch value {
    case .null: return "nothing"
    case .integer(let integer): return String(integer)
    case .text(let text): return FieldContent(text).description
    case .bytes(let bytes): return bytes.hex
    case .record(let id): return id.description
    }
  }

  private func deleted(_ view: RecordView, _ telling: Telling) -> ReviewItem {
    let stones = view.state.survivedDeletions
    let write = view.state.registers.values.flatMap(\.siblings).map(\.stamp).max()
    let deletion = stones[stones.count - 1].stamp.dot
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .deletion(kind: view.state.kind, view.id)),
      conflictCase: telling.deleted, severity: .b, owner: owner, subject: subject,
      record: view.id, kind: view.state.kind,
      summary: "\(telling.name) was deleted and edited at once; it stays",
      sides: [
        ReviewSide(letter: "A", text: "It was edited: keep it.", dot: write?.dot ?? deletion),
        ReviewSide(letter: "B", text: "It was deleted: delete it.", dot: deletion),
      ],
      proposal: "Keep A, unless it is really to go.")
  }
}

extension RegisterConflicts.Telling {
  static let description = Self(
    edited: ConflictCase.descriptionEditedTwice, deleted: ConflictCase.recordDeletedAndEdited,
    name: "The item", silent: [ItemField.imported])

  static let bib = Self(
    edited: ConflictCase.fieldEditedTwice, deleted: ConflictCase.bibDeletedInUse,
    name: "The bib", silent: [BibField.imported, BibField.touched])

  static func field(_ tag: String) -> Self {
    Self(
      edited: ConflictCase.fieldEditedTwice, deleted: ConflictCase.fieldDeletedAndEdited,
      name: "Field \(tag)",
      silent: [BibChildField.imported, BibChildField.position, BibChildField.original])
  }

  static let authority = Self(
    edited: ConflictCase.fieldEditedTwice, deleted: ConflictCase.recordDeletedAndEdited,
    name: "The authority",
    silent: [AuthorityField.imported, AuthorityField.touched, AuthorityField.key])

  static func authorityField(_ tag: String) -> Self {
    Self(
      edited: ConflictCase.fieldEditedTwice, deleted: ConflictCase.fieldDeletedAndEdited,
      name: "The authority's field \(tag)",
      silent: [
        AuthorityChildField.imported, AuthorityChildField.position, AuthorityChildField.original,
        AuthorityChildField.key,
      ])
  }

  static let patron = Self(
    edited: ConflictCase.descriptionEditedTwice, deleted: ConflictCase.recordDeletedAndEdited,
    name: "A patron", isConfidential: true)

  static let branch = Self(
    edited: ConflictCase.descriptionEditedTwice, deleted: ConflictCase.recordDeletedAndEdited,
    name: "The branch")
}
