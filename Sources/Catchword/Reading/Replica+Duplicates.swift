package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// Likely duplicates. Nothing is written: which of them are one is for staff to say.
extension Replica {
  /// The numbers of all living bibs, read in pages, each of its own moment: whoever reads long does
  /// not hold up those who write.
  package func bibDuplicates() throws -> BibDuplicates {
    var duplicates = BibDuplicates()
    var last: RecordID?
    repeat {
      let page = try store.read { reader in
        let bibs = try reader.records(
          kind: LibraryKind.bib, limit: Self.duplicatesPage, after: last)
        let standing = try bibs.filter { try !reader.isMerged($0, .bib) }
          .map { bib in (id: bib.id, numbers: BibIdentifiers(try reader.liveFields(of: bib.id))) }
        return (bibs: standing, last: bibs.last?.id)
      }
      for bib in page.bibs { duplicates.take(bib.id, bib.numbers) }
      last = page.last
    } while last != nil
    return duplicates
  }

  /// The bibs of a cluster that still live, the one to keep first; none where fewer than two are left.
  package func candidates(of cluster: BibCluster) throws -> [DuplicateBib] {
    try store.read { reader in
      let bibs = try cluster.bibs.compactMap { try reader.duplicateBib($0) }
        .sorted { $0.order < $1.order }
      return bibs.count > 1 ? bibs.map(\.bib) : []
    }
  }

  /// Who all living patrons are, read in pages.
  package func patronDuplicates() throws -> PatronDuplicates {
    var duplicates = PatronDuplicates()
    var last: RecordID?
    repeat {
      let page = try store.read { reader in
        let patrons = try reader.records(
          kind: LibraryKind.patron, limit: Self.duplicatesPage, after: last)
        return (
          patrons: try patrons.filter {
            try !reader.isMerged($0, .patron) && !reader.isErased($0.id)
          }, last: patrons.last?.id
        )
      }
      for patron in page.patrons {
        duplicates.take(
          patron.id, name: patron[PatronField.name].text ?? "",
          birthDate: patron[PatronField.birthDate].integer,
          branch: patron[PatronField.branch].text ?? "")
      }
      last = page.last
    } while last != nil
    return duplicates
  }

  /// The patrons of a cluster that still live, ascending by id; none where fewer than two are left.
  package func candidates(of cluster: PatronCluster) throws -> [DuplicatePatron] {
    try store.read { reader in
      let patrons = try cluster.patrons.compactMap { id in
        try reader.record(kind: LibraryKind.patron, id).flatMap { patron in
          try patron.state.isDead || reader.isMerged(patron, .patron) || reader.isErased(id)
            ? nil : DuplicatePatron(id: id, card: patron[PatronField.card].text ?? "")
        }
      }
      return patrons.count > 1 ? patrons : []
    }
  }

  private static var duplicatesPage: Int { 500 }
}

/// A bib that is likely another one's duplicate, with what somebody decides by.
package struct DuplicateBib: Equatable, Sendable {
  package struct Holding: Equatable, Sendable {
    /// Empty for items that name no owner.
    package let branch: String
    package let items: Int
  }

  package let id: RecordID
  package let title: String
  package let author: String
  package let year: Int64?
  /// By owning branch, ascending by its bytes.
  package let holdings: [Holding]

  package var items: Int { holdings.reduce(0) { $0 + $1.items } }
}

/// A patron who likely has another card. Neither a name nor a whole card, so that a report may be
/// printed or sent.
package struct DuplicatePatron: Equatable, Sendable {
  package let id: RecordID
  /// The last four characters of the card; nil where it is too short to keep the rest to itself.
  package let cardEnd: String?

  init(id: RecordID, card: String) {
    self.id = id
    cardEnd = card.count >= 8 ? String(card.suffix(4)) : nil
  }
}

extension StoreReader {
  fileprivate func duplicateBib(_ id: RecordID) throws -> (order: KeepOrder, bib: DuplicateBib)? {
    guard let view = try record(kind: LibraryKind.bib, id), !view.state.isDead,
      try !isMerged(view, .bib)
    else { return nil }
    let items = try liveItems(ofOneWith: id)
    let owners = Dictionary(grouping: items) { Array(($0[ItemField.owningBranch].text ?? "").utf8) }
    let bib = DuplicateBib(
      id: id, title: view.derived[BibField.Derived.title]?.text ?? "",
      author: view.derived[BibField.Derived.author]?.text ?? "",
      year: view.derived[BibField.Derived.year]?.integer,
      holdings: owners.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
        DuplicateBib.Holding(
          branch: String(decoding: $0.key, as: UTF8.self), items: $0.value.count)
      })
    return (KeepOrder(view, items: items.count), bib)
  }
}
