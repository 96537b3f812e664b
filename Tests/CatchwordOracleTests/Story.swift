import CatchwordOracle

/// A small history told by hand: who did what when, and who told whom in between.
///
/// Three branches, MAIN, EAST and CART, each with one writer. Nobody knows of anything until `show`
/// or `meet` says so.
struct Story {
  static let main = 0
  static let east = 1
  static let cart = 2
  static let codes = ["MAIN", "EAST", "CART"]

  var history: History
  private let keys: [UInt8]
  private var known: [[OracleLog: Int64]] = [[:], [:], [:]]
  private var sequences: [Int64] = [0, 0, 0]
  private var minted: [Int64] = [0, 0, 0]

  /// - Parameter keys: the first byte of each writer's key, so that ties can fall both ways.
  init(_ domain: History.Domain = .library, keys: [UInt8] = [1, 2, 3]) {
    history = History(domain: domain)
    self.keys = keys
  }

  func writer(_ who: Int) -> [UInt8] { [keys[who]] + Array(repeating: 0xab, count: 31) }

  mutating func mint(_ who: Int) -> OracleID {
    minted[who] += 1
    return OracleID(writer: writer(who), number: minted[who])
  }

  /// One commit of whatever operations; what the writer knows by then is its context.
  @discardableResult
  mutating func commit(
    _ who: Int, _ lane: OracleLane, at time: Int64, _ operations: [OracleOperation]
  ) -> OracleDot {
    let log = OracleLog(writer: writer(who), lane: lane)
    let number = (known[who][log] ?? 0) + 1
    sequences[who] += 1
    history.commits.append(
      OracleCommit(
        writer: writer(who), lane: lane, number: number, sequence: sequences[who], time: time,
        staff: "ann", seen: known[who].filter { $0.key.writer != writer(who) },
        operations: operations))
    known[who][log] = number
    return OracleDot(writer: writer(who), number: number)
  }

  mutating func show(_ from: Int, to: Int) {
    known[to].merge(known[from]) { max($0, $1) }
  }

  mutating func meet() {
    for from in 0..<3 { for to in 0..<3 { show(from, to: to) } }
    for from in 0..<3 { for to in 0..<3 { show(from, to: to) } }
  }

  var oracle: Oracle { Oracle(history: history, sha256: fakeHash) }

  func told() -> Told { Told(lines: oracle.picture()) }
}

/// Not cryptography; thirty-two bytes that differ where their input does.
@Sendable func fakeHash(_ bytes: [UInt8]) -> [UInt8] {
  (UInt64(1)...4).flatMap { seed -> [UInt8] in
    var hash = 0xcbf2_9ce4_8422_2325 &* seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ hash >> 29) &* 0xbf58_476d_1ce4_e5b9
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (56 - 8 * $0)) }
  }
}

// MARK: What is done to records

extension Story {
  /// Kind 7 of a domain that is no library's: registers 1 and 2, sets 3 and 4, counter 5.
  static let kind = 7
  static let thing = OracleID(source: "test:thing", number: 1)

  @discardableResult
  mutating func write(
    _ who: Int, _ values: [(Int, OracleValue)], at time: Int64 = 0, keeps: [OracleDot] = [],
    kind: Int = Story.kind, record: OracleID = Story.thing, lane: OracleLane = .catalog
  ) -> OracleDot {
    let fields = values.map { OracleField($0.0, $0.1) }
    return commit(
      who, lane, at: time,
      [OracleOperation(.write, kind: kind, record: record, values: fields, keeps: keeps)])
  }

  @discardableResult
  mutating func change(
    _ who: Int, _ action: OracleOperation.Action, _ field: Int, _ value: OracleValue,
    at time: Int64 = 0, keeps: [OracleDot] = []
  ) -> OracleDot {
    commit(
      who, .catalog, at: time,
      [
        OracleOperation(
          action, kind: Story.kind, record: Story.thing, values: [OracleField(field, value)],
          keeps: keeps)
      ])
  }

  @discardableResult
  mutating func delete(
    _ who: Int, at time: Int64 = 0, kind: Int = Story.kind, record: OracleID = Story.thing,
    lane: OracleLane = .catalog
  ) -> OracleDot {
    commit(who, lane, at: time, [OracleOperation(.delete, kind: kind, record: record)])
  }
}

// MARK: What is done at desks

extension Story {
  enum Deed: Int64 {
    case checkout = 1
    case checkin = 2
    case renew = 3
    case inHouseUse = 4
    case inventory = 5
    case mark = 6
    case void = 7
    case resolve = 8
  }

  enum Mark: Int64 {
    case lost = 1
    case missing = 2
    case found = 3
    case damaged = 4
    case withdrawn = 5
    case deleted = 6
    case repaired = 7
    case reinstated = 8
    case reference = 9
    case incomplete = 11
    case circulating = 12
    case complete = 13
    case preservation = 14
    case preservationReleased = 15
  }

  /// What a scan is about: an item, or a barcode that the device could not resolve.
  enum About {
    case item(OracleID)
    case barcode(String)
  }

  static let item = OracleID(source: "koha:valley:item", number: 7)
  static let bib = OracleID(source: "koha:valley:bib", number: 3)

  static func patron(_ number: Int64) -> OracleID {
    OracleID(source: "koha:valley:patron", number: number)
  }

  /// The bib and the item, made by MAIN and known to all.
  mutating func shelve(owner: String = "MAIN", barcode: String = "31234") {
    write(Story.main, [(1, .string("leader"))], kind: 11, record: Story.bib)
    write(
      Story.main, [(1, .record(Story.bib)), (2, .string(barcode)), (4, .string(owner))], kind: 13,
      record: Story.item)
    meet()
  }

  @discardableResult
  mutating func state(
    _ who: Int, _ deed: Deed, _ about: About = .item(Story.item), at time: Int64,
    _ values: [(Int, OracleValue)] = [], id: OracleID? = nil
  ) -> OracleID {
    let id = id ?? mint(who)
    var fields = [
      OracleField(1, .integer(deed.rawValue)), OracleField(5, .string(Story.codes[who])),
    ]
    switch about {
    case .item(let item): fields.append(OracleField(2, .record(item)))
    case .barcode(let barcode): fields.append(OracleField(3, .string(barcode)))
    }
    fields += values.map { OracleField($0.0, $0.1) }
    commit(who, .circulation, at: time, [OracleOperation(.fact, kind: 30, record: id, values: fields)])
    return id
  }

  @discardableResult
  mutating func lend(
    _ who: Int, to patron: Int64, _ about: About = .item(Story.item), at time: Int64,
    seeing loan: OracleID? = nil, due: Int64? = nil
  ) -> OracleID {
    var values: [(Int, OracleValue)] = [(4, .record(Story.patron(patron)))]
    if let loan { values.append((6, .record(loan))) }
    if let due { values.append((7, .integer(due))) }
    return state(who, .checkout, about, at: time, values)
  }

  @discardableResult
  mutating func takeBack(
    _ who: Int, _ about: About = .item(Story.item), at time: Int64, seeing loan: OracleID? = nil,
    backdate: Int64? = nil
  ) -> OracleID {
    var values: [(Int, OracleValue)] = []
    if let loan { values.append((6, .record(loan))) }
    if let backdate { values.append((10, .integer(backdate))) }
    return state(who, .checkin, about, at: time, values)
  }

  @discardableResult
  mutating func renew(
    _ who: Int, _ loan: OracleID, at time: Int64, due: Int64, isRemote: Bool = false
  ) -> OracleID {
    state(
      who, .renew, at: time,
      [(6, .record(loan)), (7, .integer(due)), (9, .integer(isRemote ? 2 : 1))])
  }

  @discardableResult
  mutating func mark(
    _ who: Int, _ mark: Mark, at time: Int64, seeing loan: OracleID? = nil
  ) -> OracleID {
    let seen: [(Int, OracleValue)] = loan.map { [(6, .record($0))] } ?? []
    return state(who, .mark, at: time, [(12, .integer(mark.rawValue))] + seen)
  }

  @discardableResult
  mutating func undo(
    _ who: Int, _ target: OracleID, _ about: About = .item(Story.item), at time: Int64
  ) -> OracleID {
    state(who, .void, about, at: time, [(11, .record(target))])
  }

  /// Decides a conflict for one of its sides, having seen all that it shows here and now.
  @discardableResult
  mutating func resolve(
    _ who: Int, _ conflict: Told.Conflict, keep letter: String, at time: Int64
  ) -> OracleID {
    let dots = conflict.sides.map { side in
      OracleDot(writer: fullKey(side.dot.prefix(16)), number: Int64(side.dot.dropFirst(17)) ?? 0)
    }
    let names = dots.map { dot in
      dot.writer + (0..<8).map { UInt8(truncatingIfNeeded: dot.number >> (56 - 8 * $0)) }
    }
    let kept = conflict.sides.firstIndex { $0.letter == letter } ?? 0
    return state(
      who, .resolve, at: time,
      [
        (20, .bytes(Hex.bytes(Array(conflict.id.utf8)) ?? [])), (21, .bytes(names[kept])),
        (22, .bytes(names.flatMap { $0 })),
      ])
  }

  private func fullKey(_ prefix: Substring) -> [UInt8] {
    (0..<3).map(writer).first { Hex.text($0).hasPrefix(prefix) } ?? []
  }
}

/// A picture, read.
struct Told {
  struct Conflict {
    let id: String
    let fields: [String: String]
    let sides: [(letter: String, dot: String)]

    subscript(field: String) -> String { fields[field] ?? "" }
  }

  let lines: [String]

  var item: [String: String] { fields(of: "item 13:\(Story.item.text) ") }

  func loan(_ id: OracleID) -> [String: String] {
    let line = lines.first { $0.hasPrefix("loan ") && $0.contains(" \(id.text) patron=") }
    return line.map(Told.fields) ?? [:]
  }

  var loans: [[String: String]] { lines.filter { $0.hasPrefix("loan ") }.map(Told.fields) }

  func fields(of start: String) -> [String: String] {
    lines.first { $0.hasPrefix(start) }.map(Told.fields) ?? [:]
  }

  var conflicts: [Conflict] {
    lines.filter { $0.hasPrefix("conflict ") }.map { line in
      let fields = Told.fields(line)
      let sides = (fields["sides"] ?? "").split(separator: ",").map { side in
        let parts = side.split(separator: ":").map(String.init)
        return (letter: parts[0], dot: parts[1])
      }
      return Conflict(
        id: String(line.split(separator: " ")[1]), fields: fields, sides: sides)
    }
  }

  func conflict(_ number: Int) -> Conflict? { conflicts.first { $0["case"] == String(number) } }

  /// Values may hold spaces, so a field ends where the next one begins.
  private static func fields(_ line: String) -> [String: String] {
    var fields: [String: String] = [:]
    var last: String?
    for word in line.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if let sign = word.firstIndex(of: "=") {
        last = String(word[..<sign])
        fields[last ?? ""] = String(word[word.index(after: sign)...])
      } else if let last {
        fields[last, default: ""] += " " + word
      }
    }
    return fields
  }
}

/// Monday 16 November 2026, and so many hours and minutes.
func at(_ day: Int64, _ hour: Int64, _ minute: Int64 = 0) -> Int64 {
  (20_773 + day) * 86_400 + hour * 3600 + minute * 60
}
