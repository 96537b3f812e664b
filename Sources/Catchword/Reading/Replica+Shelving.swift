package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// Shelf lists: what stands where, in the order in which somebody meets it who goes along the shelf.
extension Replica {
  /// A page of a shelf list, each page of its own moment: whoever reads long does not hold up those
  /// who write. What moves meanwhile may be met twice or not at all.
  ///
  /// - Parameter last: the last line of the page before.
  package func shelf(
    _ span: ShelfSpan, limit: Int, after last: ShelfLine? = nil
  ) throws -> [ShelfLine] {
    try store.read { try $0.shelf(span, limit: limit, after: last).map(\.line) }
  }

  /// What inventories met at a branch where it does not belong: of another location or branch, or out
  /// of order among what the same device scanned in the same location.
  ///
  /// - Parameters:
  ///   - location: only what stands or belongs there.
  ///   - since: seconds since 1970; earlier sightings do not count.
  package func misplaced(
    at branch: String, location: String?, since: Int64
  ) throws -> [MisplacedLine] {
    try store.read { reader in
      var reading = InventoryReading(branch: branch, location: location)
      var last: ShelfLine?
      while true {
        let page = try reader.shelf(ShelfSpan(branch: branch), limit: 500, after: last)
        guard let end = page.last else { return reading.misplaced() }
        last = end.line
        for (line, view) in page where line.since.map({ $0 >= since }) ?? false {
          if let sighting = try reader.lastSighting(of: line.id, view, hashing: hashing) {
            reading.take(line, sighting)
          }
        }
      }
    }
  }

  /// The civil day, by the corrected clock.
  package func today() throws -> CivilDate {
    CivilDate(day: clock.today(offsetSeconds: try offset(of: readClock()).seconds))
  }
}

/// One thing on a shelf list.
package struct ShelfLine: Equatable, Sendable {
  package let id: RecordID
  package let barcode: String?
  package let callNumber: String?
  package let enumeration: String?
  package let copyNumber: String?
  package let title: String
  package let status: String
  /// `branch`, `loan`, `transit` or `unknown`.
  package let custody: String
  package let custodyBranch: String?
  package let owningBranch: String?
  /// Where its description says that it stands, if it says more than whose it is.
  package let currentBranch: String?
  package let shelvingLocation: String?
  /// Seconds since 1970 of the last sighting; nil where nobody saw it yet.
  package let since: Int64?
  /// Whether it is of a floating group and where that keeps it (case 48).
  package let floats: Bool
  /// `ShelfPlace.bytes`.
  package let place: [UInt8]

  /// Whether it should stand where the list says and nobody has met it since then: at home, free to be
  /// lent or read there, and nothing said against it, neither here nor by its source.
  ///
  /// - Parameter instant: seconds since 1970.
  package func isMissing(since instant: Int64) -> Bool {
    guard custody == "branch", let custodyBranch, isAtHome(at: custodyBranch) else { return false }
    return ["available", "reference"].contains(status) && since.map { $0 < instant } ?? true
  }

  /// Whether it belongs to a branch or is described as standing there; what only came back there
  /// goes home and onto no shelf.
  package func isAtHome(at branch: String) -> Bool {
    if floats, custodyBranch?.hasSameBytes(as: branch) == true { return true }
    let homes = [owningBranch, currentBranch].compactMap { $0 }.filter { !$0.isEmpty }
    return homes.isEmpty || homes.contains { $0.hasSameBytes(as: branch) }
  }
}

/// A thing that an inventory met where it does not belong.
package struct MisplacedLine: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case ofAnotherLocation
    case ofAnotherBranch
    /// It belongs behind this label; nil: before all that was scanned with it.
    case outOfOrder(behind: String?)
  }

  package let line: ShelfLine
  /// The location that the inventory named.
  package let found: String
  package let reason: Reason
}

/// The last inventory scan of each thing at a branch, by location and device.
private struct InventoryReading {
  private struct Pass: Hashable, Comparable {
    let location: [UInt8]
    let writer: WriterID

    static func < (a: Pass, b: Pass) -> Bool {
      a.location == b.location
        ? a.writer < b.writer : a.location.lexicographicallyPrecedes(b.location)
    }
  }

  private let branch: String
  private let location: String?
  private var strangers: [MisplacedLine] = []
  /// With the number of the scan's commit.
  private var passes: [Pass: [(number: Int64, line: ShelfLine)]] = [:]

  init(branch: String, location: String?) {
    self.branch = branch
    self.location = location
  }

  mutating func take(_ line: ShelfLine, _ sighting: CirculationFact) {
    guard let found = sighting.shelfRead else { return }
    let home = line.shelvingLocation ?? ""
    guard location.map({ $0.hasSameBytes(as: found) || $0.hasSameBytes(as: home) }) ?? true
    else { return }
    if !line.isAtHome(at: branch) {
      strangers.append(MisplacedLine(line: line, found: found, reason: .ofAnotherBranch))
    } else if !found.hasSameBytes(as: home) {
      strangers.append(MisplacedLine(line: line, found: found, reason: .ofAnotherLocation))
    } else {
      let pass = Pass(location: Array(found.utf8), writer: sighting.dot.writer)
      passes[pass, default: []].append((sighting.dot.number, line))
    }
  }

  /// In shelf order of where they belong.
  func misplaced() -> [MisplacedLine] {
    let strays = passes.sorted { $0.key < $1.key }.flatMap { Self.strays($0.value) }
    return (strangers + strays).sorted {
      $0.line.place.lexicographicallyPrecedes($1.line.place)
    }
  }

  private static func strays(_ scans: [(number: Int64, line: ShelfLine)]) -> [MisplacedLine] {
    let lines = scans.sorted { $0.number < $1.number }.map(\.line)
    let labels = lines.map { ShelfPlace.label(of: $0.place) }
    let strays = ShelfOrder.strays(in: labels)
    let moved = Set(strays)
    let standing = lines.indices.filter { !moved.contains($0) }
    return strays.map { index in
      let before = standing.last { !labels[index].lexicographicallyPrecedes(labels[$0]) }
        .map { lines[$0] }
      return MisplacedLine(
        line: lines[index], found: lines[index].shelvingLocation ?? "",
        reason: .outOfOrder(behind: before.map { $0.callNumber ?? $0.barcode ?? $0.title }))
    }
  }
}

extension String {
  fileprivate func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension StoreReader {
  fileprivate func shelf(
    _ span: ShelfSpan, limit: Int, after last: ShelfLine?
  ) throws -> [(line: ShelfLine, view: RecordView)] {
    typealias Derived = ItemField.Derived
    let items = try records(
      kind: LibraryKind.item, byDerived: Derived.shelfKey, from: .bytes(span.lower),
      below: .bytes(span.upper), limit: limit,
      after: last.map { (.bytes($0.place), $0.id) })
    let policy = try policyInForce().policy
    return try items.map { item in
      let line = ShelfLine(
        id: item.id, barcode: item[ItemField.barcode].text,
        callNumber: item[ItemField.callNumber].text, enumeration: item[ItemField.enumeration].text,
        copyNumber: item[ItemField.copyNumber].text,
        title: try title(of: item[ItemField.bib].record),
        status: item.derived[Derived.status]?.text ?? "",
        custody: item.derived[Derived.custody]?.text ?? "unknown",
        custodyBranch: item.derived[Derived.custodyBranch]?.text,
        owningBranch: item[ItemField.owningBranch].text,
        currentBranch: item[ItemField.currentBranch].text,
        shelvingLocation: item[ItemField.shelvingLocation].text,
        since: item.derived[Derived.since]?.integer, floats: policy.isFloating(item),
        place: item.derived[Derived.shelfKey]?.bytes ?? [])
      return (line, item)
    }
  }
}

extension Policy {
  /// Whether an item is where its floating group keeps it.
  fileprivate func isFloating(_ item: RecordView) -> Bool {
    guard !floating.isEmpty, item.derived[ItemField.Derived.custody]?.text == "branch",
      let place = item.derived[ItemField.Derived.custodyBranch]?.text,
      let owner = item[ItemField.owningBranch].text
    else { return false }
    let type = item[ItemField.itemType].text.map { ExactText($0) }
    return floatingGroup(at: ExactText(place), home: ExactText(owner), itemType: type) != nil
  }
}
