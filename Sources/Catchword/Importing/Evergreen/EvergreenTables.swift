package import CatchwordLibrary

/// Evergreen's tables as `COPY … TO` writes them, with a header each; those that are absent have no
/// rows.
package struct EvergreenTables: Sendable {
  /// The tables that are taken over, by their files, with the columns without which they say nothing.
  package static let columns: [(file: String, needed: [String])] = [
    ("actor.org_unit.tsv", ["id", "shortname", "name"]),
    ("asset.copy_location.tsv", ["id", "name"]),
    ("biblio.monograph_part.tsv", ["id", "label"]),
    ("asset.copy_part_map.tsv", ["id", "target_copy", "part"]),
    ("asset.call_number.tsv", ["id", "record", "owning_lib", "label", "deleted"]),
    (
      "asset.copy.tsv",
      ["id", "circ_lib", "call_number", "status", "location", "barcode", "deleted"]
    ),
    ("biblio.record_entry.tsv", ["id", "deleted"]),
    ("actor.card.tsv", ["id", "usr", "barcode"]),
    ("actor.usr.tsv", ["id", "card", "first_given_name", "family_name", "home_ou", "deleted"]),
    (
      "action.circulation.tsv",
      ["id", "usr", "target_copy", "circ_lib", "xact_start", "due_date", "checkin_time"]
    ),
    (
      "action.hold_request.tsv",
      ["id", "usr", "hold_type", "target", "pickup_lib", "request_time"]
    ),
  ]

  /// Bibs, one MARCXML record each.
  package static let bibFile = "biblio.record_entry.marcxml"

  /// Tables of money, which the ledger takes over by hand.
  package static let moneyFiles = [
    "money.grocery.tsv", "money.billing.tsv", "money.cash_payment.tsv", "money.check_payment.tsv",
    "money.credit_card_payment.tsv", "money.forgive_payment.tsv", "money.account_adjustment.tsv",
  ]

  /// Names of patron groups; the policy takes them over.
  package static let groupFile = "permission.grp_tree.tsv"

  private let tables: [String: CopyText]

  /// - Parameter files: texts by the names of their files.
  /// - Throws: `EvergreenError`, before anything is written.
  package init(_ files: [String: String]) throws(EvergreenError) {
    var tables: [String: CopyText] = [:]
    for (file, text) in files where file.hasSuffix(".tsv") { tables[file] = CopyText(text) }
    self.tables = tables
    guard tables["actor.org_unit.tsv"] != nil else { throw .noUnits }
    for (file, needed) in Self.columns {
      guard let table = tables[file] else { continue }
      for column in needed where !table.columns.contains(column) {
        throw .columnMissing(file: file, column: column)
      }
    }
  }

  package subscript(file: String) -> CopyText? { tables[file] }

  /// Rows with an id of their own; of several with one id the first.
  func rows(_ file: String) -> [Int64: CopyText.Row] {
    Dictionary(
      (tables[file]?.rows ?? []).compactMap { row in row.number("id").map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
  }
}

/// Why a folder cannot be taken over.
package enum EvergreenError: Error, Equatable, Sendable, CustomStringConvertible {
  case noUnits
  case columnMissing(file: String, column: String)

  package var code: String {
    switch self {
    case .noUnits: "table-missing"
    case .columnMissing: "column-missing"
    }
  }

  package var description: String {
    switch self {
    case .noUnits:
      "actor.org_unit.tsv is not in the folder; without it no row has a branch. Export it and try again"
    case .columnMissing(let file, let column):
      "\(file) has no column \"\(column)\" in its first line; export the table with its header"
    }
  }
}

extension CopyText.Row {
  /// A number of Evergreen's, from 0 on; nil where the cell holds none.
  func number(_ column: String) -> Int64? {
    guard let text = self[column], (1...15).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int64(text)
  }

  func isSet(_ column: String) -> Bool {
    switch self[column] {
    case "1", "t", "true": true
    default: false
    }
  }

  /// The cell, unless it is null, empty or blank.
  func text(_ column: String) -> String? {
    guard let text = self[column], text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    return text
  }
}
