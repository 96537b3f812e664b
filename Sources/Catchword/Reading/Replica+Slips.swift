package import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Slips as staff ask for them.
extension Replica {
  /// What a reader takes home, with the days on which it is due.
  ///
  /// - Parameter reference: a card number, or a patron's record id.
  package func dueSlip(_ reference: String, _ loans: SlipLoans) throws -> Slip {
    let card = try patron(reference)
    let chosen = card.loans.filter { loan in
      switch loans {
      case .since(let instant):
        loan.standing == Loan.Standing.open.rawValue && loan.started >= instant
          && loan.branch.utf8.elementsEqual(branch.utf8)
      case .these(let ids): ids.contains(loan.id)
      }
    }
    let alias = try store.read { try $0.alias(of: card.id) }
    return Slip(
      .due, "Due dates",
      entries: [
        Slip.Entry("Library", branch), Slip.Entry("Reader", alias),
        Slip.Entry("Day", try today().description),
      ],
      lines: chosen.map { loan in
        Slip.Line(
          loan.title.isEmpty ? "(no title)" : loan.title,
          detail: loan.due.map { "due \($0)" } ?? "", barcode: loan.barcode)
      })
  }

  /// What stands in an item on the hold shelf, or on its way there.
  ///
  /// - Throws: `DeskError.notKept` where it is kept for nobody.
  package func holdSlip(_ reference: String) throws -> Slip {
    let item = try item(reference)
    return try store.read { reader in
      guard let hold = try reader.hold(servedBy: item.id) else {
        throw DeskError.notKept(item.title)
      }
      let shelfDays = try reader.policyInForce().policy.holds.shelfDays
      let pickup = hold.values[HoldColumn.pickup]?.text ?? ""
      var entries = [
        Slip.Entry("For", try reader.alias(of: hold.values[HoldColumn.patron]?.record)),
        Slip.Entry("Fetched at", pickup),
      ]
      let expiry = hold.values[HoldColumn.expiry]?.integer.map(CivilDate.init(day:))
      if let shelved = hold.values[HoldColumn.shelved]?.integer {
        let last = CivilDate(ofSeconds: shelved).adding(days: shelfDays)
        entries.append(Slip.Entry("Until", min(last, expiry ?? last).description))
      } else {
        entries.append(Slip.Entry("Until", "\(shelfDays) days after it arrives"))
      }
      return Slip(.hold, "Kept for a reader", entries: entries, lines: [Self.line(item)])
    }
  }

  /// What goes with an item in the van or the post.
  ///
  /// - Throws: `DeskError.notUnderWay` where it is not on its way.
  package func transitSlip(_ reference: String) throws -> Slip {
    let item = try item(reference)
    guard item.custody == "transit" else { throw DeskError.notUnderWay(item.title) }
    let to = item.custodyBranch ?? ""
    let hold = try store.read { reader in
      try reader.hold(servedBy: item.id).map {
        try reader.alias(of: $0.values[HoldColumn.patron]?.record)
      }
    }
    let why =
      if let hold {
        "for a hold of \(hold)"
      } else if item.owningBranch?.utf8.elementsEqual(to.utf8) == true {
        "it belongs there"
      } else { "sent by staff" }
    return Slip(
      .transit, "To \(to)",
      entries: [
        Slip.Entry("From", item.custodyFrom ?? ""), Slip.Entry("To", to), Slip.Entry("Why", why),
        Slip.Entry("Sent", item.since.map { CivilDate(ofSeconds: $0).description } ?? ""),
      ], lines: [Self.line(item)])
  }

  /// What a desk has to lay into an item that came back: nil where it goes to the shelf or home.
  package func slip(ofReturned item: RecordID) throws -> Slip? {
    let card = try store.read { try $0.itemCard(item) }
    if card.custody == "transit" { return try transitSlip(item.full) }
    let isKept = try store.read { try $0.hold(servedBy: item) != nil }
    return isKept ? try holdSlip(item.full) : nil
  }

  private static func line(_ item: ItemCard) -> Slip.Line {
    Slip.Line(
      item.title.isEmpty ? "(no title)" : item.title, detail: item.callNumber ?? "",
      barcode: item.barcode)
  }
}

extension StoreReader {
  /// The active hold that an item is put aside for.
  fileprivate func hold(servedBy item: RecordID) throws -> DerivedRow? {
    try derivedRows(
      table: HoldColumn.tableName, where: HoldColumn.server, is: .record(item), limit: .max
    ).first { row in
      row.values[HoldColumn.standing]?.text.flatMap(Hold.Standing.init)?.isActive ?? false
    }
  }
}
