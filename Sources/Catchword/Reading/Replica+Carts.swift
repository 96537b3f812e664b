import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// What is on a cart, and what went out with it and is not.
package struct CartCard: Equatable, Sendable {
  package let cart: String
  /// By shelving location and call number.
  package let onBoard: [ItemCard]
  /// Lent by the cart or one of its stops, and not back yet.
  package let lent: [ItemCard]
  /// Loaded, and nobody has it: marked lost or missing since.
  package let unknown: [ItemCard]
}

extension Replica {
  /// - Throws: `DeskError.unknownBranch`.
  package func cart(_ cart: String) throws -> CartCard {
    try store.read { reader in
      let branches = try reader.records(
        kind: LibraryKind.branch, where: BranchField.code, is: .text(cart))
      guard branches.contains(where: { !$0.state.isDead }) else {
        throw DeskError.unknownBranch(cart)
      }
      let onBoard = try reader.records(kind: LibraryKind.item, limit: .max).filter { item in
        item.derived[ItemField.Derived.custody]?.text == "branch"
          && item.derived[ItemField.Derived.custodyBranch]?.text?.utf8.elementsEqual(cart.utf8)
            == true
      }
      let policy = try reader.policyInForce().policy
      let gone = try reader.lastSent(to: cart).map { try reader.itemCard($0) }
      let lent = gone.filter { item in
        item.loan.map { policy.chain(of: ExactText($0.branch)).contains(ExactText(cart)) } ?? false
      }
      return CartCard(
        cart: cart, onBoard: try onBoard.map { try reader.itemCard($0) }.inShelfOrder,
        lent: lent.inShelfOrder, unknown: gone.filter { $0.custody == "unknown" }.inShelfOrder)
    }
  }
}

extension StoreReader {
  /// Items whose last journey went to a branch, ascending.
  fileprivate func lastSent(to branch: String) throws -> [RecordID] {
    typealias Column = TransitColumn
    var last: [RecordID: (sent: Int64, id: RecordID, to: String)] = [:]
    for row in try derivedRows(table: Column.tableName, limit: .max) {
      guard let item = row.values[Column.item]?.record, let id = row.values[Column.id]?.record,
        let to = row.values[Column.to]?.text
      else { continue }
      let sent = row.values[Column.sent]?.integer ?? 0
      if let known = last[item], (known.sent, known.id) > (sent, id) { continue }
      last[item] = (sent, id, to)
    }
    return try last.filter { $0.value.to.utf8.elementsEqual(branch.utf8) }.keys.sorted().filter {
      try record(kind: LibraryKind.item, $0) != nil
    }
  }
}

extension [ItemCard] {
  fileprivate var inShelfOrder: [ItemCard] {
    sorted { $0.precedes($1, by: [\.shelvingLocation, \.callNumber, \.barcode]) }
  }
}

extension Replica {
  /// What desks added in haste and nobody has catalogued yet (`FastAdd`), by branch and barcode.
  package func uncatalogued(of branch: String? = nil) throws -> [ItemCard] {
    try store.read { reader in
      try reader.records(kind: LibraryKind.item, limit: .max).filter { item in
        FastAdd.isUncatalogued(item)
          && branch.map {
            item[ItemField.owningBranch].text?.utf8.elementsEqual($0.utf8) ?? false
          } ?? true
      }.map { try reader.itemCard($0) }.sorted { $0.precedes($1, by: [\.owningBranch, \.barcode]) }
    }
  }
}
