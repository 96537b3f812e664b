import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// Patrons: known by their number in Evergreen, under an id that only members can compute again.
extension EvergreenImport {
  /// The stock group that an export leaves out; what else it leaves out are groups of staff.
  private static let stockGroup: (id: Int64, name: String) = (2, "Patrons")

  package func takePatrons() throws {
    var cards: [Int64: (barcode: String, owner: Int64)] = [:]
    let people = tables.rows("actor.usr.tsv")
    try read("actor.card.tsv") { row, number in
      guard let barcode = row.text("barcode") else {
        throw RowRefusal(column: "barcode", code: "barcode-missing", text: "it has no barcode")
      }
      guard let owner = row.number("usr"), let person = people[owner] else {
        throw RowRefusal(
          column: "usr", code: "patron-unknown",
          text: "usr \(row["usr"] ?? "null") is not in actor.usr.tsv")
      }
      guard person.number("card") == number else {
        throw RowRefusal(
          column: "usr", code: "second-card",
          text: "usr \(owner) has another main card; a patron here has one")
      }
      cards[number] = (barcode, owner)
      return .read()
    }
    var groups = [Self.stockGroup.id: Self.stockGroup.name]
    for row in tables[EvergreenTables.groupFile]?.rows ?? [] {
      if let number = row.number("id"), let name = row.text("name") { groups[number] = name }
    }
    try take("actor.usr.tsv") { row, number, transaction in
      try self.plan(row, number, cards, groups, in: transaction)
    }
  }

  private func plan(
    _ row: CopyText.Row, _ number: Int64, _ cards: [Int64: (barcode: String, owner: Int64)],
    _ groups: [Int64: String], in transaction: WriteTransaction
  ) throws -> RowPlan {
    if row.isSet("deleted") {
      throw RowRefusal(column: "deleted", code: "deleted", text: "it is deleted in Evergreen")
    }
    guard let card = row.number("card").flatMap({ cards[$0] }), card.owner == number else {
      throw RowRefusal(
        column: "card", code: "card-unknown",
        text: "card \(row["card"] ?? "null") is no card of it in actor.card.tsv")
    }
    let name = ["prefix", "first_given_name", "second_given_name", "family_name", "suffix"]
      .compactMap { row.text($0) }.joined(separator: " ")
    guard !name.isEmpty else {
      throw RowRefusal(column: "family_name", code: "cell-empty", text: "it has no name")
    }
    let place = try branch("home_ou", row)
    let group = row.number("profile").flatMap { groups[$0] }
    let patron = RecordID(
      space: .source("\(source):patron"),
      number: Sha256.keyedNumber(
        Array("catchword evergreen patron v1\0\(source)\0\(number)".utf8), key: replica.secret))
    try checkCard(card.barcode, of: patron, in: transaction)
    let values = [
      FieldValue(PatronField.card, .text(card.barcode)), FieldValue(PatronField.name, .text(name)),
      FieldValue(PatronField.category, group.map { .text($0) } ?? .null),
      FieldValue(PatronField.branch, .text(place)),
      FieldValue(PatronField.birthDate, try day("dob", row)),
      FieldValue(PatronField.expiry, try day("expire_date", row)),
    ]
    let remarks = remarks(row, hasGroup: group != nil)
    let remark = remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    guard let held = try transaction.record(kind: LibraryKind.patron, patron) else {
      patrons[number] = patron
      let present = values.filter { !$0.value.isNull }
      return .write(
        [Operation(.write, kind: LibraryKind.patron, record: patron, values: present)],
        remark: remark)
    }
    guard try !held.state.isDead && !transaction.isErased(patron) else {
      throw RowRefusal(
        column: nil, code: "deleted-here", text: "it was deleted here; it stays so")
    }
    patrons[number] = patron
    guard let changed = replica.changes(values, in: held) else { return .write([]) }
    let edit = try CatalogEdit.setPatron(patron, changed, settles: [])
      .plan(in: transaction) { try transaction.mint() }
    return .write(edit.operations, remark: remark)
  }

  /// A card that somebody else bears would stop the desk at every scan.
  private func checkCard(
    _ card: String, of patron: RecordID, in transaction: WriteTransaction
  ) throws {
    let bearers = try transaction.records(
      kind: LibraryKind.patron, where: PatronField.card, is: .text(card))
    guard bearers.allSatisfy({ $0.state.isDead || $0.id == patron }) else {
      throw RowRefusal(
        column: "card", code: "card-in-use", text: "another patron here bears its card")
    }
    let items = try transaction.records(
      kind: LibraryKind.item, where: ItemField.barcode, is: .text(card))
    guard items.allSatisfy(\.state.isDead) else {
      throw RowRefusal(
        column: "card", code: "that-is-an-item", text: "its card is the barcode of an item here")
    }
  }

  /// A date, or the day of a moment.
  private func day(_ column: String, _ row: CopyText.Row) throws -> Value {
    guard let text = row.text(column) else { return .null }
    guard let day = (try? CivilDate(parsing: text)) ?? ForeignTime(text)?.day else {
      throw RowRefusal(
        column: column, code: "not-a-date",
        text: "\(column) is not a date; it must be as 2020-10-27")
    }
    return .integer(day.day)
  }

  private func remarks(_ row: CopyText.Row, hasGroup: Bool) -> [String] {
    var remarks: [String] = []
    if !hasGroup {
      remarks.append(
        "profile \(row["profile"] ?? "null") is not in \(EvergreenTables.groupFile); no category")
    }
    if row.isSet("barred") {
      remarks.append("it is barred in Evergreen; blocks are set at the desk")
    }
    if row["active"] != nil && !row.isSet("active") {
      remarks.append("it is inactive in Evergreen; blocks are set at the desk")
    }
    return remarks
  }
}
