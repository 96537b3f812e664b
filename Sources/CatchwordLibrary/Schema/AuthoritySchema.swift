import CatchwordCore

/// Fields of an authority: one name, subject or title, with the form in which it is written now. The
/// other fields of its MARC record, earlier and variant headings among them, are its children
/// (`AuthorityChildField`).
public enum AuthorityField {
  public static let leader = 1
  /// The ILS or file it came from, `koha:valley`; null for authorities made here.
  public static let source = 2
  /// What the source last said of the record: `ImportMark.bib`, then the mark of the heading. Only
  /// importing writes it.
  public static let imported = 3
  /// Field 001.
  public static let controlNumber = 4
  /// How bibs name it in `$0`: `(003)001`, or 001 alone.
  public static let number = 5
  /// Always 1; see `BibField.touched`.
  public static let touched = 6
  /// The heading's tag, 1XX.
  public static let tag = 7
  /// The heading in use, as `FieldContent`.
  public static let heading = 8
  /// `HeadingKey` of the heading; written whenever the heading is.
  public static let key = 9
  /// `retired`, or null for an established one.
  public static let status = 10
  /// Field 010 in its normal form.
  public static let lccn = 11

  static let retired = "retired"

  /// Columns that the fold fills in.
  public enum Derived {
    /// The heading as people read it.
    public static let shown = 1
    /// `established`, `retired` or `deleted`.
    public static let standing = 2
    /// The heading's key: what lists of headings are ordered by.
    public static let sortKey = 3
  }

  static let schema = Kind(
    LibraryKind.authority, "authority", lane: .catalog,
    fields: [
      Field(leader, "leader", .text),
      Field(source, "source", .text),
      Field(imported, "imported", .bytes),
      Field(controlNumber, "control_number", .text, isIndexed: true),
      Field(number, "number", .text, isIndexed: true),
      Field(touched, "touched", .integer),
      Field(tag, "tag", .text),
      Field(heading, "heading", .text),
      Field(key, "key", .text, isIndexed: true),
      Field(status, "status", .text),
      Field(lccn, "lccn", .text, isIndexed: true),
    ],
    derived: [
      Field(Derived.shown, "shown", .text),
      Field(Derived.standing, "standing", .text),
      Field(Derived.sortKey, "sort_key", .text, isIndexed: true),
    ])
}

/// Fields of one further field of an authority. The first six are those of a bib's field.
///
/// Earlier headings are children, and children are only ever added: so two people who change one
/// heading at once leave both earlier forms, whatever becomes of the heading itself.
public enum AuthorityChildField {
  public static let authority = 1
  public static let position = 2
  public static let tag = 3
  public static let content = 4
  public static let imported = 5
  public static let original = 6
  /// `HeadingKey` of the content, in fields 4XX.
  public static let key = 7
  /// The authority that takes the place of this one, in fields 5XX of a retired one.
  public static let successor = 8

  static let schema = Kind(
    LibraryKind.authorityField, "authority_field", lane: .catalog,
    form: .child(of: LibraryKind.authority, parent: authority),
    fields: [
      Field(authority, "authority", .record, isIndexed: true),
      Field(position, "position", .integer),
      Field(tag, "tag", .text),
      Field(content, "content", .text),
      Field(imported, "imported", .bytes),
      Field(original, "original", .bytes),
      Field(key, "key", .text, isIndexed: true),
      Field(successor, "successor", .record, isIndexed: true),
    ])
}

/// Columns of the derived table of fields that an authority controls or could; its rows belong to
/// their bib.
public enum HeadingColumn {
  public static let bib = 1
  public static let field = 2
  /// The first eight bytes of the hash of the stored text's `HeadingKey`.
  public static let key = 3
  /// The authority that the field names.
  public static let authority = 4
  /// What is shown in place of the stored content; null where no heading is known.
  public static let shown = 5

  public static let tableName = "heading"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(bib, "bib", .record),
      Field(field, "field", .record),
      Field(key, "key", .integer, isIndexed: true),
      Field(authority, "authority", .record, isIndexed: true),
      Field(shown, "shown", .text),
    ])
}
