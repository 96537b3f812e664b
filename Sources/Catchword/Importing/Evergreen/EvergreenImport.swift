import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// One import of Evergreen's tables: branches, items, patrons, open loans and holds, in this order.
///
/// Ids come from the tables, so whoever imports them again, here or at another branch of the network,
/// finds the same records and facts and writes nothing (decision 0014). Rows are committed in batches:
/// what was committed stays when the power goes, and another run writes the rest. Every row of a
/// table that is read is settled once in `report`.
package final class EvergreenImport {
  /// What a row comes to.
  enum RowPlan {
    /// Read for the sake of others; it writes nothing itself.
    case read(remark: String? = nil)
    /// What has to be written; nothing where all of it is here already.
    case write([Operation], remark: String? = nil)
  }

  /// A living item of the tables.
  struct Copy {
    let id: RecordID
    let bib: Int64
    let barcode: String
    /// The code of the branch where it is.
    let branch: String
    let row: CopyText.Row
  }

  package internal(set) var report = TablesReport()
  let replica: Replica
  package let tables: EvergreenTables
  let source: String
  let staff: String
  let isDryRun: Bool

  /// Codes of branches by the numbers of their units.
  var branches: [Int64: String] = [:]
  /// Items by the number of their bib, in the order of the table.
  var itemsOfBib: [Int64: [ImportedItem]] = [:]
  var copies: [Int64: Copy] = [:]
  /// Names of shelving locations, and whether what stands there is lent.
  var locationsOfItems: [Int64: (name: String, isLent: Bool)] = [:]
  /// Labels of the parts that items are, by the numbers of the items.
  var partsOfItems: [Int64: String] = [:]
  /// What the tables say of bibs beside the MARC records.
  let rowsOfBibs: [Int64: CopyText.Row]
  var bibs: [Int64: RecordID] = [:]
  var patrons: [Int64: RecordID] = [:]
  /// Facts of the loans that stand, by the numbers of their items.
  var loans: [Int64: RecordID] = [:]

  /// - Parameter source: an ILS and an instance, `evergreen:valley`.
  /// - Throws: `ImportError.sourceName`.
  package init(
    _ replica: Replica, _ tables: EvergreenTables, source: String, staff: String, isDryRun: Bool
  ) throws {
    guard Space.source(named: source + ":patron") != nil, source.utf8.count <= 50 else {
      throw ImportError.sourceName(source)
    }
    self.replica = replica
    self.tables = tables
    self.source = source
    self.staff = staff
    self.isDryRun = isDryRun
    rowsOfBibs = tables.rows("biblio.record_entry.tsv")
  }

  /// The id under a number of Evergreen's.
  func id(_ kind: String, _ number: Int64) -> RecordID {
    RecordID(space: .source("\(source):\(kind)"), number: number)
  }

  /// The id of what has no number of its own.
  func id(_ kind: String, of key: String) -> RecordID {
    let hash = replica.hashing.sha256(Array(key.utf8)).word.prefix
    return id(kind, Int64(hash >> 14))
  }

  // MARK: Rows

  /// Plans and commits the rows of a table, a batch at a time.
  func take(
    _ file: String, inOrder rows: [CopyText.Row]? = nil,
    _ plan: (CopyText.Row, Int64, WriteTransaction) throws -> RowPlan
  ) throws {
    guard let table = tables[file] else { return }
    settleBroken(file)
    var seen: Set<Int64> = []
    let rows = rows ?? table.rows
    for batch in Self.batches(rows) {
      var next = report
      do {
        _ = try replica.commit(staff: staff) { transaction, _ in
          for row in batch {
            let operations = try settle(row, of: file, &seen, &next) { number in
              try plan(row, number, transaction)
            }
            for operation in operations { try transaction.stage(operation) }
          }
          if isDryRun { throw DryRun() }
        }
      } catch is DryRun {
        // Everything was checked against the real replica and rolled back.
      }
      report = next
    }
  }

  /// What the rows of one commit may have together; facts and tags beside the cells need the rest.
  private static let batchBytes = Limits.commitBytes / 4

  /// Parts of a table that fit a commit each.
  private static func batches(_ rows: [CopyText.Row]) -> [ArraySlice<CopyText.Row>] {
    var batches: [ArraySlice<CopyText.Row>] = []
    var start = 0
    var bytes = 0
    for (index, row) in rows.enumerated() {
      let isFull = index - start == Limits.importRecordsPerCommit || bytes + row.size > batchBytes
      if isFull && index > start {
        batches.append(rows[start..<index])
        (start, bytes) = (index, 0)
      }
      // A row that is too large is rejected and fills nothing.
      bytes += row.size > batchBytes ? 0 : row.size
    }
    return start < rows.count ? batches + [rows[start...]] : batches
  }

  /// Settles the rows of a table that writes nothing itself.
  func read(
    _ file: String, _ plan: (CopyText.Row, Int64) throws -> RowPlan
  ) throws {
    guard let table = tables[file] else { return }
    settleBroken(file)
    var seen: Set<Int64> = []
    var next = report
    for row in table.rows {
      _ = try settle(row, of: file, &seen, &next) { try plan(row, $0) }
    }
    report = next
  }

  package func settleBroken(_ file: String) {
    guard let table = tables[file] else { return }
    for broken in table.broken {
      report.settle(
        file, row: broken.line, id: nil, .rejected, code: "cell-count",
        "it has \(broken.cells) cells, the header \(table.columns.count)")
    }
  }

  private func settle(
    _ row: CopyText.Row, of file: String, _ seen: inout Set<Int64>, _ report: inout TablesReport,
    _ plan: (Int64) throws -> RowPlan
  ) throws -> [Operation] {
    do {
      guard let number = row.number("id"), number <= RecordID.maximumNumber else {
        throw RowRefusal(column: "id", code: "id-unreadable", text: "its id is no number")
      }
      guard row.size <= Self.batchBytes else {
        throw RowRefusal(
          column: nil, code: "row-too-large",
          text: "it has \(row.size) bytes; \(Self.batchBytes) are the most")
      }
      guard seen.insert(number).inserted else {
        throw RowRefusal(column: "id", code: "id-repeated", text: "an earlier row has this id")
      }
      switch try plan(number) {
      case .read(let remark):
        settle(row, of: file, remark == nil ? .accepted : .warned, "remark", remark, &report)
        return []
      case .write(let operations, let remark):
        if operations.isEmpty {
          settle(row, of: file, .skipped, "", nil, &report)
        } else {
          settle(row, of: file, remark == nil ? .accepted : .warned, "remark", remark, &report)
        }
        return operations
      }
    } catch let refusal as RowRefusal {
      settle(row, of: file, .rejected, refusal.code, refusal.text, &report)
      return []
    }
  }

  private func settle(
    _ row: CopyText.Row, of file: String, _ fate: TablesReport.Fate, _ code: String,
    _ text: String?, _ report: inout TablesReport
  ) {
    report.settle(file, row: row.line, id: row["id"], fate, code: code, text)
  }

  struct DryRun: Error {}

  // MARK: Cells

  /// The code of the branch that a cell names.
  func branch(_ column: String, _ row: CopyText.Row) throws -> String {
    guard let code = row.number(column).flatMap({ branches[$0] }) else {
      throw RowRefusal(
        column: column, code: "branch-unknown",
        text: "\(column) \(row[column] ?? "null") names no unit of actor.org_unit.tsv")
    }
    return code
  }

  /// - Throws: `RowRefusal`, where the cell holds anything else.
  func moment(_ column: String, _ row: CopyText.Row) throws -> ForeignTime {
    guard let moment = try optionalMoment(column, row) else {
      throw RowRefusal(column: column, code: "time-missing", text: "\(column) is empty")
    }
    return moment
  }

  func optionalMoment(_ column: String, _ row: CopyText.Row) throws -> ForeignTime? {
    guard let text = row.text(column) else { return nil }
    guard let moment = ForeignTime(text) else {
      throw RowRefusal(
        column: column, code: "not-a-time",
        text: "\(column) \"\(text)\" is not a time; it must be as 2020-10-27 10:26:51-04")
    }
    return moment
  }

  /// The patron that a cell names.
  func patron(_ row: CopyText.Row) throws -> RecordID {
    guard let patron = row.number("usr").flatMap({ patrons[$0] }) else {
      throw RowRefusal(
        column: "usr", code: "patron-unknown",
        text: "usr \(row["usr"] ?? "null") is no patron that was taken over from actor.usr.tsv")
    }
    return patron
  }

  /// The living item that a cell names.
  func copy(_ column: String, _ row: CopyText.Row) throws -> Copy {
    guard let copy = row.number(column).flatMap({ copies[$0] }) else {
      throw RowRefusal(
        column: column, code: "item-unknown",
        text: "\(column) \(row[column] ?? "null") is no item that was taken over from "
          + "asset.copy.tsv")
    }
    return copy
  }
}
