package import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// An item that is on its way between two branches.
package struct TransitCard: Equatable, Sendable {
  /// The fact that sent it.
  package let id: RecordID
  package let barcode: String?
  package let title: String
  package let callNumber: String?
  package let from: String
  package let to: String
  /// Seconds since 1970.
  package let sent: Int64
}

/// What travels between branches, and what ought to.
extension Replica {
  /// - Parameters:
  ///   - from: only what that branch sent.
  ///   - to: only what was sent to that branch.
  /// - Returns: what is on its way, the longest first.
  package func transits(from: String? = nil, to: String? = nil) throws -> [TransitCard] {
    typealias Column = TransitColumn
    return try store.read { reader in
      try reader.derivedRows(
        table: Column.tableName, where: Column.open, is: .integer(1), limit: .max
      ).compactMap { row -> TransitCard? in
        guard let id = row.values[Column.id]?.record else { return nil }
        let (sender, receiver) = (
          row.values[Column.from]?.text ?? "", row.values[Column.to]?.text ?? ""
        )
        guard from.map({ sender.utf8.elementsEqual($0.utf8) }) ?? true,
          to.map({ receiver.utf8.elementsEqual($0.utf8) }) ?? true
        else { return nil }
        let item = try row.values[Column.item]?.record.flatMap {
          try reader.record(kind: LibraryKind.item, $0)
        }
        return TransitCard(
          id: id, barcode: row.values[Column.barcode]?.text,
          title: try reader.title(of: item?[ItemField.bib].record),
          callNumber: item?[ItemField.callNumber].text, from: sender, to: receiver,
          sent: row.values[Column.sent]?.integer ?? 0)
      }.sorted { ($0.sent, $0.id) < ($1.sent, $1.id) }
    }
  }

  /// What stands at a branch and belongs to another, for the next van. What floats stays (case 48).
  ///
  /// - Returns: by where it belongs, then by call number.
  package func strangers(at branch: String) throws -> [ItemCard] {
    typealias Derived = ItemField.Derived
    return try store.read { reader in
      let policy = try reader.policyInForce().policy
      let strangers = try reader.records(kind: LibraryKind.item, limit: .max).filter { item in
        guard let home = item[ItemField.owningBranch].text, !home.isEmpty,
          item.derived[Derived.custody]?.text == "branch",
          item.derived[Derived.claims]?.text?.isEmpty != false,
          let place = item.derived[Derived.custodyBranch]?.text
        else { return false }
        guard place.utf8.elementsEqual(branch.utf8), !home.utf8.elementsEqual(branch.utf8) else {
          return false
        }
        return policy.floatingGroup(
          at: ExactText(branch), home: ExactText(home),
          itemType: item[ItemField.itemType].text.map { ExactText($0) }) == nil
      }
      return try strangers.map { try reader.itemCard($0) }.sorted {
        $0.precedes($1, by: [\.owningBranch, \.callNumber, \.barcode])
      }
    }
  }
}
