import CatchwordCore

/// What becomes of a field's link when its text changes.
///
/// A text that is the heading still, or was it once, or is a variant of it, keeps the link; any other
/// says something that the authority does not, and the link goes with the same commit.
enum LinkedText {
  /// - Returns: what to write besides the content; nothing where the field never named any.
  static func values(
    _ content: FieldContent, over view: RecordView, in reader: any RecordReading
  ) throws -> [FieldValue] {
    let isUntouched = view.state.registers[BibChildField.authority]?.siblings.isEmpty ?? true
    guard !isUntouched else { return [] }
    if let authority = view[BibChildField.authority].record,
      try isNamed(authority, by: content, tag: view[BibChildField.tag].text ?? "", in: reader)
    {
      return []
    }
    return [FieldValue(BibChildField.authority, .null)]
  }

  private static func isNamed(
    _ authority: RecordID, by content: FieldContent, tag: String, in reader: any RecordReading
  ) throws -> Bool {
    guard let heading = try reader.controllingHeading(authority) else { return true }
    guard let key = HeadingKey(tag: tag, content) else { return false }
    // What the heading does not speak of is no reason to part from it.
    let shown = HeadingRendering.shown(
      content, tag: tag, by: heading.content, headingTag: heading.tag)
    if let shown, HeadingKey(tag: tag, shown) == key { return true }
    return try reader.liveAuthorityFields(of: authority)
      .contains { $0[AuthorityChildField.key] == .text(key.text) }
  }
}
