/// What derivations are about: a record, or a barcode that facts name while no item bears it.
enum Subject: Hashable, Sendable {
  case record(RecordKey)
  case barcode([UInt8])
  /// All policies of the network.
  case policies
  /// The clock of a device: its writer's key in hexadecimal digits.
  case clock([UInt8])

  /// `<kind>:<id>`, or `13:"<hex of the barcode>"`.
  var text: String {
    switch self {
    case .record(let key): "\(key.kind):\(key.id.text)"
    case .barcode(let barcode): "\(LibraryKind.item):\"\(Hex.text(barcode))\""
    case .policies: "\(LibraryKind.policy):\"\(Hex.text(Array("policy".utf8)))\""
    case .clock(let device): "\(LibraryKind.circulation):\"\(Hex.text(device))\""
    }
  }
}

/// What needs a person.
struct Conflict: Sendable {
  enum Severity: String, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
  }

  let id: [UInt8]
  let number: Int
  let severity: Severity
  let owner: [UInt8]
  let subject: Subject
  /// In the order of their letters.
  let sides: [OracleDot]
  var isResolved = false

  var line: String {
    let sides = sides.enumerated().map { Conflict.letter($0) + ":" + $1.text }
    let owner = owner.isEmpty ? "-" : String(decoding: owner, as: UTF8.self)
    return "conflict \(Hex.text(id)) case=\(number) severity=\(severity.rawValue) owner=\(owner) "
      + "subject=\(subject.text) sides=\(sides.joined(separator: ",")) "
      + "resolved=\(isResolved ? 1 : 0)"
  }

  /// `A` to `Z`, then `A1` to `Z1`, and so on.
  private static func letter(_ index: Int) -> String {
    let (round, place) = index.quotientAndRemainder(dividingBy: 26)
    let letter = String(decoding: [0x41 + UInt8(place)], as: UTF8.self)
    return round == 0 ? letter : letter + String(round)
  }
}

/// Numbers of the conflict cases; from 101 on those that the page of rules does not number.
enum Case {
  static let doubleLoan = 1
  static let impossibleTravel = 2
  static let finePaidTooFar = 5
  static let billedThoughBack = 8
  static let paidAndFound = 9
  static let withdrawnInUse = 12
  static let foundAfterDelete = 13
  static let lentInTransit = 14
  static let receivedElsewhere = 15
  static let capturedTwice = 16
  static let placedAtOnce = 18
  static let cancelledWhileFetched = 17
  static let wantedAndLent = 20
  static let lentOnStolenCard = 23
  static let sharedCard = 26
  static let sharedBarcode = 27
  static let fieldEditedTwice = 32
  static let fieldDeletedAndEdited = 33
  static let bibDeletedInUse = 34
  static let paidTwice = 37
  static let paidAndWaived = 38
  static let formerHeading = 35
  static let linkToRetired = 36
  static let mergedInCircle = 30
  static let doubtedClock = 43
  static let foundOnShelf = 46
  static let descriptionEditedTwice = 47
  static let receivedThoughCancelled = 52
  static let fundOvercommitted = 53
  static let lentToErased = 50
  static let lentInQuarantine = 54
  static let undoneInUse = 101
  static let unknownBarcode = 102
  static let recordDeletedAndEdited = 103
  static let policiesAtOnce = 110
  static let patronsMergedInCircle = 111
}

/// What is in doubt: with the subject, the name of a conflict.
enum Doubt: Sendable {
  case loan(OracleID)
  case sighting(OracleID)
  case mark(OracleID)
  case undo(OracleID)
  case transit(OracleID)
  case captures(OracleID)
  case cancellation(OracleID)
  case lending(OracleID)
  case place(OracleID)
  case charge(OracleID)
  case payments(OracleID, [UInt8])
  case fine(OracleID, [UInt8])
  case block(OracleID)
  case unknownBarcode
  case field(RecordKey, Int)
  case deletion(RecordKey)
  case bearers
  case formerHeading(OracleID)
  case retiredAuthority(OracleID)
  case circle
  case policies
  case clock
  case order(OracleID)
  case fund
  case erasure(OracleID)
}

/// Names conflicts: the hash of the subject and of what is in doubt, as bytes of a fixed shape.
struct ConflictNames: Sendable {
  let sha256: @Sendable ([UInt8]) -> [UInt8]

  func name(_ subject: Subject, _ doubt: Doubt) -> [UInt8] {
    var bytes = counted(Array("catchword conflict".utf8))
    switch subject {
    case .record(let key): bytes += [0] + named(key)
    case .barcode(let text): bytes += [1] + short(UInt64(LibraryKind.item)) + counted(text)
    case .policies:
      bytes += [1] + short(UInt64(LibraryKind.policy)) + counted(Array("policy".utf8))
    case .clock(let device):
      bytes += [1] + short(UInt64(LibraryKind.circulation)) + counted(device)
    }
    switch doubt {
    case .loan(let id): bytes += [0] + named(id)
    case .sighting(let id): bytes += [1] + named(id)
    case .mark(let id): bytes += [2] + named(id)
    case .undo(let id): bytes += [3] + named(id)
    case .unknownBarcode: bytes += [4]
    case .field(let key, let field): bytes += [5] + named(key) + short(UInt64(field))
    case .deletion(let key): bytes += [6] + named(key)
    case .bearers: bytes += [7]
    case .transit(let id): bytes += [8] + named(id)
    case .captures(let id): bytes += [9] + named(id)
    case .cancellation(let id): bytes += [10] + named(id)
    case .lending(let id): bytes += [11] + named(id)
    case .place(let id): bytes += [15] + named(id)
    case .formerHeading(let id): bytes += [13] + named(id)
    case .retiredAuthority(let id): bytes += [14] + named(id)
    case .circle: bytes += [12]
    case .policies: bytes += [20]
    case .charge(let id): bytes += [21] + named(id)
    case .payments(let id, let currency): bytes += [22] + named(id) + counted(currency)
    case .fine(let id, let currency): bytes += [23] + named(id) + counted(currency)
    case .block(let id): bytes += [24] + named(id)
    case .clock: bytes += [28]
    case .order(let id): bytes += [25] + named(id)
    case .fund: bytes += [26]
    case .erasure(let id): bytes += [27] + named(id)
    }
    return sha256(bytes)
  }

  private func named(_ key: RecordKey) -> [UInt8] { short(UInt64(key.kind)) + named(key.id) }

  /// A writer's key stands as it is, a source's name with its length.
  private func named(_ id: OracleID) -> [UInt8] {
    let name = Array(id.space.dropFirst())
    let space = id.space.first == 0 ? [0] + name : [1] + counted(name)
    return space + short(UInt64(id.number))
  }

  private func counted(_ bytes: [UInt8]) -> [UInt8] { short(UInt64(bytes.count)) + bytes }

  /// Seven bits a byte, the least first, the high bit on all but the last.
  private func short(_ number: UInt64) -> [UInt8] {
    number < 128
      ? [UInt8(number)] : [UInt8(number & 127) | 128] + short(number >> 7)
  }
}
