import CatchwordCore

/// Case 35: a field whose bare text is what an authority's heading was once. Somebody may have typed
/// it offline, from what they knew; the proposal is to let the authority control it.
struct FormerHeading {
  /// The field, with the established authorities that its text once was a heading of, ascending.
  let field: RecordView
  let targets: [RecordView]

  /// Nil where the field names an authority, where somebody decided that it is to name none, and
  /// where its text is a heading in use.
  init?(_ field: RecordView, in reader: any RecordReading) throws {
    guard !field.isHeadingDecided else { return nil }
    let tag = field[BibChildField.tag].text ?? ""
    let content = FieldContent(field[BibChildField.content].text ?? "")
    guard HeadingTag(ofBib: tag) != nil, let key = HeadingKey(tag: tag, content) else { return nil }
    let bearers = try reader.bearers(of: key)
    guard bearers.allSatisfy(\.isRetired) else { return nil }
    let former = try reader.records(
      kind: LibraryKind.authorityField, where: AuthorityChildField.key, is: .text(key.text)
    ).filter { !$0.state.isDead && $0.isFormerHeading }
    let authorities =
      bearers.map(\.id) + former.compactMap { $0[AuthorityChildField.authority].record }
    var targets: [RecordID: RecordView] = [:]
    for authority in authorities {
      guard case .standing(let view) = try reader.authorityEnd(of: authority),
        view.state.registers[AuthorityField.heading]?.siblings.isEmpty == false
      else { continue }
      targets[view.id] = view
    }
    guard !targets.isEmpty else { return nil }
    self.field = field
    self.targets = targets.values.sorted { $0.id < $1.id }
  }

  func review(_ conflicts: RegisterConflicts) -> ReviewItem? {
    let tag = field[BibChildField.tag].text ?? "?"
    let content = FieldContent(field[BibChildField.content].text ?? "")
    guard let written = field.state.registers[BibChildField.content]?.siblings.first else {
      return nil
    }
    var sides = targets.enumerated().map { index, target in
      let heading = target.heading.map { $0.content.words } ?? target.id.description
      let dot = target.state.registers[AuthorityField.heading]?.siblings.first?.stamp.dot
      return ReviewSide(
        letter: [ReviewSide].letter(index), text: "Link it to \(heading) (\(target.id)).",
        dot: dot ?? written.stamp.dot, value: .record(target.id))
    }
    sides.append(
      ReviewSide(
        letter: [ReviewSide].letter(sides.count), text: "Leave \(tag) \(content) as it is.",
        dot: written.stamp.dot))
    return ReviewItem(
      id: ConflictName(hashing: conflicts.hashing)
        .id(conflicts.subject, .formerHeading(field.id)),
      conflictCase: ConflictCase.formerHeading, severity: .b, owner: conflicts.owner,
      subject: conflicts.subject, record: field.id, kind: LibraryKind.bibField,
      field: BibChildField.authority,
      summary: "Field \(tag) has what was a heading once: \(content.words)", sides: sides,
      proposal: targets.count == 1
        ? "Keep A, unless something else is meant." : "Keep the one that is meant.")
  }
}
