/// What became of a table's rows: read = accepted + warned + rejected + skipped.
package struct TableImportReport: Equatable, Sendable {
  package struct Message: Equatable, Sendable {
    /// Line of the file, counted from 1.
    package let line: Int
    /// The column it is about; nil where it is the row.
    package let column: String?
    package let code: String
    package let text: String
  }

  package var read = 0
  /// Written, new or changed.
  package var accepted = 0
  package var warned = 0
  package var rejected = 0
  /// Said nothing that was not here already.
  package var skipped = 0
  package var messages: [Message] = []

  package func checkInvariants() {
    precondition(read == accepted + warned + rejected + skipped, "an import must add up")
  }
}

/// Why one row was not taken over; the import goes on.
struct RowRefusal: Error {
  let column: String?
  let code: String
  let text: String
}
