import CatchwordCore
import CatchwordLibrary

/// What staff do with a book in hand, and with what the desk says of it.
extension Month {
  /// A book comes back over the desk.
  mutating func takeBack(_ book: Int, at site: Site) {
    settleFine(book, at: site)
    town.books[book].due = nil
    let answer = scan(CheckinVerb(host: site.name, barcode: town.books[book].barcode))
    putAway(book, answer, at: site)
    tally.returns += 1
  }

  /// What a late return costs, by the slip that the reader has at home.
  private mutating func settleFine(_ book: Int, at site: Site) {
    guard case .reader(let reader) = town.books[book].place else { return }
    town.take(book, from: reader)
    town.books[book].place = .office(site, day: day)
    if town.books[book].isBilled {
      town.books[book].isBilled = false
      town.readers[reader].billed = max(0, town.readers[reader].billed - settings.replacement)
      town.readers[reader].trustsTheDesk = true
    }
    guard let due = town.books[book].due, due < today else { return }
    town.readers[reader].owes += (today.day - due.day) * settings.finePerDay
    tally.lateReturns += 1
  }

  /// Where a book goes that was just scanned, by what the desk said.
  mutating func putAway(_ book: Int, _ heard: Run.Heard, at site: Site) {
    town.books[book].isScanned = true
    town.books[book].misses = 0
    town.books[book].keptFor = nil
    guard case .answer(let answer) = heard else {
      town.books[book].isScanned = false
      return setAside(book, at: site)
    }
    for line in answer.lines {
      if let alias = Self.word(after: "hold shelf for card …", in: line) {
        return shelve(book, for: alias, at: site)
      }
      if let pickup = Self.site(after: "It is for a hold; send it to ", in: line) {
        tally.trapped += 1
        town.books[book].slip = pickup
        return crate(book, from: site, to: pickup)
      }
      if line.hasPrefix("A hold for ") { return setAside(book, at: site) }
      if line.contains("when the cart is back") { return send(book, from: site, to: .main) }
      if line.contains("put it aside") || line.contains("goes to cataloguing") {
        return setAside(book, at: site)
      }
    }
    // The slip says so, and the desk has not heard of it: it waits for news.
    if town.books[book].slip == site && !isOld(book) { return setAside(book, at: site) }
    town.books[book].slip = nil
    for line in answer.lines {
      let goal =
        Self.site(after: "It goes home to ", in: line)
        ?? Self.site(after: "send it on to ", in: line)
      if let goal { return send(book, from: site, to: goal) }
    }
    town.books[book].place = .shelf(site)
  }

  /// Whether it was put aside for longer than any desk is without news.
  private func isOld(_ book: Int) -> Bool {
    guard case .office(_, let since) = town.books[book].place else { return false }
    return day - since > 5
  }

  private mutating func setAside(_ book: Int, at site: Site) {
    if case .office(site, _) = town.books[book].place { return }
    town.books[book].place = .office(site, day: day)
  }

  /// Onto the hold shelf; the reader is told, and comes within days or not at all.
  private mutating func shelve(_ book: Int, for alias: String, at site: Site) {
    town.books[book].place = .holdShelf(site)
    town.books[book].slip = site
    let reader = town.readers.firstIndex { $0.card.hasSuffix(alias) }
    town.books[book].keptFor = reader
    tally.shelved += 1
    guard let reader, !happens(settings.noShowsPerCent, of: 100) else { return }
    let days = (day + 1...day + 6).filter { site.hours(on: $0) != nil }
    guard let hours = site.hours(on: days.first ?? day + 7) else { return }
    let chosen = days.isEmpty ? day + 7 : days[min(chance.below(days.count), chance.below(3))]
    if chosen < settings.days {
      agenda.add(.fetch(reader: reader, site), at: time(chosen, hours))
    }
  }

  private mutating func send(_ book: Int, from site: Site, to goal: Site) {
    scan(SendVerb(host: site.name, barcode: town.books[book].barcode, to: goal.name))
    crate(book, from: site, to: goal)
  }

  /// Into the crate, or by a slip into another one.
  private mutating func crate(_ book: Int, from site: Site, to goal: Site) {
    tally.crates += 1
    var goal = goal
    if happens(settings.wrongCratesPerMille, of: 1_000) {
      goal = chance.pick([Site.main, .east, .west].filter { $0 != site && $0 != goal })
      tally.slips += 1
      town.books[book].isScanned = false
    }
    // On board of a cart it stays until that comes home.
    town.books[book].place = .crate(from: site, to: goal, day: site.isCart ? .max : day)
  }

  // MARK: Lending

  /// Lends over the desk.
  ///
  /// - Returns: whether the reader leaves with it.
  @discardableResult
  mutating func lend(_ book: Int, to reader: Int, at site: Site) throws -> Bool {
    if happens(settings.forgottenLoansPerMille, of: 1_000) {
      tally.slips += 1
      town.lend(book, to: reader)
      (town.books[book].due, town.books[book].isScanned) = (nil, false)
      return true
    }
    let card = town.readers[reader].card
    if happens(settings.wrongScansPerMille, of: 1_000) { scanTheWrongBook(for: card, at: site) }
    let barcode = town.books[book].barcode
    var heard = scan(CheckoutVerb(host: site.name, barcode: barcode, card: card))
    if case .refusal(DeskError.owesTooMuch) = heard, try pay(reader, at: site) {
      heard = scan(CheckoutVerb(host: site.name, barcode: barcode, card: card))
    }
    switch heard {
    case .answer(let answer):
      town.lend(book, to: reader)
      (town.books[book].due, town.books[book].isScanned) = (answer.due, true)
      town.readers[reader].wishes[town.books[book].title] = nil
      tally.loans += 1
      if site.isCart { tally.cartLoans += 1 }
      return true
    case .refusal(let error as DeskError): turnAway(book, error, at: site)
    case .refusal, .nothing: break
    }
    return false
  }

  /// The book does not leave; a clerk reads why.
  private mutating func turnAway(_ book: Int, _ error: DeskError, at site: Site) {
    tally.refusals[error.code, default: 0] += 1
    guard case .shelf = town.books[book].place else { return }
    switch error {
    case .onHold, .damaged, .incomplete, .withdrawn, .deleted, .preservationHold:
      let answer = scan(CheckinVerb(host: site.name, barcode: town.books[book].barcode))
      putAway(book, answer, at: site)
    default: break
    }
  }

  /// Another book of the pile on the desk, noticed at once.
  private mutating func scanTheWrongBook(for card: String, at site: Site) {
    let pile = town.shelf(at: site)
    guard !pile.isEmpty else { return }
    let wrong = chance.pick(pile)
    let barcode = town.books[wrong].barcode
    tally.slips += 1
    guard case .answer = scan(CheckoutVerb(host: site.name, barcode: barcode, card: card)) else {
      return
    }
    scan(UndoVerb(host: site.name, barcode: barcode))
    tally.undone += 1
  }

  // MARK: Reading what the desk says

  static func word(after words: String, in line: String) -> String? {
    guard let range = line.firstRange(of: words) else { return nil }
    return String(line[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" })
  }

  static func site(after words: String, in line: String) -> Site? {
    word(after: words, in: line).flatMap(Site.init(code:))
  }
}
