package import CatchwordCore

/// Numbers of the conflict cases on the rules page, and from 101 on those that it does not number.
package enum ConflictCase {
  package static let doubleLoan = 1
  package static let impossibleTravel = 2
  package static let finePaidTooFar = 5
  package static let billedThoughBack = 8
  package static let paidAndFound = 9
  package static let withdrawnInUse = 12
  package static let foundAfterDelete = 13
  package static let lentInTransit = 14
  package static let receivedElsewhere = 15
  package static let capturedTwice = 16
  package static let placedAtOnce = 18
  package static let cancelledWhileFetched = 17
  package static let wantedAndLent = 20
  package static let lentOnStolenCard = 23
  package static let sharedCard = 26
  package static let sharedBarcode = 27
  package static let fieldEditedTwice = 32
  package static let fieldDeletedAndEdited = 33
  package static let bibDeletedInUse = 34
  package static let paidTwice = 37
  package static let paidAndWaived = 38
  package static let formerHeading = 35
  package static let linkToRetired = 36
  package static let mergedInCircle = 30
  package static let doubtedClock = 43
  package static let foundOnShelf = 46
  package static let descriptionEditedTwice = 47
  package static let receivedThoughCancelled = 52
  package static let fundOvercommitted = 53
  package static let lentToErased = 50
  package static let lentInQuarantine = 54
  package static let undoneInUse = 101
  package static let unknownBarcode = 102
  package static let recordDeletedAndEdited = 103
  package static let policiesAtOnce = 110
  package static let patronsMergedInCircle = 111

  /// Those in which no side can be kept: something else is to be done, and then they are gone.
  package static let undecidable = [
    sharedCard, sharedBarcode, unknownBarcode, policiesAtOnce, linkToRetired, mergedInCircle,
    patronsMergedInCircle, doubtedClock, fundOvercommitted, lentToErased,
  ]
}

/// The ids of conflicts: a hash of the subject and of what is in doubt, so that every replica names
/// one conflict alike and a third side changes the item and not its name.
package struct ConflictName: Sendable {
  package enum Doubt: Sendable {
    /// Which of several loans stands; named by the first checkout.
    case loan(RecordID)
    /// Whether a sighting ended a loan.
    case sighting(RecordID)
    case mark(RecordID)
    case undo(RecordID)
    /// What became of a journey; named by the fact that sent the item.
    case transit(RecordID)
    /// Which of several items serves a hold; named by the fact that placed it.
    case captures(RecordID)
    case cancellation(RecordID)
    /// Whether a hold on one item is open to others since that was lent; named by its placing.
    case lending(RecordID)
    /// The later of two holds of which nobody knows the order.
    case place(RecordID)
    /// Whether a charge for a loss is owed; named by the fact that stated it.
    case charge(RecordID)
    /// What more was paid for a charge than is owed.
    /// Each currency is a doubt of its own: what is too much in one says nothing of another.
    case payments(RecordID, ExactText)
    /// Up to which day a late return costs; named by the loan.
    /// Each currency in which it was paid is a doubt of its own.
    case fine(RecordID, ExactText)
    /// Who borrowed with a card that was reported stolen; named by the report.
    case block(RecordID)
    /// Whether a bib's field is to name the authority that its text once was the heading of.
    case formerHeading(RecordID)
    /// Which authority each bib means that names a retired one.
    case retiredAuthority(RecordID)
    case unknownBarcode
    case field(kind: Int, RecordID, Int)
    case deletion(kind: Int, RecordID)
    /// Whose a number is that several bear.
    case bearers
    /// Which of several records stands for those that were merged into each other.
    case circle
    /// Which of several policies holds.
    case policies
    /// Whether a device knows which day it is.
    case clock
    /// Whether what was ordered came or was cancelled; named by the fact that placed the order.
    case order(RecordID)
    /// What becomes of a fund from which more was ordered than it has.
    case fund
    /// What was lent to somebody who was erased; named by the fact that erased them.
    case erasure(RecordID)
  }

  let hashing: Hashing

  package func id(_ subject: Subject, _ doubt: Doubt) -> ContentHash {
    var writer = ByteWriter()
    writer.append(text: "catchword conflict")
    switch subject {
    case .record(let kind, let id):
      writer.append(byte: 0)
      writer.append(varint: UInt64(kind))
      writer.append(id: id)
    case .text(let kind, let text):
      writer.append(byte: 1)
      writer.append(varint: UInt64(kind))
      writer.append(text: text)
    }
    switch doubt {
    case .loan(let id): writer.append(byte: 0, id: id)
    case .sighting(let id): writer.append(byte: 1, id: id)
    case .mark(let id): writer.append(byte: 2, id: id)
    case .undo(let id): writer.append(byte: 3, id: id)
    case .unknownBarcode: writer.append(byte: 4)
    case .field(let kind, let id, let field):
      writer.append(byte: 5)
      writer.append(varint: UInt64(kind))
      writer.append(id: id)
      writer.append(varint: UInt64(field))
    case .deletion(let kind, let id):
      writer.append(byte: 6)
      writer.append(varint: UInt64(kind))
      writer.append(id: id)
    case .bearers: writer.append(byte: 7)
    case .transit(let id): writer.append(byte: 8, id: id)
    case .captures(let id): writer.append(byte: 9, id: id)
    case .cancellation(let id): writer.append(byte: 10, id: id)
    case .lending(let id): writer.append(byte: 11, id: id)
    case .place(let id): writer.append(byte: 15, id: id)
    case .formerHeading(let id): writer.append(byte: 13, id: id)
    case .retiredAuthority(let id): writer.append(byte: 14, id: id)
    case .circle: writer.append(byte: 12)
    case .policies: writer.append(byte: 20)
    case .charge(let id): writer.append(byte: 21, id: id)
    case .payments(let id, let currency):
      writer.append(byte: 22, id: id)
      writer.append(text: currency.text)
    case .fine(let id, let currency):
      writer.append(byte: 23, id: id)
      writer.append(text: currency.text)
    case .block(let id): writer.append(byte: 24, id: id)
    case .clock: writer.append(byte: 28)
    case .order(let id): writer.append(byte: 25, id: id)
    case .fund: writer.append(byte: 26)
    case .erasure(let id): writer.append(byte: 27, id: id)
    }
    return hashing.sha256(writer.bytes)
  }
}

extension ByteWriter {
  fileprivate mutating func append(byte: UInt8, id: RecordID) {
    append(byte: byte)
    append(id: id)
  }
}

extension Array where Element == ReviewSide {
  /// `A`, `B` … `Z`, then `A1`, `B1` …
  package static func letter(_ index: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(0x41 + index % 26)))
    return index < 26 ? letter : letter + String(index / 26)
  }
}
