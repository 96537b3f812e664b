import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// A loan that should be back.
package struct OverdueLine: Equatable, Sendable {
  package let loan: LoanCard
  package let callNumber: String?
  package let itemType: String?
  /// The word staff read: `on loan`, `claimed returned`, `lost`.
  package let status: String
  /// The due date as the branch can keep it: the next open day or visit.
  package let due: CivilDate
  /// Open days since.
  package let days: Int64
  /// The last digits of the reader's card.
  package let reader: String
  /// Only where names were asked for.
  package let card: String?
  package let name: String?
}

extension Replica {
  /// Open loans that are overdue on a day by the calendar of the branch that lent them, which a
  /// closure added later only extends (case 41). Loans in dispute are neither open nor overdue.
  ///
  /// - Parameters:
  ///   - branch: only what that branch lent.
  ///   - names: whether readers are told by card and name besides.
  /// - Returns: by branch, due date and barcode.
  package func overdue(
    branch: String? = nil, on day: CivilDate, names: Bool = false
  ) throws -> [OverdueLine] {
    try store.read { reader in
      var calendars = BranchCalendars(policy: try reader.policyInForce().policy)
      let loans = try reader.loans(
        where: LoanColumn.standing, is: .text(Loan.Standing.open.rawValue), limit: .max)
      var lines: [OverdueLine] = []
      for loan in loans {
        guard let stamped = loan.due, stamped < day,
          branch.map({ loan.branch.utf8.elementsEqual($0.utf8) }) ?? true
        else { continue }
        let calendar = try calendars.calendar(of: loan.branch, in: reader)
        let due = calendar.rolled(stamped)
        guard due < day else { continue }
        let item = try loan.item.flatMap { try reader.record(kind: LibraryKind.item, $0) }
        let patron =
          try names
          ? loan.patron.flatMap { try reader.record(kind: LibraryKind.patron, $0) } : nil
        lines.append(
          OverdueLine(
            loan: loan, callNumber: item?[ItemField.callNumber].text,
            itemType: item?[ItemField.itemType].text,
            status: item?.derived[ItemField.Derived.status]?.text ?? "on loan", due: due,
            days: calendar.openDays(after: due, through: day),
            reader: try reader.borrower(of: loan.patron),
            card: try reader.shownCard(of: patron), name: patron?[PatronField.name].text))
      }
      return lines.sorted { a, b in
        let (one, other) = (ExactText(a.loan.branch), ExactText(b.loan.branch))
        return (one, a.due, ExactText(a.loan.barcode ?? ""), a.loan.id)
          < (other, b.due, ExactText(b.loan.barcode ?? ""), b.loan.id)
      }
    }
  }

  /// Stops of the policy in force with the days on which they are visited next, ascending by code.
  ///
  /// - Parameter most: how many visits of each.
  package func stops(from day: CivilDate, most: Int) throws -> [StopCard] {
    try store.read { reader in
      var calendars = BranchCalendars(policy: try reader.policyInForce().policy)
      return try calendars.policy.branches.filter { $0.sort == .stop }
        .sorted { $0.code < $1.code }.map { stop in
          let calendar = try calendars.calendar(of: stop.code.text, in: reader)
          let visits = stop.visits.filter { $0 >= day && calendar.isOpen($0) }.prefix(most)
          return StopCard(code: stop.code.text, parent: stop.parent?.text, visits: Array(visits))
        }
    }
  }
}

/// A place that is visited.
package struct StopCard: Equatable, Sendable {
  package let code: String
  /// The cart or branch that visits it.
  package let parent: String?
  /// Ascending; without those that a closure takes away.
  package let visits: [CivilDate]
}

/// The calendars of branches, each read once.
private struct BranchCalendars {
  let policy: Policy
  private var known: [ExactText: OpeningCalendar] = [:]

  init(policy: Policy) { self.policy = policy }

  mutating func calendar(of branch: String, in reader: StoreReader) throws -> OpeningCalendar {
    let code = ExactText(branch)
    if let calendar = known[code] { return calendar }
    let calendar = policy.calendar(
      of: code, closures: try reader.closures(of: policy.chain(of: code)))
    known[code] = calendar
    return calendar
  }
}
