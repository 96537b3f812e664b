import CatchwordCore
import CatchwordLibrary
import CatchwordStore

extension Replica {
  /// Bibs that have all the words, best first.
  ///
  /// - Parameters:
  ///   - branch: only bibs of which this branch has an item.
  ///   - availableOnly: only bibs of which an item is on the shelf (at `branch`, if given).
  package func search(
    _ words: String, branch: String? = nil, availableOnly: Bool = false, limit: Int = 20
  ) throws -> [SearchHit] {
    guard let expression = SearchText.query(words) else { return [] }
    return try store.read { reader in
      var hits: [SearchHit] = []
      var found: Set<RecordID> = []
      var offset = 0
      while hits.count < limit {
        let page = try reader.search(expression, limit: limit, offset: offset)
        if page.isEmpty { break }
        offset += page.count
        for each in page {
          guard hits.count < limit, case .record(LibraryKind.bib, let named) = each.subject else {
            continue
          }
          // What is found by the words of a merged bib is the bib that stands for it, once.
          let id = try reader.survivor(ofBib: named)
          guard found.insert(id).inserted else { continue }
          let hit = try reader.hit(id)
          let fits = hit.branches.contains { each in
            (branch == nil || each.branch.utf8.elementsEqual(branch!.utf8))
              && (!availableOnly || each.available > 0)
          }
          if fits || (branch == nil && !availableOnly) { hits.append(hit) }
        }
      }
      return hits
    }
  }
}

extension StoreReader {
  fileprivate func hit(_ id: RecordID) throws -> SearchHit {
    typealias Derived = ItemField.Derived
    let bib = try record(kind: LibraryKind.bib, id)
    let items = try items(ofOneWith: id).filter { $0.derived[Derived.status]?.text != "deleted" }
    let byBranch = Dictionary(grouping: items) { item in
      item.derived[Derived.custodyBranch]?.text ?? item[ItemField.owningBranch].text ?? ""
    }
    return SearchHit(
      bib: id, title: bib?.derived[BibField.Derived.title]?.text ?? "",
      author: bib?.derived[BibField.Derived.author]?.text ?? "",
      year: bib?.derived[BibField.Derived.year]?.integer,
      callNumber: items.lazy.compactMap { $0[ItemField.callNumber].text }.first,
      branches: byBranch.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
        SearchHit.Availability(
          branch: $0.key, items: $0.value.count,
          available: $0.value.count { $0.derived[Derived.status]?.text == "available" })
      })
  }
}
