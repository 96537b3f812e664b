import Catchword
import CatchwordCore
import CatchwordLibrary

/// What staff do before readers come and after they have gone.
extension Month {
  /// The box, the crates, what was put aside, the pull list, and the hold shelf.
  mutating func open(_ site: Site) throws {
    for book in town.books.indices {
      switch town.books[book].place {
      case .box(site, let since) where since < day: emptyBox(book, at: site)
      case .crate(_, site, let since) where since < day: unpack(book, at: site)
      case .office(site, let since) where since < day: lookAgain(book, since: since, at: site)
      default: break
      }
    }
    try pull(at: site)
    try clear(at: site)
  }

  private mutating func emptyBox(_ book: Int, at site: Site) {
    if let reader = dropped.removeValue(forKey: book) {
      // So that it is reckoned as it would have been over the desk.
      town.lend(book, to: reader)
    }
    takeBack(book, at: site)
  }

  private mutating func unpack(_ book: Int, at site: Site) {
    tally.unpacked += 1
    let isForgotten =
      town.books[book].home == site && town.books[book].slip == nil
      && happens(settings.forgottenReceiptsPerMille, of: 1_000)
    guard !isForgotten else {
      tally.slips += 1
      (town.books[book].place, town.books[book].isScanned) = (.shelf(site), false)
      return
    }
    let answer = scan(ReceiveVerb(host: site.name, barcode: town.books[book].barcode))
    putAway(book, answer, at: site)
  }

  private mutating func lookAgain(_ book: Int, since: Int64, at site: Site) {
    let barcode = town.books[book].barcode
    if town.books[book].isDamaged {
      guard day - since > 3 else { return }
      scan(MarkVerb(host: site.name, barcode: barcode, mark: .repaired))
      town.books[book].isDamaged = false
    }
    let answer = scan(CheckinVerb(host: site.name, barcode: barcode))
    putAway(book, answer, at: site)
  }

  private func replica(at site: Site) -> Replica? {
    (run.host(site.name).engine as? ReplicaEngine)?.replica
  }

  /// What somebody waits for is fetched from the shelf, as far as it stands there.
  private mutating func pull(at site: Site) throws {
    for line in try replica(at: site)?.pullList(at: site.code, on: today) ?? [] {
      guard let book = town.books.firstIndex(where: { $0.barcode == line.item.barcode }) else {
        continue
      }
      tally.pulled += 1
      if town.books[book].place == .shelf(site) {
        let answer = scan(CaptureVerb(host: site.name, barcode: town.books[book].barcode))
        if case .answer = answer { putAway(book, answer, at: site) }
      } else {
        town.books[book].misses += 1
        tally.lookedForInVain += 1
        guard town.books[book].misses == 3 else { continue }
        scan(MarkVerb(host: site.name, barcode: town.books[book].barcode, mark: .missing))
      }
    }
  }

  /// What nobody came for goes back, or to the next who waits.
  private mutating func clear(at site: Site) throws {
    for line in try replica(at: site)?.clearList(at: site.code, on: today) ?? [] {
      guard let book = town.books.firstIndex(where: { $0.barcode == line.item.barcode }),
        town.books[book].place == .holdShelf(site)
      else { continue }
      let barcode = town.books[book].barcode
      if line.reason != .forNobody, let reader = town.books[book].keptFor {
        scan(UnholdVerb(host: site.name, card: town.readers[reader].card, barcode: barcode))
        town.readers[reader].wishes[town.books[book].title] = nil
      }
      scan(ReleaseVerb(host: site.name, barcode: barcode))
      (town.books[book].slip, town.books[book].keptFor) = (nil, nil)
      town.books[book].place = .office(site, day: day)
      let answer = scan(CheckinVerb(host: site.name, barcode: barcode))
      putAway(book, answer, at: site)
      tally.cleared += 1
    }
  }

  mutating func takeStock(_ site: Site) {
    let shelf = town.shelf(at: site)
    guard !shelf.isEmpty else { return }
    let start = chance.below(shelf.count)
    for book in shelf[start...].prefix(40) {
      let answer = scan(InventoryVerb(host: site.name, barcode: town.books[book].barcode))
      putAway(book, answer, at: site)
    }
    tally.inventories += 1
  }

  mutating func useInTheHouse(_ site: Site) {
    let shelf = town.shelf(at: site)
    guard !shelf.isEmpty else { return }
    let book = chance.pick(shelf)
    let answer = scan(InhouseVerb(host: site.name, barcode: town.books[book].barcode))
    putAway(book, answer, at: site)
  }

  mutating func catalogue(_ site: Site) {
    let index = town.books.count
    let book = Book(
      barcode: "b\(index + 1)", title: settings.books + index, home: site, place: .shelf(site))
    scan(ItemVerb(barcode: book.barcode, title: "New title \(index + 1)", branch: site.name))
    town.books.append(book)
    tally.newBooks += 1
  }

  /// What the van or the laptop brings is carried into the house, to go on from there.
  mutating func bringHome(_ site: Site) {
    for book in town.books.indices {
      if case .crate(site, let goal, _) = town.books[book].place {
        town.books[book].place = .crate(from: site, to: goal, day: day)
      }
    }
    tally.cartDays += 1
  }

  /// The night: who is at home or has a line meets the hub, twice, so that each hears of the others.
  /// Queues are read before and after: an entry of one day was read too.
  mutating func sync(_ day: Int64) throws {
    try tally.look(at: run)
    for _ in 0..<2 {
      for site in Site.allCases.dropFirst() where site.isHome(onNightOf: day) {
        scan(SyncVerb(caller: site.name, peer: Site.main.name))
      }
    }
    try tally.look(at: run)
  }
}
