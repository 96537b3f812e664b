import CatchwordCore
import CatchwordLibrary
import CatchwordStore

extension EvergreenImport {
  /// Evergreen's stock types of units; a network may have others, which become branches.
  private static let sorts: [Int64: String] = [
    2: "system", 4: "sub-branch", 5: "bookmobile",
  ]

  package func takeBranches() throws {
    try take("actor.org_unit.tsv") { row, number, transaction in
      guard let code = row.text("shortname"), Replica.isBranchCode(code) else {
        throw RowRefusal(
          column: "shortname", code: "bad-branch-code",
          text: "shortname \"\(row["shortname"] ?? "")\" is no branch code; use letters, digits, "
            + "hyphens and underscores")
      }
      let sort = row.number("ou_type").flatMap { Self.sorts[$0] } ?? "branch"
      let said = Replica.branchRecord(code, name: row.text("name") ?? code, kind: sort)
      branches[number] = code
      let held = try transaction.record(kind: LibraryKind.branch, said.record)
      guard let changed = replica.changes(said.values, in: held) else { return .write([]) }
      return .write([
        Operation(.write, kind: LibraryKind.branch, record: said.record, values: changed)
      ])
    }
  }
}
