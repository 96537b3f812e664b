import CatchwordCore

/// A small domain that has one of everything: registers of all types, a set, a counter, a child, a
/// fact, derived columns and a derived table.
enum TestSchema {
  static let book = 1
  static let mark = 2
  static let scan = 3
  static let person = 4

  enum Book {
    static let title = 1
    static let year = 2
    static let note = 3
    static let link = 4
    static let cover = 5
    static let tags = 6
    static let copies = 7
    static let status = 1
    static let scans = 2
  }

  static let bookFields = [
    Field(Book.title, "title", .text, isIndexed: true), Field(Book.year, "year", .integer),
    Field(Book.note, "note", .text), Field(Book.link, "link", .record, isIndexed: true),
    Field(Book.cover, "cover", .bytes), Field(Book.tags, "tags", .text, join: .set),
    Field(Book.copies, "copies", .integer, join: .counter),
  ]

  static func make(
    version: Int = 1, moreBookFields: [Field] = [], moreScanFields: [Field] = [],
    moreKinds: [Kind] = []
  ) -> Schema {
    Schema(
      version: version,
      kinds: [
        Kind(
          book, "book", lane: .catalog, fields: bookFields + moreBookFields,
          derived: [
            Field(Book.status, "status", .text, isIndexed: true),
            Field(Book.scans, "scans", .integer),
          ]),
        Kind(
          mark, "mark", lane: .catalog, form: .child(of: book, parent: 1),
          fields: [Field(1, "parent", .record, isIndexed: true), Field(2, "order", .text)]),
        Kind(
          scan, "scan", lane: .circulation, form: .fact,
          fields: [
            Field(1, "barcode", .text, isIndexed: true), Field(2, "book", .record, isIndexed: true),
            Field(3, "amount", .integer),
          ] + moreScanFields),
        Kind(person, "person", lane: .patrons, fields: [Field(1, "name", .text)]),
      ] + moreKinds,
      derivedTables: [
        DerivedTable(
          "seen",
          fields: [Field(1, "staff", .text, isIndexed: true), Field(2, "count", .integer)])
      ])
  }
}
