package import CatchwordCore

/// Where a link to an authority leads, once those that were merged into others are followed.
package enum AuthorityEnd: Hashable, Sendable {
  /// An established authority.
  case standing(RecordView)
  /// A retired one that several took the place of, or none; or the least of a circle.
  case undecided(RecordID)
  /// Deleted, or not here yet.
  case unknown
}

extension RecordView {
  package var isRetired: Bool { self[AuthorityField.status].text == AuthorityField.retired }

  /// An authority's heading in use, with its tag.
  package var heading: (tag: String, content: FieldContent)? {
    guard let tag = self[AuthorityField.tag].text, let text = self[AuthorityField.heading].text
    else { return nil }
    return (tag, FieldContent(text))
  }

  /// Whether a bib's field names an authority, or somebody decided that it names none. A null that
  /// the text's own commit wrote belongs to the text; one written for itself is a decision.
  package var isHeadingDecided: Bool {
    guard let link = state.registers[BibChildField.authority]?.siblings.first else { return false }
    let content = state.registers[BibChildField.content]?.siblings.first
    return !link.value.isNull || link.stamp.dot != content?.stamp.dot
  }

  /// Whether a field 4XX of an authority was its heading once: the third character of `$w`.
  package var isFormerHeading: Bool {
    guard self[AuthorityChildField.tag].text?.utf8.first == UInt8(ascii: "4"),
      let control = FieldContent(self[AuthorityChildField.content].text ?? "")["w"]
    else { return false }
    return ["a", "e", "o"].contains(control.unicodeScalars.dropFirst(2).first)
  }
}

extension RecordReading {
  /// The further fields of an authority, in their order, dead ones too.
  package func authorityFields(of authority: RecordID) throws -> [RecordView] {
    try records(
      kind: LibraryKind.authorityField, where: AuthorityChildField.authority,
      is: .record(authority)
    ).sorted { a, b in
      let (first, second) = (a[AuthorityChildField.position], b[AuthorityChildField.position])
      return first == second ? a.id < b.id : first < second
    }
  }

  package func liveAuthorityFields(of authority: RecordID) throws -> [RecordView] {
    try authorityFields(of: authority).filter { !$0.state.isDead }
  }

  /// Those that took the place of a retired authority, ascending.
  package func successors(of authority: RecordID) throws -> [RecordID] {
    Set(
      try liveAuthorityFields(of: authority)
        .compactMap { $0[AuthorityChildField.successor].record }
    ).sorted()
  }

  package func authorityEnd(of id: RecordID) throws -> AuthorityEnd {
    var path: [RecordID] = []
    var current = id
    while true {
      guard let view = try record(kind: LibraryKind.authority, current), !view.state.isDead else {
        return .unknown
      }
      guard view.isRetired else { return .standing(view) }
      if let start = path.firstIndex(of: current) {
        return .undecided(path[start...].min() ?? current)
      }
      path.append(current)
      let next = try successors(of: current)
      guard next.count == 1 else { return .undecided(current) }
      current = next[0]
    }
  }

  /// The authority and all whose links may lead to it, the nearest first.
  package func authoritiesLeading(to id: RecordID) throws -> [RecordID] {
    var found = [id]
    var index = 0
    while index < found.count {
      let naming = try records(
        kind: LibraryKind.authorityField, where: AuthorityChildField.successor,
        is: .record(found[index]))
      let next = Set(naming.compactMap { $0[AuthorityChildField.authority].record })
      found += next.sorted().filter { !found.contains($0) }
      index += 1
    }
    return found
  }

  /// The authorities to which a link may lead, the authority itself first.
  package func authoritiesReached(from id: RecordID) throws -> [RecordID] {
    var found = [id]
    var index = 0
    while index < found.count {
      found += try successors(of: found[index]).filter { !found.contains($0) }
      index += 1
    }
    return found
  }

  /// Living fields of bibs that name an authority, ascending by id.
  package func linkedFields(to authority: RecordID) throws -> [RecordView] {
    try records(
      kind: LibraryKind.bibField, where: BibChildField.authority, is: .record(authority)
    ).filter { !$0.state.isDead }
  }

  /// The heading that a field shows which names an authority: that of where the link leads, or of
  /// the authority itself while nobody has decided.
  package func controllingHeading(
    _ authority: RecordID
  ) throws -> (tag: String, content: FieldContent)? {
    if case .standing(let view) = try authorityEnd(of: authority) { return view.heading }
    guard let view = try record(kind: LibraryKind.authority, authority), !view.state.isDead else {
      return nil
    }
    return view.heading
  }

  /// What a bib's field shows: its own content, or the heading of its authority in it.
  package func shownContent(of field: RecordView) throws -> FieldContent {
    let content = FieldContent(field[BibChildField.content].text ?? "")
    guard let authority = field[BibChildField.authority].record else { return content }
    return try renderedContent(content, of: field, by: authority) ?? content
  }

  package func renderedContent(
    _ content: FieldContent, of field: RecordView, by authority: RecordID
  ) throws -> FieldContent? {
    guard let heading = try controllingHeading(authority) else { return nil }
    return HeadingRendering.shown(
      content, tag: field[BibChildField.tag].text ?? "", by: heading.content,
      headingTag: heading.tag)
  }

  /// Living, established authorities of that very heading, ascending by id.
  package func established(_ key: HeadingKey) throws -> [RecordView] {
    try bearers(of: key).filter { !$0.isRetired }
  }

  /// Living authorities of that very heading, retired ones too.
  package func bearers(of key: HeadingKey) throws -> [RecordView] {
    try records(kind: LibraryKind.authority, where: AuthorityField.key, is: .text(key.text))
      .filter { !$0.state.isDead }
  }
}
