package import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// A patron who was registered by card and name alone. Without a name, so that a list may be printed.
package struct ProvisionalPatron: Equatable, Sendable {
  package let id: RecordID
  /// The last four characters of the card; nil where it is too short to keep the rest to itself.
  package let cardEnd: String?
  package let branch: String
}

extension Replica {
  /// The patron whose own record a card or an id names: not the one who stands for it.
  ///
  /// - Parameter evenErased: for taking a merge back, by which somebody was erased who is another one.
  package func patronRecord(
    _ reference: String, evenErased: Bool = false
  ) throws -> RecordID {
    try store.read { reader in
      let bearers = try reader.patrons(card: reference).map(\.id)
        .filter { try evenErased || !reader.isErased($0) }
      if bearers.count == 1 { return bearers[0] }
      guard bearers.isEmpty else {
        throw ShowError.ambiguous("patron", "this card", bearers.map(\.description))
      }
      guard let id = try Lookup(reader).recordID(reference),
        try reader.record(kind: LibraryKind.patron, id) != nil,
        try evenErased || !reader.isErased(id)
      else { throw ShowError.unknown("patron", "this reference") }
      return id
    }
  }

  /// The bib whose own record a control number, an id or the barcode of an item names: not the one
  /// that stands for it.
  package func bibRecord(_ reference: String) throws -> BibCard {
    try store.read { reader in
      let named = try Lookup(reader).namedBibs(reference)
      guard let first = named.first else { throw ShowError.unknown("bib", reference) }
      guard named.count == 1 else {
        throw ShowError.ambiguous("bib", reference, named.map(\.description))
      }
      return try reader.bibCard(first)
    }
  }

  /// Those whose registration is still to be completed, ascending by id.
  package func provisionalPatrons() throws -> [ProvisionalPatron] {
    var found: [ProvisionalPatron] = []
    var last: RecordID?
    repeat {
      let page = try store.read { reader in
        let patrons = try reader.records(kind: LibraryKind.patron, limit: 500, after: last)
        return (shown: try patrons.filter { try !reader.isErased($0.id) }, last: patrons.last?.id)
      }
      for patron in page.shown
      where patron[PatronField.provisional].integer == 1 && patron[PatronField.redirect].isNull {
        let card = patron[PatronField.card].text ?? ""
        found.append(
          ProvisionalPatron(
            id: patron.id, cardEnd: DuplicatePatron(id: patron.id, card: card).cardEnd,
            branch: patron[PatronField.branch].text ?? ""))
      }
      last = page.last
    } while last != nil
    return found
  }
}

extension StoreReader {
  /// Records that staff declared one are one answer: the record that stands for them. A single one
  /// stays itself, so that a merged record can still be looked at.
  func united(_ ids: [RecordID], _ redirection: Redirection) throws -> [RecordID] {
    ids.count < 2 ? ids : try survivors(of: ids, redirection)
  }

  /// Ascending, each once.
  func survivors(of ids: [RecordID], _ redirection: Redirection) throws -> [RecordID] {
    Set(try ids.map { try survivor(of: $0, redirection) }).sorted()
  }

  /// Whether another record stands for this one.
  func isMerged(_ view: RecordView, _ redirection: Redirection) throws -> Bool {
    guard !view[redirection.field].isNull else { return false }
    return try survivor(of: view.id, redirection) != view.id
  }
}
