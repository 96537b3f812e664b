import CatchwordCore

/// Which of a subject's derived rows stay, which change and which come and go.
///
/// A row is the successor of one that has the same value in the first field of their table: a loan
/// that ends is the same row, and only the columns that changed are written.
struct RowMatch {
  private struct Name: Hashable {
    let table: String
    let value: Value?
  }

  /// By old row, the new one that is equal to it.
  private(set) var same: [Int?]
  /// By old row, the new one that takes its place.
  private(set) var changed: [Int?]
  /// New rows that no old one becomes.
  private(set) var added: [Int] = []
  /// Whether all rows stay.
  var isWhole: Bool { added.isEmpty && same.allSatisfy { $0 != nil } }

  /// - Parameter naming: what names a row in its table.
  init(_ old: [DerivedRow], _ new: [DerivedRow], naming: (DerivedRow) -> Value?) {
    same = Array(repeating: nil, count: old.count)
    changed = same
    guard !old.isEmpty, !new.isEmpty else {
      added = Array(new.indices)
      return
    }
    func name(_ row: DerivedRow) -> Name {
      Name(table: row.table, value: naming(row))
    }
    var places: [Name: [Int]] = [:]
    for index in old.indices { places[name(old[index]), default: []].append(index) }
    var rest: [Int] = []
    for index in new.indices {
      let equal = places[name(new[index])]?.first { same[$0] == nil && old[$0] == new[index] }
      if let equal { same[equal] = index } else { rest.append(index) }
    }
    for index in rest {
      let former = places[name(new[index])]?.first { same[$0] == nil && changed[$0] == nil }
      if let former { changed[former] = index } else { added.append(index) }
    }
  }
}
