import CatchwordCore

/// Case 36: a retired authority that several took the place of, or none, and bibs that name it still.
///
/// No machine can say which of the headings each bib means, so there is one entry with the list of
/// the bibs, and it is gone once the last of them names another. Where exactly one authority took the
/// place, links follow it and nobody is asked.
struct RetiredAuthority {
  let id: RecordID
  let heading: String
  let successors: [RecordID]
  /// One field of each bib, ascending by bib.
  let fields: [(bib: RecordID, field: RecordView)]

  /// Nil where links lead on, or no living bib names it.
  init?(_ id: RecordID, _ view: RecordView, in reader: any RecordReading) throws {
    guard view.isRetired, case .undecided(id) = try reader.authorityEnd(of: id) else { return nil }
    self.id = id
    heading = view.heading.map { $0.content.words } ?? id.description
    successors = try reader.successors(of: id)
    var first: [RecordID: RecordView] = [:]
    for other in try reader.authoritiesLeading(to: id) {
      guard case .undecided(id) = try reader.authorityEnd(of: other) else { continue }
      for field in try reader.linkedFields(to: other) {
        guard let bib = field[BibChildField.bib].record,
          let record = try reader.record(kind: LibraryKind.bib, bib), !record.state.isDead
        else { continue }
        if let known = first[bib], known.id < field.id { continue }
        first[bib] = field
      }
    }
    guard !first.isEmpty else { return nil }
    fields = first.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func review(hashing: Hashing) -> ReviewItem? {
    let subject = Subject.record(kind: LibraryKind.authority, id)
    let sides = fields.prefix(Limits.bibsOfOneRetiredAuthority).enumerated().compactMap {
      index, each -> ReviewSide? in
      guard let link = each.field.state.registers[BibChildField.authority]?.siblings.first else {
        return nil
      }
      let content = FieldContent(each.field[BibChildField.content].text ?? "")
      return ReviewSide(
        letter: [ReviewSide].letter(index),
        text: "Bib \(each.bib): \(each.field[BibChildField.tag].text ?? "?") \(content)",
        dot: link.stamp.dot)
    }
    let became =
      successors.isEmpty
      ? "nothing took its place" : "\(successors.count) took its place"
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .retiredAuthority(id)),
      conflictCase: ConflictCase.linkToRetired, severity: .b, owner: "", subject: subject,
      summary: "\(heading) was retired, \(became), and \(fields.count) "
        + "\(fields.count == 1 ? "bib names" : "bibs name") it",
      sides: sides,
      proposal: "Give each bib its own heading: catchword authority link BIB --field TAG --to "
        + (successors.isEmpty
          ? "AUTHORITY" : successors.map(\.description).joined(separator: " or ")))
  }
}
