import CatchwordCore

extension LibraryDeriving {
  /// A change of an authority concerns itself, those to which links lead on from it, every bib that
  /// names it or one that was merged into it, and every bib whose bare text is one of its headings.
  func subjects(ofAuthority change: Change, in reader: any RecordReading) throws -> [Subject] {
    let id = change.operation.record
    let keys = [
      change.operation[AuthorityField.key]?.text,
      change.before.first { $0.field == AuthorityField.key }?.value.text,
      try reader.record(kind: LibraryKind.authority, id)?[AuthorityField.key].text,
    ].compactMap(\.self)
    return try subjects(aroundAuthorities: [id], keys: Set(keys), in: reader)
  }

  func subjects(ofAuthorityField change: Change, in reader: any RecordReading) throws -> [Subject] {
    let view = try reader.record(kind: LibraryKind.authorityField, change.operation.record)
    let values = { (field: Int) -> [Value] in
      [change.operation[field], change.before.first { $0.field == field }?.value, view?[field]]
        .compactMap(\.self)
    }
    let parents = values(AuthorityChildField.authority).compactMap(\.record)
    let successors = values(AuthorityChildField.successor).compactMap(\.record)
    let keys = Set(values(AuthorityChildField.key).compactMap(\.text))
    return try subjects(
      aroundAuthorities: Set(parents + successors).sorted(), keys: keys, in: reader)
  }

  private func subjects(
    aroundAuthorities authorities: [RecordID], keys: Set<String>, in reader: any RecordReading
  ) throws -> [Subject] {
    var reached: Set<RecordID> = []
    var bibs: Set<RecordID> = []
    var hashes = Set(keys.map { keyHash(Array($0.utf8)) })
    for authority in authorities {
      reached.formUnion(try reader.authoritiesReached(from: authority))
      for other in try reader.authoritiesLeading(to: authority) {
        reached.insert(other)
        bibs.formUnion(
          try reader.linkedFields(to: other).compactMap { $0[BibChildField.bib].record })
        let texts =
          try reader.authorityFields(of: other).map { $0[AuthorityChildField.key] }
          + [reader.record(kind: LibraryKind.authority, other)?[AuthorityField.key] ?? .null]
        hashes.formUnion(texts.compactMap(\.text).map { keyHash(Array($0.utf8)) })
      }
    }
    for hash in hashes {
      let rows = try reader.derivedRows(
        table: HeadingColumn.tableName, where: HeadingColumn.key, is: .integer(hash))
      bibs.formUnion(rows.compactMap { $0.values[HeadingColumn.bib]?.record })
    }
    return reached.sorted().map { .record(kind: LibraryKind.authority, $0) }
      + bibs.sorted().map { .record(kind: LibraryKind.bib, $0) }
  }

  /// The authorities whose lists of bibs a link to one of these may stand in.
  func subjects(
    ofLinks values: [Value?], in reader: any RecordReading
  ) throws -> [Subject] {
    var reached: Set<RecordID> = []
    for case .record(let authority)? in values {
      reached.formUnion(try reader.authoritiesReached(from: authority))
    }
    return reached.sorted().map { .record(kind: LibraryKind.authority, $0) }
  }

  package func keyHash(_ key: [UInt8]) -> Int64 {
    Int64(bitPattern: hashing.sha256(key).word.prefix)
  }

  func deriveAuthority(
    _ id: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    typealias Column = AuthorityField.Derived
    guard let view = try reader.record(kind: LibraryKind.authority, id) else { return derivation }
    guard !view.state.isDead else {
      derivation.columns = [Column.standing: .text("deleted")]
      return derivation
    }
    let subject = Subject.record(kind: LibraryKind.authority, id)
    let conflicts = RegisterConflicts(hashing: hashing, subject: subject, owner: "")
    derivation.reviews = conflicts.items(in: view, .authority)
    for field in try reader.liveAuthorityFields(of: id) {
      let tag = field[AuthorityChildField.tag].text ?? "?"
      derivation.reviews += conflicts.items(in: field, .authorityField(tag))
    }
    if explains { derivation.explanations = conflicts.explanations(derivation.reviews) }
    if let retired = try RetiredAuthority(id, view, in: reader),
      let review = retired.review(hashing: hashing)
    {
      derivation.reviews.append(review)
      if explains {
        derivation.explanations.append(
          "\(review.summary) (case \(review.conflictCase)); cataloguing reviews.")
      }
    }
    let words = view.heading.map { $0.content.words } ?? ""
    derivation.columns = [
      Column.shown: .text(words),
      Column.standing: .text(view.isRetired ? AuthorityField.retired : "established"),
      Column.sortKey: view[AuthorityField.key],
    ]
    return derivation
  }
}
