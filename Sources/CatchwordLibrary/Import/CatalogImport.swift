public import CatchwordCore

/// One run of importing a source's bibs: turns what the source says now into the operations that
/// differ from what it last said.
///
/// Ids come from the source, so two branches that import one file mint the same ids. What was
/// changed here and not at the source stays as it is; what was changed on both sides stands side by
/// side and goes to review. An unchanged file gives no operations at all.
public struct CatalogImport: Sendable {
  /// What importing one bib comes to. One bib's operations belong into one commit.
  public struct Outcome: Sendable {
    public var operations: [Operation] = []
    public var messages: [ImportMessage] = []
    public var bib: RecordID
    public var isNew = false
    /// Items that were new or whose source data changed.
    public var items = 0
  }

  let source: String
  let hashing: Hashing
  let bibs: Space
  let fields: Space
  let items: Space
  /// The kind of the records' fields: `LibraryKind.bibField` or `.authorityField`.
  let child: Int
  /// Ids given out in this run, to notice keys that repeat.
  var used: Set<RecordID> = []

  /// - Parameter source: an ILS and an instance, `koha:valley`; lower-case ASCII.
  /// - Throws: `ImportError.sourceName`, where the text can name no space of ids.
  public init(source: String, hashing: Hashing) throws(ImportError) {
    guard let bibs = Space.source(named: source + ":bib"),
      let fields = Space.source(named: source + ":bibfield"),
      let items = Space.source(named: source + ":item")
    else { throw .sourceName(source) }
    self.source = source
    self.hashing = hashing
    self.bibs = bibs
    self.fields = fields
    self.items = items
    child = LibraryKind.bibField
  }

  /// A run of importing the same source's authorities.
  ///
  /// - Throws: `ImportError.sourceName`, where the text can name no space of ids.
  public init(authoritiesOf source: String, hashing: Hashing) throws(ImportError) {
    guard let authorities = Space.source(named: source + ":authority"),
      let fields = Space.source(named: source + ":authfield"),
      let items = Space.source(named: source + ":item")
    else { throw .sourceName(source) }
    self.source = source
    self.hashing = hashing
    bibs = authorities
    self.fields = fields
    self.items = items
    child = LibraryKind.authorityField
  }

  /// What a record of this run is called in a message.
  var noun: String { child == LibraryKind.bibField ? "bib" : "authority" }
}

/// Why an import cannot start.
public enum ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  case sourceName(String)

  /// Stable, for scripts.
  public var code: String { "import-source-name" }

  public var description: String {
    switch self {
    case .sourceName(let name):
      "\"\(name)\" cannot name a source; use up to 50 of a-z 0-9 . : _ - such as koha:valley."
    }
  }
}
