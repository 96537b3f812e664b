import Catchword
import CatchwordCore
import CatchwordLibrary

/// What must be so of loans, whatever happened.
extension Run {
  /// L1 and L3, at every host.
  package func checkLoans() throws {
    for host in living where host.isReachable {
      try use(host) { engine in
        try engine.read { reader in
          let rows = try reader.everyRow(table: LoanColumn.tableName)
          try checkOneOpen(rows, host)
          for row in rows { try checkClosing(row, reader, host) }
        }
      }
    }
  }

  /// L1.
  private func checkOneOpen(_ rows: [DerivedRow], _ host: Host) throws {
    var open: Set<Value> = []
    for row in rows where row.values[LoanColumn.standing] == .text("open") {
      guard let thing = row.values[LoanColumn.item] ?? row.values[LoanColumn.barcode] else {
        continue
      }
      guard open.insert(thing).inserted else {
        throw CheckFailure(
          "L1", kind: "loan", "\(host.name) shows two open loans of one item", host: host.name)
      }
    }
  }

  /// L3: in the fold order, the loan that a check-in closed does not come after the one it names, nor
  /// after the check-in itself.
  private func checkClosing(
    _ row: DerivedRow, _ reader: any StateReading, _ host: Host
  ) throws {
    guard let loan = row.values[LoanColumn.id]?.record,
      let closer = row.values[LoanColumn.closedBy]?.record,
      let item = row.values[LoanColumn.item]?.record,
      let checkin = try reader.fact(kind: LibraryKind.circulation, closer)
        .flatMap(CirculationFact.init), checkin.action == .checkin
    else { return }
    var facts = try reader.statedFacts(about: item)
    if let barcode = row.values[LoanColumn.barcode]?.text {
      facts += try reader.unboundFacts(barcode: barcode)
    }
    let order = FoldOrder.sorted(facts).map(\.id)
    let limit = checkin.loan.flatMap(order.firstIndex(of:)) ?? order.firstIndex(of: closer)
    guard let place = order.firstIndex(of: loan), let limit, place > limit else { return }
    throw CheckFailure(
      "L3", kind: "loan", "\(host.name): check-in \(closer) closed loan \(loan), which is later",
      host: host.name)
  }
}
