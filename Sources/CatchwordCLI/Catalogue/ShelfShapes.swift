import Catchword
import CatchwordCore

/// What `shelflist` answers under `--json`.
struct ShelfShape: Encodable {
  let branch: String
  @OrNull var location: String?
  /// `all`, `missing` or `misplaced`.
  let list: String
  @OrNull var since: String?
  let items: [ShelfLineShape]
}

/// One thing on a shelf, for scripts and tables; the order of the lines is that of the shelf.
struct ShelfLineShape: Encodable {
  let id: String
  @OrNull var location: String?
  @OrNull var barcode: String?
  @OrNull var callNumber: String?
  @OrNull var enumeration: String?
  @OrNull var copyNumber: String?
  let title: String
  let status: String
  let custody: String
  @OrNull var custodyBranch: String?
  @OrNull var owningBranch: String?
  @OrNull var lastSeen: String?
  /// For what is misplaced: the location where an inventory met it, and what is wrong with that.
  @OrNull var foundIn: String?
  @OrNull var reason: String?
  @OrNull var belongsBehind: String?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case location
    case barcode
    case callNumber = "call_number"
    case enumeration
    case copyNumber = "copy_number"
    case title
    case status
    case custody
    case custodyBranch = "custody_branch"
    case owningBranch = "owning_branch"
    case lastSeen = "last_seen"
    case foundIn = "found_in"
    case reason
    case belongsBehind = "belongs_behind"
    case id
  }

  init(_ line: ShelfLine, _ misplaced: MisplacedLine?) {
    id = line.id.description
    location = line.shelvingLocation
    barcode = line.barcode
    callNumber = line.callNumber
    enumeration = line.enumeration
    copyNumber = line.copyNumber
    title = line.title
    status = line.status
    custody = line.custody
    custodyBranch = line.custodyBranch
    owningBranch = line.owningBranch
    lastSeen = line.since.map(Moment.text)
    foundIn = misplaced?.found
    switch misplaced?.reason {
    case nil: reason = nil
    case .ofAnotherLocation: reason = "other-location"
    case .ofAnotherBranch: reason = "other-branch"
    case .outOfOrder(let label):
      reason = "out-of-order"
      belongsBehind = label
    }
    if reason != "out-of-order" { belongsBehind = nil }
  }

  static var names: [String] { CodingKeys.allCases.map(\.rawValue) }

  var cells: [String] {
    [
      location, barcode, callNumber, enumeration, copyNumber, title, status, custody,
      custodyBranch, owningBranch, lastSeen, foundIn, reason, belongsBehind, id,
    ].map { $0 ?? "" }
  }

  /// Status and custody as a person says them, and what is wrong with where it stands.
  func state(at branch: String) -> String {
    var words = status
    switch custody {
    case "branch": break
    case "loan":
      if let lender = custodyBranch, !lender.utf8.elementsEqual(branch.utf8) {
        words += " from \(lender)"
      }
    case "transit": words += " to \(custodyBranch ?? "")"
    default: words += ", place unknown"
    }
    if let owner = owningBranch, !owner.isEmpty, !owner.utf8.elementsEqual(branch.utf8) {
      words += ", belongs to \(owner)"
    }
    switch reason {
    case "other-location": words += "; stands in \(foundIn ?? "")"
    case "other-branch": words += "; stands in \(foundIn ?? "") and goes home"
    case "out-of-order":
      words +=
        "; out of order, belongs "
        + (belongsBehind.map { "behind \($0)" } ?? "before all that were scanned")
    default: break
    }
    return words
  }
}
