import Catchword
import CatchwordCore
import CatchwordLibrary

/// What a month is counted by.
struct MonthTally: Sendable {
  var visits = 0
  var loans = 0
  var returns = 0
  var lateReturns = 0
  var renewals = 0
  var phoneRenewals = 0
  var payments = 0
  var postponedPayments = 0
  var wishes = 0
  var givenUp = 0
  var trapped = 0
  var shelved = 0
  var fetched = 0
  var cleared = 0
  var pulled = 0
  var lookedForInVain = 0
  var crates = 0
  var unpacked = 0
  var lost = 0
  var found = 0
  var billed = 0
  var claims = 0
  var slips = 0
  var undone = 0
  var inventories = 0
  var newReaders = 0
  var newBooks = 0
  var cartVisits = 0
  var cartLoans = 0
  var cartDays = 0
  var linesDown = 0
  /// By the code of the desk's sentence.
  var refusals: [String: Int] = [:]

  /// Everything that ever stood open in a queue of some replica.
  private(set) var entries: [ContentHash: MonthEntry] = [:]
  private(set) var scans = 0
  private(set) var facts = 0
  private(set) var commits = 0
  private(set) var loansOpen = 0
  /// Books that the replicas place elsewhere than they are, though somebody scanned the last thing
  /// that became of them.
  private(set) var strays: [String] = []

  /// Reads every queue: what stands in one is read by somebody, also where it is gone a day later.
  mutating func look(at run: Run) throws {
    for host in run.hosts {
      for item in try run.use(host, { try $0.reviews() }) where !item.isResolved {
        let since = entries[item.id]?.since ?? run.now
        entries[item.id] = MonthEntry(item, since: since, seenAt: host.name)
      }
    }
  }

  /// When everybody holds everything.
  mutating func conclude(_ town: Town, _ run: Run) {
    do {
      for index in entries.keys { entries[index]?.isOpen = false }
      try look(at: run)
      try count(run)
      try findStrays(town, run)
    } catch {
      run.fail(CheckFailure("engine", "\(error)"))
    }
  }

  /// A scan is a beep: one commit in which somebody had an item in hand, whatever else followed of it.
  private mutating func count(_ run: Run) throws {
    try run.use(run.hosts[0]) { engine in
      var (beeps, all, every) = (0, 0, 0)
      try engine.log { logged in
        every += 1
        let facts = logged.commit.operations.filter { $0.action == .fact }
        all += facts.count
        if facts.contains(where: Self.isScan) { beeps += 1 }
      }
      (scans, facts, commits) = (beeps, all, every)
      loansOpen = try engine.read { reader in
        try reader.everyRow(table: LoanColumn.tableName).count {
          $0.values[LoanColumn.standing] == .text("open")
        }
      }
    }
  }

  private static func isScan(_ fact: CatchwordCore.Operation) -> Bool {
    guard fact.kind == LibraryKind.circulation,
      let action = fact[CirculationField.action]?.integer.flatMap(CirculationAction.init)
    else { return false }
    switch action {
    case .checkout, .checkin, .inHouseUse, .inventory, .send, .receive, .capture, .release:
      return true
    case .renew: return fact[CirculationField.presence]?.integer != Presence.remote.rawValue
    default: return false
    }
  }

  private mutating func findStrays(_ town: Town, _ run: Run) throws {
    for book in town.books where book.isScanned && !book.isBilled && book.misses < 3 {
      guard let expected = Self.words(book, town) else { continue }
      let found = try Self.words(of: book.barcode, run)
      if !expected.utf8.elementsEqual(found.utf8) {
        strays.append("\(book.barcode) is \(expected), and the replicas say \(found)")
      }
    }
  }

  private static func words(_ book: Book, _ town: Town) -> String? {
    switch book.place {
    case .shelf(let site), .holdShelf(let site), .office(let site, _): "at \(site.code)"
    case .crate(_, let to, _): "on its way to \(to.code)"
    case .reader(let reader): "with \(town.readers[reader].card)"
    case .box, .gone: nil
    }
  }

  private static func words(of barcode: String, _ run: Run) throws -> String {
    let host = run.hosts[0]
    guard let item = try run.item(barcode, at: host) else { return "nothing" }
    let branch = item.derived[ItemField.Derived.custodyBranch]?.text ?? ""
    switch item.derived[ItemField.Derived.custody]?.text {
    case "branch": return "at \(branch)"
    case "transit": return "on its way to \(branch)"
    case "loan":
      guard let loan = item.derived[ItemField.Derived.loan]?.record else { return "lent" }
      return try run.use(host) { engine in
        try engine.read { reader in
          let fact = try reader.fact(kind: LibraryKind.circulation, loan)
          let patron = try fact?[CirculationField.patron].record.flatMap {
            try reader.record(kind: LibraryKind.patron, $0)
          }
          return "with \(patron?[PatronField.card].text ?? "nobody")"
        }
      }
    default: return "nowhere"
    }
  }
}
