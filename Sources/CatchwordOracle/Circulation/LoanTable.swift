/// What is believed of one item's loans and of its whereabouts, and the tiny steps that change it.
///
/// Every change of the table is one `Step`. What a scan means is said in `Replay` in the words of
/// the rules, and comes down to a few of these.
struct LoanTable: Sendable {
  enum Standing: String, Sendable {
    case open
    case disputed
    case closed
  }

  enum Ending: String, Sendable {
    case checkin
    case implied
    case found
    case claim
    case paid
    case review
  }

  struct End: Sendable {
    var at: Int64
    var by: OracleID
    var how: Ending
  }

  struct Row: Sendable {
    let id: OracleID
    let patron: OracleID?
    let branch: [UInt8]
    let started: Int64
    var due: Int64?
    var renewals: Int64 = 0
    var standing = Standing.open
    var end: End?
    /// The day up to which fines may count, where staff backdated the return.
    var returnedOn: Int64?
    /// The fact by which the borrower got the item: the checkout, or a renewal at the desk that
    /// brought the loan back.
    var holder: Fact
    /// Facts that told the borrower a date.
    var slips: [Fact]
  }

  enum Whereabouts: Sendable {
    case unknown
    case branch([UInt8])
    case loan(Int)
    case transit([UInt8], [UInt8])
  }

  enum Step: Sendable {
    case open(Fact)
    /// The fact is a checkout too, and means a loan that is there already.
    case alias(Fact, Int)
    case prolong(Int, by: Fact)
    case dispute(Int)
    case end(Int, at: Int64, by: OracleID, Ending)
    case backdate(Int, Int64?)
    case revive(Int, at: Int64)
    case hand(Int, to: Fact)
    case touch(Int64)
    case shelve([UInt8], Int64)
    case lose(Int64?)
    case depart([UInt8], to: [UInt8], Int64)
  }

  private(set) var rows: [Row] = []
  private(set) var rowOfCheckout: [OracleID: Int] = [:]
  private(set) var whereabouts = Whereabouts.unknown
  private(set) var since: Int64?

  /// The one loan that is open (G4, L1).
  var openRow: Int? { rows.firstIndex { $0.standing == .open } }
  var lastRow: Int? { rows.isEmpty ? nil : rows.count - 1 }

  mutating func take(_ step: Step) {
    switch step {
    case .open(let fact):
      rows.append(
        Row(
          id: fact.id, patron: fact.patron, branch: fact.branch, started: fact.time,
          due: fact.due, holder: fact, slips: [fact]))
      rowOfCheckout[fact.id] = rows.count - 1
      (whereabouts, since) = (.loan(rows.count - 1), fact.time)
    case .alias(let fact, let row): rowOfCheckout[fact.id] = row
    case .prolong(let row, let fact):
      rows[row].due = Day.later(rows[row].due, fact.due)
      rows[row].renewals += 1
      rows[row].slips.append(fact)
    case .dispute(let row): rows[row].standing = .disputed
    case .end(let row, let time, let id, let how):
      rows[row].standing = .closed
      rows[row].end = End(at: max(time, rows[row].started), by: id, how: how)
    case .backdate(let row, let day):
      let started = Day.of(seconds: rows[row].started)
      rows[row].returnedOn = day.map { max($0, started) }
    case .revive(let row, let time):
      rows[row].standing = .open
      rows[row].end = nil
      rows[row].returnedOn = nil
      (whereabouts, since) = (.loan(row), time)
    case .hand(let row, let fact): rows[row].holder = fact
    case .touch(let time): since = time
    case .shelve(let branch, let time): (whereabouts, since) = (.branch(branch), time)
    case .lose(let time): (whereabouts, since) = (.unknown, time)
    case .depart(let from, let to, let time):
      (whereabouts, since) = (.transit(from, to), time)
    }
  }
}
