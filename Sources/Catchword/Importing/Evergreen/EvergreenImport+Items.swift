package import CatchwordCore
package import CatchwordLibrary

/// Items come in with their bibs: the tables say which, the MARC records what they are.
extension EvergreenImport {
  /// What the catalogue wrote of a bib.
  package struct TakenBib: Sendable {
    package let id: RecordID
    /// How many of its items were new or had changed.
    package let items: Int

    package init(id: RecordID, items: Int) {
      self.id = id
      self.items = items
    }
  }

  /// Evergreen's one stock location, which exports leave out.
  private static let stockLocation: (id: Int64, name: String) = (1, "Stacks")

  /// Stock statuses that staff should read until something happens to the item here. Those that are
  /// marks are facts (`takeStates`); 0, 1, 7 and 8 follow from facts or mean nothing.
  private static let statuses: [Int64: String] = [
    2: "bindery", 5: "in process", 6: "in transit", 9: "on order", 10: "interlibrary loan",
    11: "cataloging", 12: "reserves", 15: "on reservation shelf", 18: "canceled transit",
  ]

  private static let schemes: [Int64: String] = [2: "ddc", 3: "lcc"]

  /// Reads what describes items, and sorts the items by their bibs.
  package func readItems() throws {
    var locations: [Int64: (name: String, isLent: Bool)] = [
      Self.stockLocation.id: (Self.stockLocation.name, true)
    ]
    try read("asset.copy_location.tsv") { row, number in
      guard let name = row.text("name") else {
        throw RowRefusal(column: "name", code: "cell-empty", text: "it has no name")
      }
      locations[number] = (name, row["circulate"].map { _ in row.isSet("circulate") } ?? true)
      return .read()
    }
    let parts = try readParts()
    let labels = tables.rows("asset.call_number.tsv")
    var live: Set<Int64> = []
    for row in tables["asset.copy.tsv"]?.rows ?? [] where !row.isSet("deleted") {
      guard let number = row.number("id"), copies[number] == nil,
        let label = row.number("call_number").flatMap({ labels[$0] }),
        let item = try? item(row, number, label, locations, parts)
      else { continue }
      if let number = label.number("id") { live.insert(number) }
      itemsOfBib[item.copy.bib, default: []].append(item.imported)
      copies[number] = item.copy
    }
    try readLabels(live)
    locationsOfItems = locations
    partsOfItems = parts
  }

  /// Settles the items once it is known which bibs were taken in.
  package func settleItems(_ taken: [Int64: TakenBib]) throws {
    bibs = taken.mapValues(\.id)
    copies = copies.filter { taken[$0.value.bib] != nil }
    let labels = tables.rows("asset.call_number.tsv")
    try read("asset.copy.tsv") { row, number in
      if row.isSet("deleted") {
        throw RowRefusal(column: "deleted", code: "deleted", text: "it is deleted in Evergreen")
      }
      guard let label = row.number("call_number").flatMap({ labels[$0] }) else {
        throw RowRefusal(
          column: "call_number", code: "call-number-unknown",
          text: "call_number \(row["call_number"] ?? "null") is not in asset.call_number.tsv")
      }
      let item = try item(row, number, label, locationsOfItems, partsOfItems)
      guard let bib = taken[item.copy.bib] else {
        throw RowRefusal(
          column: "call_number", code: "bib-unknown",
          text: "its bib \(item.copy.bib) was not taken in")
      }
      return bib.items == 0 ? .write([]) : .read()
    }
  }

  /// What a bib of the MARC file gets from the tables.
  ///
  /// - Returns: why it is not to be taken in; nil where it is.
  package func prepare(_ bib: inout ImportedBib) -> String? {
    guard let number = Int64(bib.key) else { return "901$c and 001 hold no number of Evergreen's" }
    bib.items = itemsOfBib[number] ?? []
    let row = rowsOfBibs[number]
    if row?.isSet("deleted") == true && bib.items.isEmpty {
      return "it is deleted in Evergreen and has no living items"
    }
    return nil
  }

  /// Settles the table beside the MARC records, which says what of them is deleted.
  package func settleBibs(_ taken: [Int64: TakenBib]) throws {
    try read("biblio.record_entry.tsv") { row, number in
      guard taken[number] != nil else {
        throw RowRefusal(
          column: "id", code: row.isSet("deleted") ? "deleted" : "bib-unknown",
          text: row.isSet("deleted")
            ? "it is deleted in Evergreen and has no living items"
            : "no record of it was taken in from \(EvergreenTables.bibFile)")
      }
      return row.isSet("deleted")
        ? .read(remark: "it is deleted in Evergreen; taken over, since items stand under it")
        : .read()
    }
  }

  // MARK: Parts

  private func readParts() throws -> [Int64: String] {
    var labels: [Int64: String] = [:]
    try read("biblio.monograph_part.tsv") { row, number in
      guard let label = row.text("label") else {
        throw RowRefusal(column: "label", code: "cell-empty", text: "it has no label")
      }
      labels[number] = label
      return .read()
    }
    var parts: [Int64: String] = [:]
    let known = tables.rows("asset.copy.tsv")
    try read("asset.copy_part_map.tsv") { row, _ in
      guard let copy = row.number("target_copy"), known[copy] != nil else {
        throw RowRefusal(
          column: "target_copy", code: "item-unknown",
          text: "target_copy \(row["target_copy"] ?? "null") is not in asset.copy.tsv")
      }
      guard let label = row.number("part").flatMap({ labels[$0] }) else {
        throw RowRefusal(
          column: "part", code: "part-unknown",
          text: "part \(row["part"] ?? "null") is not in biblio.monograph_part.tsv")
      }
      parts[copy] = parts[copy].map { "\($0), \(label)" } ?? label
      return .read()
    }
    return parts
  }

  /// - Parameter live: call numbers under which living items stand.
  private func readLabels(_ live: Set<Int64>) throws {
    try read("asset.call_number.tsv") { row, number in
      if !live.contains(number) {
        if row.text("label") == "##URI##" {
          throw RowRefusal(
            column: "label", code: "electronic",
            text: "it stands for an address on the web and not for a place on the shelf")
        }
        if row.isSet("deleted") {
          throw RowRefusal(column: "deleted", code: "deleted", text: "it is deleted in Evergreen")
        }
      }
      _ = try branch("owning_lib", row)
      var remarks: [String] = []
      if row.isSet("deleted") {
        remarks.append("it is deleted in Evergreen; taken over, since items stand under it")
      }
      for column in ["prefix", "suffix"] {
        if let part = row.number(column) {
          remarks.append("\(column) \(part) is in a table that is not read; the label stands alone")
        }
      }
      return .read(remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "))
    }
  }

  // MARK: Items

  private func item(
    _ row: CopyText.Row, _ number: Int64, _ label: CopyText.Row,
    _ locations: [Int64: (name: String, isLent: Bool)], _ parts: [Int64: String]
  ) throws -> (imported: ImportedItem, copy: Copy) {
    guard let bib = label.number("record") else {
      throw RowRefusal(
        column: "call_number", code: "bib-unknown",
        text: "its call number \(label["id"] ?? "") names no bib")
    }
    guard let barcode = row.text("barcode") else {
      throw RowRefusal(column: "barcode", code: "barcode-missing", text: "it has no barcode")
    }
    guard let location = row.number("location").flatMap({ locations[$0] }) else {
      throw RowRefusal(
        column: "location", code: "location-unknown",
        text: "location \(row["location"] ?? "null") is not in asset.copy_location.tsv")
    }
    let place = try branch("circ_lib", row)
    var item = ImportedItem(sourceNumber: String(number), barcode: barcode)
    item.owningBranch = try branch("owning_lib", label)
    item.currentBranch = place
    item.shelvingLocation = location.name
    item.callNumber = label.text("label")
    item.callNumberScheme = label.number("label_class").flatMap { Self.schemes[$0] }
    item.copyNumber = row.text("copy_number")
    item.enumeration = parts[number]
    item.itemType = row.text("circ_modifier")
    item.price = row.text("price")
    item.acquired = try optionalMoment("active_date", row)?.day.description
    item.noteStaff = row.text("alert_message")
    item.importedStatus = row.number("status").flatMap { Self.statuses[$0] }
    let isLent = row["circulate"].map { _ in row.isSet("circulate") } ?? true
    if !isLent || !location.isLent || row.isSet("ref") { item.notForLoan = 1 }
    return (
      item, Copy(id: id("item", number), bib: bib, barcode: barcode, branch: place, row: row)
    )
  }
}
