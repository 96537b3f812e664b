/// When one branch is open: its hours, its visits, and all closures that hold there.
///
/// Only whole days count here; hours are for people.
package struct OpeningCalendar: Hashable, Sendable {
  /// Monday first.
  private let weekdays: [Bool]
  /// Ascending.
  private let visits: [CivilDate]
  private let closures: [PolicyClosure]
  private let yearly: [PolicyClosure]

  /// Every day.
  package static let always = OpeningCalendar(weekdays: [], visits: [], closures: [])

  /// - Parameters:
  ///   - weekdays: seven, Monday first; anything else means every day.
  ///   - visits: ascending.
  package init(weekdays: [Bool], visits: [CivilDate], closures: [PolicyClosure]) {
    self.weekdays =
      weekdays.count == 7 ? weekdays : [Bool](repeating: true, count: 7)
    self.visits = visits
    self.closures = closures.filter { !$0.isYearly && $0.first <= $0.last }
    yearly = closures.filter(\.isYearly)
  }

  package func isOpen(_ day: CivilDate) -> Bool {
    let weekday = Int(((day.day + 3) % 7 + 7) % 7)
    guard weekdays[weekday] || isVisited(day) else { return false }
    return closure(on: day) == nil
  }

  /// - Returns: why the day is closed though it would be open else.
  package func closure(on day: CivilDate) -> PolicyClosure? {
    closures.first { $0.contains(day) } ?? yearly.first { $0.contains(day) }
  }

  /// The first open day from a day on; nil where none is known within `PolicyLimits.searchedDays`.
  package func nextOpen(onOrAfter day: CivilDate) -> CivilDate? {
    var candidate = day
    for _ in 0...PolicyLimits.searchedDays {
      if isOpen(candidate) { return candidate }
      candidate = candidate.adding(days: 1)
    }
    return nil
  }

  /// Open days after one day, up to and with another: what fines count. 0 where there are none
  /// between; the span is cut at `PolicyLimits.days`.
  package func openDays(after first: CivilDate, through last: CivilDate) -> Int64 {
    let end = min(last.day, first.day + PolicyLimits.days)
    guard end > first.day else { return 0 }
    var count: Int64 = 0
    for day in (first.day + 1)...end where isOpen(CivilDate(day: day)) { count += 1 }
    return count
  }

  /// A due date as this branch can keep it: the next open day or visit, or the date itself where
  /// none is known.
  package func rolled(_ due: CivilDate) -> CivilDate { nextOpen(onOrAfter: due) ?? due }

  private func isVisited(_ day: CivilDate) -> Bool {
    var (low, high) = (0, visits.count)
    while low < high {
      let middle = (low + high) / 2
      if visits[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < visits.count && visits[low] == day
  }
}

extension Policy {
  /// The calendar of a branch: its own hours or the nearest above, its visits, and the closures of
  /// all that stand above it.
  ///
  /// - Parameter closures: those that branches added since, for this branch and those above it.
  package func calendar(of branch: ExactText, closures: [PolicyClosure] = []) -> OpeningCalendar {
    let line = chain(of: branch).compactMap(self.branch)
    let own = line.first { $0.code == branch }
    let hours = own?.hours ?? (own?.sort == .stop ? [] : line.lazy.compactMap(\.hours).first)
    return OpeningCalendar(
      weekdays: hours.map { days in (0..<7).map { $0 < days.count && !days[$0].isEmpty } } ?? [],
      visits: own?.visits ?? [], closures: line.flatMap(\.closures) + closures)
  }

  package func branch(_ code: ExactText) -> PolicyBranch? { branches.first { $0.code == code } }

  /// A branch and those above it, the nearest first; a branch that is not declared stands alone.
  package func chain(of branch: ExactText) -> [ExactText] {
    var chain = [branch]
    while chain.count <= PolicyLimits.branchDepth,
      let parent = self.branch(chain[chain.count - 1])?.parent, !chain.contains(parent)
    {
      chain.append(parent)
    }
    return chain
  }
}
