public import CatchwordCore

/// The library's domain as a value: what is replicated, in which lane, and what is derived from it.
///
/// The module is pure. A desk action becomes facts (`Desk/`), a cataloguer's edit becomes field
/// writes (`Catalog/`, `Import/`), facts fold into loans, custody and conflicts (`Circulation/`),
/// a store asks for all of it through `LibraryDeriving`, and what people decide about a conflict
/// becomes operations again (`Review/`).
///
/// Numbers of kinds and fields stand in segments that are signed for ever: none is ever given a new
/// meaning. Fields added later take free numbers; the gaps are for kin that belong together.
public enum LibrarySchema {
  public static let current = Schema(
    version: 5,
    kinds: [
      NetworkField.schema, MemberField.schema, BranchField.schema, BibField.schema,
      BibChildField.schema, ItemField.schema, PolicyField.schema, ClosureField.schema,
      AuthorityField.schema, AuthorityChildField.schema,
      PatronField.schema, CirculationField.schema, HoldField.schema,
      FundField.schema, OrderField.schema,
      ErasureField.schema, ClockNoteField.schema,
    ],
    derivedTables: [
      LoanColumn.table, TransitColumn.table, CaptureColumn.table, HoldColumn.table,
      ChargeColumn.table,
      HeadingColumn.table,
      OrderLineColumn.table,
    ])
}

/// The numbers of the record kinds. 1–9 members, 10–19 catalog, 20–29 patrons, 30–39 circulation.
public enum LibraryKind {
  public static let network = 1
  public static let member = 2
  public static let branch = 10
  public static let bib = 11
  public static let bibField = 12
  public static let item = 13
  public static let policy = 14
  public static let closure = 15
  public static let authority = 16
  public static let authorityField = 17
  public static let fund = 18
  public static let patron = 20
  public static let circulation = 30
  public static let hold = 31
  public static let order = 32
  public static let erasure = 33
  public static let clockNote = 34
}
