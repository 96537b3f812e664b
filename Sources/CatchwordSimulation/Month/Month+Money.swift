import Catchword
import CatchwordCore
import CatchwordLibrary

/// Late returns and losses, as readers who know what they did pay for them.
extension Month {
  mutating func payIfAny(_ reader: Int, at site: Site) throws {
    let person = town.readers[reader]
    guard person.owes + person.billed > 0 || person.trustsTheDesk else { return }
    // Who has something overdue at home pays when that is back.
    let isLate = person.books.contains { book in town.books[book].due.map { $0 < today } ?? false }
    guard !isLate, chance.below(100) < 75 else { return }
    try pay(reader, at: site)
  }

  /// A reader pays what the desk says where it is what they owe; else they say that they paid
  /// elsewhere, or brought it back elsewhere, and the desk believes it and waits for news.
  @discardableResult
  mutating func pay(_ reader: Int, at site: Site) throws -> Bool {
    let person = town.readers[reader]
    let owed = try run.account(of: person.card, at: run.host(site.name)).owed(in: "USD")
    guard owed > 0 else { return false }
    guard owed == person.owes + person.billed || person.trustsTheDesk else {
      tally.postponedPayments += 1
      return false
    }
    let heard = scan(PayVerb(host: site.name, card: person.card, amount: owed))
    guard case .answer = heard else { return false }
    (town.readers[reader].owes, town.readers[reader].billed) = (0, 0)
    town.readers[reader].trustsTheDesk = false
    tally.payments += 1
    return true
  }

  /// A reader says at a desk what is lost; it is billed. Some of it turns up in the end.
  mutating func tellOfLosses(_ reader: Int, at site: Site) {
    for book in town.readers[reader].lost where happens(settings.findsPerCent, of: 100) {
      town.readers[reader].lost.removeAll { $0 == book }
      town.lend(book, to: reader)
      takeBack(book, at: site)
      tally.found += 1
    }
    for book in town.readers[reader].lost where !town.books[book].isBilled {
      bill(book, reader, at: site)
    }
  }

  private mutating func bill(_ book: Int, _ reader: Int, at site: Site) {
    let verb = BillVerb(
      host: site.name, barcode: town.books[book].barcode, amount: settings.replacement)
    guard case .answer = scan(verb) else { return }
    town.books[book].isBilled = true
    town.readers[reader].billed += settings.replacement
    tally.billed += 1
  }

  /// What the hub believes to be overdue: a reader who is told of it and has it no longer says so,
  /// and what nobody says anything of for two weeks is billed.
  mutating func billOverdue() throws {
    for barcode in try overdue(forDays: 4) {
      guard let book = town.books.firstIndex(where: { $0.barcode == barcode }),
        !town.books[book].isBilled
      else { continue }
      if case .reader(let reader) = town.books[book].place {
        if let due = town.books[book].due, today.day - due.day > 13 {
          bill(book, reader, at: .main)
        }
      } else if let reader = town.readers.firstIndex(where: { $0.lost.contains(book) }) {
        bill(book, reader, at: .main)
      } else if case .shelf(let site) = town.books[book].place {
        scan(MarkVerb(host: Site.main.name, barcode: barcode, mark: .claimsReturned))
        tally.claims += 1
        guard site.hours(on: day) != nil, chance.below(100) < 80 else { continue }
        takeBack(book, at: site)
      }
    }
  }

  /// - Returns: barcodes of what is on loan as the hub knows it, due more than so many days ago.
  private func overdue(forDays days: Int64) throws -> [String] {
    let limit = today.day - days
    return try run.use(run.host(Site.main.name)) { engine in
      try engine.read { reader in
        try reader.everyRow(table: LoanColumn.tableName).filter { row in
          row.values[LoanColumn.standing] == .text("open")
            && row.values[LoanColumn.due]?.integer ?? .max < limit
        }.compactMap { row in
          try row.values[LoanColumn.item]?.record.flatMap {
            try reader.record(kind: LibraryKind.item, $0)
          }?[ItemField.barcode].text
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      }
    }
  }
}
