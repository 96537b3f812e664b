import CatchwordCore
import CatchwordLibrary

/// What readers do: they come, bring back, pay, fetch, borrow and wish, and sometimes call.
extension Month {
  /// Plans the next visit of a reader.
  ///
  /// - Parameter days: how long after that day it may be.
  mutating func comeAgain(_ reader: Int, after day: Int64, within days: ClosedRange<Int64>) {
    let home = town.readers[reader].home
    var site = home
    if chance.below(100) < (home == .school ? 8 : 25) {
      site = [.main, .main, .east, .west, .van][chance.below(5)]
    }
    var chosen = day + 1 + chance.number(days)
    while site.hours(on: chosen) == nil { chosen += 1 }
    guard chosen < settings.days, let hours = site.hours(on: chosen) else { return }
    agenda.add(.visit(reader: reader, site), at: time(chosen, hours))
    if chance.below(100) < 12, chosen > day + 2 {
      let before = chance.number(day + 1...chosen - 1)
      if town.readers[reader].home.hours(on: before) != nil || Site.main.hours(on: before) != nil {
        agenda.add(.call(reader: reader), at: time(before, 10...16))
      }
    }
  }

  mutating func visit(_ reader: Int, _ site: Site) throws {
    tally.visits += 1
    if site.isCart { tally.cartVisits += 1 }
    bringBack(reader, at: site)
    try payIfAny(reader, at: site)
    try collect(reader, at: site)
    try borrow(reader, at: site)
    if chance.below(100) < settings.wishesPerCent { wish(reader, at: site) }
    comeAgain(reader, after: day, within: 2...13)
  }

  private mutating func bringBack(_ reader: Int, at site: Site) {
    if !town.readers[reader].books.isEmpty, happens(settings.lossesPerMille, of: 1_000) {
      let book = chance.pick(town.readers[reader].books)
      town.take(book, from: reader)
      town.books[book].place = .gone
      town.readers[reader].lost.append(book)
      tally.lost += 1
    }
    tellOfLosses(reader, at: site)
    for book in town.readers[reader].books {
      let left = town.books[book].due.map { $0.day - today.day } ?? 3
      guard left < 1 || chance.below(100) < (left < 4 ? 75 : 45) else {
        if left < 4, chance.below(3) > 0 { renew(book, at: site, isByPhone: false) }
        continue
      }
      if !site.isCart && chance.below(100) < 18 {
        drop(book, from: reader, at: site)
      } else {
        takeBack(book, at: site)
        reportDamage(book, at: site)
      }
    }
  }

  /// Through the slot; it is scanned in the morning, or gets onto the shelf without.
  private mutating func drop(_ book: Int, from reader: Int, at site: Site) {
    town.take(book, from: reader)
    if happens(settings.forgottenReturnsPerMille, of: 1_000) {
      tally.slips += 1
      town.books[book].place = .shelf(site)
      (town.books[book].isScanned, town.books[book].due) = (false, nil)
      return
    }
    town.books[book].place = .box(site, day: day)
    dropped[book] = reader
  }

  private mutating func reportDamage(_ book: Int, at site: Site) {
    guard case .shelf = town.books[book].place, happens(settings.damagesPerMille, of: 1_000) else {
      return
    }
    scan(MarkVerb(host: site.name, barcode: town.books[book].barcode, mark: .damaged))
    town.books[book].isDamaged = true
    town.books[book].place = .office(site, day: day)
  }

  mutating func renew(_ book: Int, at site: Site, isByPhone: Bool) {
    let verb = RenewVerb(
      host: site.name, barcode: town.books[book].barcode, isByPhone: isByPhone)
    guard case .answer(let answer) = scan(verb) else { return }
    town.books[book].due = answer.due
    if !isByPhone { town.books[book].isScanned = true }
    tally.renewals += 1
  }

  private mutating func collect(_ reader: Int, at site: Site) throws {
    for book in town.books.indices
    where town.books[book].place == .holdShelf(site) && town.books[book].keptFor == reader {
      if try lend(book, to: reader, at: site) { tally.fetched += 1 }
    }
  }

  private mutating func borrow(_ reader: Int, at site: Site) throws {
    let room = max(0, 8 - town.readers[reader].books.count)
    for _ in 0..<min(room, [0, 1, 1, 2, 2, 3, 4][chance.below(7)]) {
      let shelf = town.shelf(at: site)
      guard !shelf.isEmpty else { return }
      // What is popular at one desk is at the others.
      let book = shelf[min(chance.below(shelf.count), chance.below(shelf.count))]
      try lend(book, to: reader, at: site)
    }
  }

  /// For a title that is not here; mostly for what others want too.
  private mutating func wish(_ reader: Int, at site: Site) {
    let book = min(
      chance.below(settings.books), chance.below(settings.books), chance.below(settings.books))
    let title = town.books[book].title
    let copies = town.books.indices.filter { town.books[$0].title == title }
    let isAtHand = copies.contains { copy in
      town.books[copy].place == .shelf(site) || town.readers[reader].books.contains(copy)
    }
    guard !isAtHand, town.readers[reader].wishes[title] == nil else { return }
    let pickup = chance.below(100) < 80 ? site : town.readers[reader].home
    let isForItem = chance.below(100) < settings.itemWishesPerCent
    let verb = HoldVerb(
      host: site.name, card: town.readers[reader].card, barcode: town.books[book].barcode,
      pickup: pickup.name, isForItem: isForItem)
    guard case .answer = scan(verb) else { return }
    town.readers[reader].wishes[title] = pickup
    tally.wishes += 1
  }

  /// Somebody comes because a book waits for them.
  mutating func fetch(_ reader: Int, _ site: Site) throws {
    tally.visits += 1
    bringBack(reader, at: site)
    try payIfAny(reader, at: site)
    try collect(reader, at: site)
  }

  /// By phone, at the desk of the reader's branch: loans are renewed, wishes given up.
  mutating func call(_ reader: Int) {
    let home = town.readers[reader].home
    let site = home.isCart ? Site.main : home
    guard site.hours(on: day) != nil else { return }
    for book in town.readers[reader].books {
      guard let due = town.books[book].due, due.day - today.day <= 3 else { continue }
      renew(book, at: site, isByPhone: true)
      tally.phoneRenewals += 1
    }
    // Of what waits already they were told; they give up what they have waited for long.
    let given = town.readers[reader].wishes.keys.sorted().first { title in
      !town.books.contains { $0.title == title && $0.keptFor == reader }
    }
    guard let given, chance.below(5) == 0,
      let book = town.books.first(where: { $0.title == given })
    else { return }
    scan(
      UnholdVerb(host: site.name, card: town.readers[reader].card, barcode: book.barcode))
    town.readers[reader].wishes[given] = nil
    tally.givenUp += 1
  }

  mutating func register(_ site: Site) throws {
    newcomers += 1
    let reader = town.readers.count
    let card = "n\(1_000 + newcomers)"
    scan(RegisterVerb(host: site.name, card: card))
    town.readers.append(Reader(card: card, home: site))
    tally.newReaders += 1
    try visit(reader, site)
  }
}
