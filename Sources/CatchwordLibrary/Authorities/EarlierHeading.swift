import CatchwordCore

/// The fields 4XX and 5XX by which an authority remembers what it was and what became of it.
///
/// `$w` is as MARC 21 has it: `nne` is an earlier established form, `b` a later heading.
enum EarlierHeading {
  static func variantTag(of tag: String) -> String { "4" + tag.dropFirst() }

  static func creation(
    _ id: RecordID, of authority: RecordID, at place: Int64, tag: String, _ content: FieldContent,
    _ key: HeadingKey
  ) -> Operation {
    Operation(
      .write, kind: LibraryKind.authorityField, record: id,
      values: [
        FieldValue(AuthorityChildField.authority, .record(authority)),
        FieldValue(AuthorityChildField.position, .integer(place)),
        FieldValue(AuthorityChildField.tag, .text(tag)),
        FieldValue(AuthorityChildField.content, .text(content.text)),
        FieldValue(AuthorityChildField.key, .text(key.text)),
      ])
  }

  /// Headings that are given up, as earlier ones; those that stand there already are not repeated.
  static func kept(
    _ headings: [FieldContent], of view: RecordView, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> [Operation] {
    let tag = variantTag(of: view[AuthorityField.tag].text ?? "")
    var known = Set(
      try reader.liveAuthorityFields(of: view.id).filter(\.isFormerHeading)
        .map { $0[AuthorityChildField.key] })
    var place = try reader.nextPlace(in: view.id)
    var operations: [Operation] = []
    for heading in headings {
      let content = earlier(heading)
      guard let key = HeadingKey(tag: tag, content), known.insert(.text(key.text)).inserted
      else { continue }
      operations.append(creation(try mint(), of: view.id, at: place, tag: tag, content, key))
      place += FieldPlaces.step
    }
    return operations
  }

  private static func earlier(_ heading: FieldContent) -> FieldContent {
    FieldContent(
      indicators: heading.firstIndicator, heading.secondIndicator,
      subfields: [FieldContent.Subfield("w", "nne")] + heading.subfields.filter { $0.code != "w" })
  }

  static func succession(
    _ id: RecordID, of authority: RecordID, at place: Int64, to successor: RecordView
  ) -> Operation {
    let tag = "5" + (successor[AuthorityField.tag].text ?? "150").dropFirst()
    let heading = successor.heading?.content ?? FieldContent("  ")
    let content = FieldContent(
      indicators: heading.firstIndicator, heading.secondIndicator,
      subfields: [FieldContent.Subfield("w", "b")] + heading.subfields)
    return Operation(
      .write, kind: LibraryKind.authorityField, record: id,
      values: [
        FieldValue(AuthorityChildField.authority, .record(authority)),
        FieldValue(AuthorityChildField.position, .integer(place)),
        FieldValue(AuthorityChildField.tag, .text(tag)),
        FieldValue(AuthorityChildField.content, .text(content.text)),
        FieldValue(AuthorityChildField.successor, .record(successor.id)),
      ])
  }
}

extension RecordReading {
  /// A place behind all further fields of an authority.
  func nextPlace(in authority: RecordID) throws -> Int64 {
    let last = try authorityFields(of: authority).map(FieldPlaces.place).max() ?? 0
    return last + FieldPlaces.step
  }
}
