/// Finds room for the words of a timeline, lane by lane, while stops are placed from left to right.
///
/// A lane has two rows of labels above its line, one under it, and one for its clock. No label runs
/// into another or into the pole of one, and no message is drawn through a word.
struct LabelRoom {
  enum Row {
    case upper
    case lower
    /// On the side that messages to a lane above leave free.
    case under
  }

  enum Request {
    /// A label with a pole, for the mark of that number.
    case flag(lane: Int, mark: Int, text: String)
    /// A label of the exchange of that number.
    case call(lane: Int, exchange: Int, text: String, isUnder: Bool)
    case clock(lane: Int, setting: Int, text: String)
    /// A message between two lanes.
    case crossing(upper: Int, lower: Int)
    /// A text in the row of claims.
    case claim
    /// The ring of the check that failed, on a lane.
    case ring(lane: Int)
  }

  private struct Free {
    var upper = -1_000.0
    var lower = -1_000.0
    var under = -1_000.0
    var clock = -1_000.0
  }

  private var lanes: [Free]
  private(set) var rowOfMark: [Int: Row] = [:]
  private(set) var rowOfExchange: [Int: Row] = [:]
  /// Changes of clocks whose labels are shown, by lane and setting.
  private(set) var shownClocks: Set<[Int]> = []

  init(lanes: Int) { self.lanes = Array(repeating: Free(), count: lanes) }

  /// Width of a label in the type of the timeline, on the safe side for whatever face a machine has.
  static func width(_ text: String, size: Double = 10) -> Double {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let isNarrow = "il.,:;'|!jftr ()[]-/I1".unicodeScalars.contains(scalar)
      let isWide = scalar.value > 0x2e80 || "mwMWOQGD@→–…".unicodeScalars.contains(scalar)
      let share = scalar.value > 0x2e80 ? 1.05 : isWide ? 0.9 : isNarrow ? 0.42 : 0.62
      return sum + share * size
    }
  }

  private static let pole = 4.0
  private static let space = 9.0
  private static let ring = 11.0

  mutating func place(_ requests: [Request], atLeast least: Double) -> TimeAxis.Room {
    let x = requests.reduce(least) { max($0, needed($1)) }
    return TimeAxis.Room(x: x, end: requests.reduce(x) { max($0, put($1, at: x)) })
  }

  private func needed(_ request: Request) -> Double {
    switch request {
    // A pole passes through the lower row whatever row its label stands in.
    case .flag(let lane, _, _): lanes[lane].lower
    case .call(let lane, _, _, let isUnder): isUnder ? lanes[lane].under : lanes[lane].lower
    case .clock(let lane, _, let text): text.isEmpty ? -1_000 : lanes[lane].clock
    case .crossing(let upper, let lower):
      (upper...lower).reduce(-1_000) { most, lane in
        let free = lanes[lane]
        let above = lane > upper ? max(free.upper, free.lower) : -1_000
        let below = lane < lower ? max(free.under, free.clock) : -1_000
        return max(most, above, below)
      }
    case .claim: -1_000
    case .ring(let lane): lanes[lane].lower + Self.ring
    }
  }

  /// - Returns: how far it reaches to the right.
  private mutating func put(_ request: Request, at x: Double) -> Double {
    switch request {
    case .flag(let lane, let mark, let text):
      let end = x + Self.pole + Self.width(text) + Self.space
      rowOfMark[mark] = take(lane, x, end)
      return end
    case .call(let lane, let exchange, let text, let isUnder):
      let end = x + Self.pole + Self.width(text) + Self.space
      if isUnder {
        lanes[lane].under = end
        rowOfExchange[exchange] = .under
      } else {
        rowOfExchange[exchange] = take(lane, x, end)
      }
      return end
    case .clock(let lane, let setting, let text):
      let end = x + Self.pole + Self.width(text, size: 9) + Self.space
      lanes[lane].clock = end
      shownClocks.insert([lane, setting])
      return end
    case .crossing, .claim: return x
    case .ring(let lane):
      lanes[lane].lower = max(lanes[lane].lower, x + Self.ring)
      return x + Self.ring
    }
  }

  private mutating func take(_ lane: Int, _ x: Double, _ end: Double) -> Row {
    if lanes[lane].upper <= x {
      lanes[lane].upper = end
      return .upper
    }
    lanes[lane].lower = end
    return .lower
  }
}
