package import CatchwordCore

/// Where an item stands among all of a network's: by branch, shelving location, label, bib, copy and
/// barcode. In plain byte order, places are shelf lists one after another. The bib keeps the copies
/// of a work together where a label says no more than `FIC AUS`.
///
/// The branch is where the item is, as far as anybody saw it; on loan or lost, the one that it
/// belongs to. Branches and locations are codes and go by their bytes.
package struct ShelfPlace: Hashable, Sendable {
  package let bytes: [UInt8]

  /// Separates the parts: less than anything in a key, so that a shorter label stands first.
  private static let separator: UInt8 = 0

  /// - Returns: nil for what belongs on no shelf: deleted, or taken out of the collection.
  package init?(_ item: RecordView, _ state: CirculationState) {
    guard !item.state.isDead, ![.deleted, .withdrawn].contains(state.eligibility) else {
      return nil
    }
    var bytes = Self.prefix(Self.branch(item, state), item[ItemField.shelvingLocation].text ?? "")
    bytes +=
      ShelfKey(
        item[ItemField.callNumber].text ?? "", scheme: item[ItemField.callNumberScheme].text,
        enumeration: item[ItemField.enumeration].text ?? ""
      ).bytes
    bytes.append(Self.separator)
    if let bib = item[ItemField.bib].record { bytes += Self.bytes(of: bib) }
    bytes.append(Self.separator)
    bytes += ShelfKey(item[ItemField.copyNumber].text ?? "", as: .generic).bytes
    bytes.append(Self.separator)
    bytes += (item[ItemField.barcode].text ?? "").utf8
    self.bytes = bytes
  }

  /// Where an item stands whose description is what it was, and which is in the collection still.
  ///
  /// - Parameter former: the bytes of its place before.
  package init(of item: RecordView, _ state: CirculationState, moving former: [UInt8]) {
    let rest = former.firstIndex(of: Self.separator) ?? former.endIndex
    bytes = Self.prefix(Self.branch(item, state), nil) + former[rest...].dropFirst()
  }

  /// What of a place the shelf itself shows: branch, location and label. Who goes along it may meet
  /// the works and copies of one label in any order.
  package static func label(of place: [UInt8]) -> [UInt8] {
    var parts = 0
    let end = place.firstIndex { byte in
      parts += byte == separator ? 1 : 0
      return parts == 3
    }
    return Array(place[..<(end ?? place.endIndex)])
  }

  /// What keeps the copies of a bib together among other works of one label, in few bytes, since an
  /// index holds them for every item: the beginning of the name of its space, and its number without
  /// leading zeros behind how long that is.
  private static func bytes(of id: RecordID) -> [UInt8] {
    var bytes: [UInt8]
    switch id.space {
    case .writer(let writer): bytes = Array(writer.key.bytes.prefix(4))
    case .source(let name): bytes = Array(name.utf8) + [separator]
    }
    let zeros = UInt64(id.number).leadingZeroBitCount / 8
    bytes.append(UInt8(8 - zeros))
    for place in zeros..<8 {
      bytes.append(UInt8(truncatingIfNeeded: id.number >> (56 - 8 * place)))
    }
    return bytes
  }

  private static func branch(_ item: RecordView, _ state: CirculationState) -> String {
    if case .branch(let branch) = state.custody { return branch }
    return item[ItemField.owningBranch].text ?? item[ItemField.currentBranch].text ?? ""
  }

  /// What places of a branch begin with, or those of one of its locations.
  fileprivate static func prefix(_ branch: String, _ location: String?) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in [branch, location] {
      guard let part else { continue }
      // No code holds a zero, and one that did would only stand elsewhere.
      for byte in part.utf8 { bytes.append(max(byte, 1)) }
      bytes.append(separator)
    }
    return bytes
  }
}

/// A stretch of shelves: a branch, one of its locations, or the labels between two in a location.
package struct ShelfSpan: Hashable, Sendable {
  package var branch: String
  package var location: String?
  package var from: String?
  /// Labels that begin with the same units belong to it: `C` ends behind `CYR`.
  package var to: String?

  /// - Precondition: labels are given for a location only, since they begin anew in each.
  package init(branch: String, location: String? = nil, from: String? = nil, to: String? = nil) {
    precondition(location != nil || (from == nil && to == nil), "labels run within a location")
    self.branch = branch
    self.location = location
    self.from = from
    self.to = to
  }

  /// The first place of it.
  package var lower: [UInt8] { start + (from.map { ShelfKey($0).bytes } ?? []) }

  /// Greater than every place of it, and less than any place behind it.
  package var upper: [UInt8] { start + (to.map { ShelfKey($0).last } ?? [0xff]) }

  private var start: [UInt8] { ShelfPlace.prefix(branch, location) }
}
