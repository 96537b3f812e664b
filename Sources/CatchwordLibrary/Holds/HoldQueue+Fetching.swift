package import CatchwordCore

/// Who goes to the shelf for a reader who waits, where several branches could.
///
/// Branches do not hear of each other all day: without a turn each would put an item aside for one
/// reader (case 16). The turn follows from the day and from what is known alone, so whoever knows the
/// same names the same branch.
extension HoldQueue {
  /// An item that stands on a shelf and may be lent.
  package struct Shelved: Hashable, Sendable {
    package let item: RecordID
    package let branch: ExactText

    package init(item: RecordID, branch: ExactText) {
      self.item = item
      self.branch = branch
    }
  }

  /// What is to be fetched for a hold.
  package struct Fetch: Hashable, Sendable {
    package let hold: RecordID
    package let item: RecordID
    package let branch: ExactText
  }

  /// - Parameters:
  ///   - shelved: what could serve the queue, each item once.
  ///   - turnDays: days, counted from the placing of a hold, until it is another branch's turn.
  /// - Returns: in the order of the queue, each hold and each item at most once.
  package func fetches(
    of shelved: [Shelved], on day: CivilDate, turnDays: Int64
  ) -> [Fetch] {
    var free = shelved.sorted { $0.item < $1.item }
    var fetches: [Fetch] = []
    for hold in holds where hold.standing == .waiting && hold.isDue(on: day) {
      let wanted = free.filter { hold.wants($0.item) }
      guard let branch = hold.fetcher(among: wanted.map(\.branch), on: day, turnDays: turnDays),
        let place = free.firstIndex(where: { hold.wants($0.item) && $0.branch == branch })
      else { continue }
      fetches.append(Fetch(hold: hold.id, item: free.remove(at: place).item, branch: branch))
    }
    return fetches
  }
}

extension Hold {
  /// The branch whose turn it is: first the one where it will be fetched, then the others by their
  /// codes; nil where there is none.
  fileprivate func fetcher(
    among branches: [ExactText], on day: CivilDate, turnDays: Int64
  ) -> ExactText? {
    let pickup = ExactText(pickup)
    let line = Set(branches).sorted { a, b in
      (a == pickup) == (b == pickup) ? a < b : a == pickup
    }
    guard !line.isEmpty else { return nil }
    let waited = max(0, day.day - CivilDate(ofSeconds: placed).day)
    return line[Int(waited / max(1, turnDays) % Int64(line.count))]
  }
}

extension HoldRules {
  /// For so many days it is one branch's turn to fetch: its silence may mean that it did.
  package var turnDays: Int64 { min(max(0, staleTrapDays), PolicyLimits.days) + 1 }
}
