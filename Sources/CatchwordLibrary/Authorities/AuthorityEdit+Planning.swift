public import CatchwordCore

extension AuthorityEdit {
  /// The operations that make the edit, checked against what the replica holds.
  ///
  /// - Parameter mint: gives a fresh record id of this writer.
  /// - Throws: `AuthorityError`, and whatever `reader` and `mint` throw.
  public func plan(
    in reader: any RecordReading, mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    switch self {
    case .add(let tag, let heading, let variants):
      return try add(tag, heading, variants, in: reader, mint)
    case .setHeading(let id, let heading, let settles):
      return try setHeading(id, heading, settles, in: reader, mint)
    case .addVariant(let id, let content):
      let view = try live(LibraryKind.authority, id, in: reader)
      let tag = EarlierHeading.variantTag(of: view[AuthorityField.tag].text ?? "")
      guard let key = HeadingKey(tag: tag, content) else { throw AuthorityError.emptyHeading }
      let child = try mint()
      let new = EarlierHeading.creation(
        child, of: id, at: try reader.nextPlace(in: id), tag: tag, content, key)
      return CatalogPlan(operations: [new, .touch(authority: view)], record: child)
    case .removeField(let id):
      let view = try live(LibraryKind.authorityField, id, in: reader)
      let deletion = Operation(.delete, kind: LibraryKind.authorityField, record: id)
      return CatalogPlan(operations: [deletion] + (try touching(view, in: reader)), record: id)
    case .retire(let id, let successors): return try retire(id, into: successors, in: reader, mint)
    case .reestablish(let id):
      let view = try live(LibraryKind.authority, id, in: reader)
      let values = [FieldValue(AuthorityField.status, .null)]
      return CatalogPlan(
        operations: Operation.writes(values, over: view) + (try withoutSuccessors(id, in: reader)),
        record: id)
    case .link(let field, let authority): return try link(field, to: authority, in: reader)
    }
  }

  private func add(
    _ tag: String, _ heading: FieldContent, _ variants: [FieldContent],
    in reader: any RecordReading, _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    guard tag.utf8.first == UInt8(ascii: "1"), HeadingTag(tag) != nil else {
      throw AuthorityError.badTag(tag)
    }
    let key = try checked(heading, tag: tag, besides: nil, in: reader)
    let id = try mint()
    var operations = [
      Operation(
        .write, kind: LibraryKind.authority, record: id,
        values: [
          FieldValue(AuthorityField.leader, .text("00000nz  a2200000n  4500")),
          FieldValue(AuthorityField.tag, .text(tag)),
          FieldValue(AuthorityField.heading, .text(heading.text)),
          FieldValue(AuthorityField.key, .text(key.text)),
        ])
    ]
    for (index, content) in variants.enumerated() {
      let tag = EarlierHeading.variantTag(of: tag)
      guard let key = HeadingKey(tag: tag, content) else { throw AuthorityError.emptyHeading }
      operations.append(
        EarlierHeading.creation(
          try mint(), of: id, at: Int64(index + 1) * FieldPlaces.step, tag: tag, content, key))
    }
    return CatalogPlan(operations: operations, record: id)
  }

  private func setHeading(
    _ id: RecordID, _ heading: FieldContent, _ settles: [Dot], in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    let view = try live(LibraryKind.authority, id, in: reader)
    let tag = view[AuthorityField.tag].text ?? ""
    let key = try checked(heading, tag: tag, besides: id, in: reader)
    let values = [
      FieldValue(AuthorityField.heading, .text(heading.text)),
      FieldValue(AuthorityField.key, .text(key.text)),
    ]
    var operations = Operation.writes(values, over: view, settling: settles)
    if let old = view.heading, old.content != heading {
      operations += try EarlierHeading.kept([old.content], of: view, in: reader, mint)
    }
    return CatalogPlan(operations: operations, record: id)
  }

  /// Two authorities with one heading would leave every link by text undecided.
  private func checked(
    _ heading: FieldContent, tag: String, besides id: RecordID?, in reader: any RecordReading
  ) throws -> HeadingKey {
    guard let key = HeadingKey(tag: tag, heading) else { throw AuthorityError.emptyHeading }
    if let other = try reader.established(key).first(where: { $0.id != id }) {
      throw AuthorityError.headingInUse(other.id)
    }
    return key
  }

  private func retire(
    _ id: RecordID, into successors: [RecordID], in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    let view = try live(LibraryKind.authority, id, in: reader)
    let values = [FieldValue(AuthorityField.status, .text(AuthorityField.retired))]
    var operations =
      Operation.writes(values, over: view) + (try withoutSuccessors(id, in: reader))
    for (index, successor) in Set(successors).sorted().enumerated() {
      guard successor != id else { throw AuthorityError.ownSuccessor }
      let other = try live(LibraryKind.authority, successor, in: reader)
      guard !other.isRetired else { throw AuthorityError.retired(successor) }
      operations.append(
        EarlierHeading.succession(
          try mint(), of: id, at: try reader.nextPlace(in: id) + Int64(index), to: other))
    }
    return CatalogPlan(operations: operations, record: id)
  }

  private func withoutSuccessors(
    _ id: RecordID, in reader: any RecordReading
  ) throws -> [Operation] {
    try reader.liveAuthorityFields(of: id)
      .filter { $0[AuthorityChildField.successor].record != nil }
      .map { Operation(.delete, kind: LibraryKind.authorityField, record: $0.id) }
  }

  private func link(
    _ field: RecordID, to authority: RecordID?, in reader: any RecordReading
  ) throws -> CatalogPlan {
    let view = try live(LibraryKind.bibField, field, in: reader)
    guard let bib = view[BibChildField.bib].record else { throw AuthorityError.unknown(field) }
    let parent = try live(LibraryKind.bib, bib, in: reader)
    var value = Value.null
    if let authority {
      let target = try live(LibraryKind.authority, authority, in: reader)
      guard !target.isRetired else { throw AuthorityError.retired(authority) }
      let tag = view[BibChildField.tag].text ?? ""
      let heading = target[AuthorityField.tag].text ?? ""
      guard let own = HeadingTag(ofBib: tag), own.sort == HeadingTag(heading)?.sort else {
        throw AuthorityError.otherSort(field: tag, heading: heading)
      }
      value = .record(authority)
    }
    let values = [FieldValue(BibChildField.authority, value)]
    return CatalogPlan(
      operations: Operation.writes(values, over: view) + [Operation.touch(parent)], record: field)
  }

  private func live(
    _ kind: Int, _ id: RecordID, in reader: any RecordReading
  ) throws -> RecordView {
    guard let view = try reader.record(kind: kind, id) else { throw AuthorityError.unknown(id) }
    guard !view.state.isDead else { throw AuthorityError.deleted(id) }
    return view
  }

  private func touching(
    _ field: RecordView, in reader: any RecordReading
  ) throws -> [Operation] {
    guard let parent = field[AuthorityChildField.authority].record else { return [] }
    return [.touch(authority: try live(LibraryKind.authority, parent, in: reader))]
  }
}

extension Operation {
  /// See `BibField.touched`.
  static func touch(authority: RecordView) -> Operation {
    Operation(
      .write, kind: LibraryKind.authority, record: authority.id,
      values: [FieldValue(AuthorityField.touched, .integer(1))],
      keeps: authority.state.conflictingDots)
  }
}
