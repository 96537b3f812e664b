package import CatchwordCore
package import CatchwordLibrary

/// An authority as a cataloguer reads it.
package struct AuthorityCard: Equatable, Sendable {
  /// One bib that shows its heading.
  package struct Link: Equatable, Sendable {
    package let bib: RecordID
    package let title: String
    package let tag: String
    package let shown: FieldContent
  }

  package struct Field: Equatable, Sendable {
    package let id: RecordID
    package let tag: String
    package let content: FieldContent
    /// Whether it was the heading once.
    package let isFormer: Bool
  }

  package let id: RecordID
  package let tag: String
  package let heading: FieldContent
  /// Other headings of an open conflict.
  package let alternates: [FieldContent]
  /// `established`, `retired` or `deleted`.
  package let standing: String
  package let number: String?
  package let successors: [RecordID]
  /// Without those that name successors, in the order of the record.
  package let fields: [Field]
  /// Ascending by bib; links of authorities that were merged into it are among them.
  package let links: [Link]
}

/// One line of a list of headings.
package struct HeadingLine: Equatable, Sendable {
  package let id: RecordID
  package let tag: String
  package let shown: String
  package let standing: String
}
