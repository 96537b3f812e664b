package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

extension Replica {
  /// - Parameter reference: a record id, a number such as `(CONS)12` or `n79021164`, or a control
  ///   number.
  package func authority(_ reference: String) throws -> AuthorityCard {
    try store.read { reader in
      let ids = try Lookup(reader).authorities(reference)
      return try reader.authorityCard(only(of: ids, "authority", reference))
    }
  }

  /// Headings in their order, from the first that is not before the words.
  ///
  /// - Parameters:
  ///   - words: the beginning of a heading's first subfield; nil for all.
  ///   - sort: only these; nil for all.
  package func headings(
    beginningWith words: String?, sort: HeadingSort?, includesRetired: Bool, limit: Int
  ) throws -> [HeadingLine] {
    try store.read { reader in
      var lines: [HeadingLine] = []
      for sort in sort.map({ [$0] }) ?? HeadingSort.allCases where lines.count < limit {
        let key = words.flatMap {
          HeadingKey(
            tag: "1" + sort.rawValue, FieldContent(subfields: [FieldContent.Subfield("a", $0)]))
        }
        guard words == nil || key != nil else { continue }
        let first = key?.text ?? sort.rawValue
        var last: (value: Value, id: RecordID)?
        repeat {
          let page = try reader.records(
            kind: LibraryKind.authority, byDerived: AuthorityField.Derived.sortKey,
            from: .text(first), below: .text(first + "\u{10ffff}"), limit: Self.headingsPage,
            after: last)
          for view in page where lines.count < limit && (includesRetired || !view.isRetired) {
            lines.append(
              HeadingLine(
                id: view.id, tag: view[AuthorityField.tag].text ?? "",
                shown: view.derived[AuthorityField.Derived.shown]?.text ?? "",
                standing: view.derived[AuthorityField.Derived.standing]?.text ?? ""))
          }
          last = page.last.flatMap { view in
            view.derived[AuthorityField.Derived.sortKey].map { ($0, view.id) }
          }
          if page.count < Self.headingsPage { last = nil }
        } while last != nil && lines.count < limit
      }
      return lines
    }
  }

  private static var headingsPage: Int { 500 }

  /// One edit of an authority, or of what it controls.
  package func perform(_ edit: AuthorityEdit, staff: String) throws -> Performed<RecordID> {
    try commit(staff: staff) { transaction, _ in
      let plan = try edit.plan(in: transaction) { try transaction.mint() }
      for operation in plan.operations { try transaction.stage(operation) }
      return plan.record
    }
  }
}

extension Lookup {
  func authorities(_ reference: String) throws -> [RecordID] {
    for field in [AuthorityField.number, AuthorityField.controlNumber] {
      let found = try living(field, reference)
      if !found.isEmpty { return found }
    }
    if let number = try? LCCN(reference) {
      let found = try living(AuthorityField.lccn, number.normalForm)
      if !found.isEmpty { return found }
    }
    return try existing(LibraryKind.authority, reference)
  }

  private func living(_ field: Int, _ text: String) throws -> [RecordID] {
    try reader.records(kind: LibraryKind.authority, where: field, is: .text(text))
      .filter { !$0.state.isDead }.map(\.id)
  }
}

extension StoreReader {
  func authorityCard(_ id: RecordID) throws -> AuthorityCard {
    guard let view = try record(kind: LibraryKind.authority, id) else {
      throw ShowError.unknown("authority", id.description)
    }
    let fields = try liveAuthorityFields(of: id)
    return AuthorityCard(
      id: id, tag: view[AuthorityField.tag].text ?? "",
      heading: FieldContent(view[AuthorityField.heading].text ?? ""),
      alternates: (view.state.registers[AuthorityField.heading]?.alternates ?? []).map {
        FieldContent($0.value.text ?? "")
      },
      standing: view.derived[AuthorityField.Derived.standing]?.text ?? "",
      number: view[AuthorityField.number].text, successors: try successors(of: id),
      fields: fields.filter { $0[AuthorityChildField.successor].isNull }.map { field in
        AuthorityCard.Field(
          id: field.id, tag: field[AuthorityChildField.tag].text ?? "",
          content: FieldContent(field[AuthorityChildField.content].text ?? ""),
          isFormer: field.isFormerHeading)
      },
      links: try links(to: id))
  }

  private func links(to id: RecordID) throws -> [AuthorityCard.Link] {
    let fields = try authoritiesLeading(to: id).flatMap { other -> [RecordView] in
      guard other != id else { return try linkedFields(to: id) }
      guard case .standing(let end) = try authorityEnd(of: other), end.id == id else { return [] }
      return try linkedFields(to: other)
    }
    return try fields.compactMap { field -> AuthorityCard.Link? in
      guard let bib = field[BibChildField.bib].record,
        let view = try record(kind: LibraryKind.bib, bib), !view.state.isDead
      else { return nil }
      return AuthorityCard.Link(
        bib: bib, title: view.derived[BibField.Derived.title]?.text ?? "",
        tag: field[BibChildField.tag].text ?? "", shown: try shownContent(of: field))
    }.sorted { ($0.bib, $0.tag) < ($1.bib, $1.tag) }
  }
}

extension Replica {
  /// A field's content with the number of its authority in `$0`, in place of any other number of the
  /// same agency. Authorities without a number leave it as it is.
  package func numbered(_ content: FieldContent, by authority: RecordID) throws -> FieldContent {
    try store.read { reader in
      var named = try reader.record(kind: LibraryKind.authority, authority)
      if case .standing(let end) = try reader.authorityEnd(of: authority) { named = end }
      guard let number = named?[AuthorityField.number].text else { return content }
      let agency = Self.agency(number)
      let rest = content.subfields.filter {
        $0.code != "0" || !Self.agency($0.text).elementsEqual(agency)
      }
      return FieldContent(
        indicators: content.firstIndicator, content.secondIndicator,
        subfields: rest + [FieldContent.Subfield("0", number)])
    }
  }

  /// `(CONS)` of `(CONS)12`, as bytes; empty without one.
  private static func agency(_ number: String) -> [UInt8] {
    guard let end = number.utf8.firstIndex(of: UInt8(ascii: ")")) else { return [] }
    return Array(number.utf8[...end])
  }
}
