/// Where the library has a desk: three branches, of which the first is the hub, a van, and the laptop
/// that a teacher takes to school from Monday to Friday.
enum Site: Int, CaseIterable, Sendable, Hashable {
  case main
  case east
  case west
  case van
  case school

  var name: String {
    switch self {
    case .main: "main"
    case .east: "east"
    case .west: "west"
    case .van: "van"
    case .school: "school"
    }
  }
  var code: String { name.uppercased() }
  var isCart: Bool { self == .van || self == .school }

  init?(code: String) {
    guard let site = Self.allCases.first(where: { $0.code.utf8.elementsEqual(code.utf8) }) else {
      return nil
    }
    self = site
  }

  /// The hours of a day in which readers come; nil where nobody can. Day 0 is a Monday.
  func hours(on day: Int64) -> ClosedRange<Int64>? {
    let weekday = day % 7
    switch self {
    case .main, .east, .west: return weekday < 6 ? 10...17 : nil
    case .van: return (1...4).contains(weekday) ? 10...15 : nil
    case .school: return weekday < 5 ? 10...13 : nil
    }
  }

  /// Whether it stands at main when the night begins: the van stays out from Thursday to Friday, the
  /// laptop from Monday to Friday.
  func isHome(onNightOf day: Int64) -> Bool {
    let weekday = day % 7
    switch self {
    case .main, .east, .west: return true
    case .van: return weekday != 3
    case .school: return weekday >= 4
    }
  }

  /// Whether its staff unpack crates that morning.
  func unpacks(on day: Int64) -> Bool {
    isCart ? day % 7 < 6 && isHome(onNightOf: day - 1 + 7) : day % 7 < 6
  }
}
