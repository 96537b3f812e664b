import CatchwordCore
import CatchwordStore
import CatchwordWire

/// One replica of Catchword, driven as `Catchword` drives it: store and codec, no network.
struct CatchwordSide {
  /// Who wrote the base; its items are numbered by their place in it, from 1.
  static let origin = Party(seed: 1)
  /// Everybody, by the eight bytes that a context names them by.
  static let parties = (0...UInt8(Workload.replicas)).map { Party(seed: 1 + $0) }

  let party: Party
  let store: ReplicaStore
  private let codec = SegmentCodec(network: Party.network, schema: GenericSchema.schema)

  static func create(at directory: String, _ party: Party) throws -> CatchwordSide {
    CatchwordSide(
      party: party,
      store: try ReplicaStore.create(
        at: directory, schema: GenericSchema.schema, deriving: NoDeriving(),
        hashing: Sha256.hashing, writer: party.key.writer))
  }

  static func open(at directory: String, _ party: Party) throws -> CatchwordSide {
    CatchwordSide(
      party: party,
      store: try ReplicaStore(
        opening: directory, schema: GenericSchema.schema, deriving: NoDeriving(),
        hashing: Sha256.hashing))
  }

  private init(party: Party, store: ReplicaStore) {
    self.party = party
    self.store = store
  }

  /// One transaction, hence one commit a lane.
  func write(_ changes: ArraySlice<DeskChange>, from start: Int64) throws {
    guard let first = changes.first else { return }
    let clock = ClockReading(
      wallSeconds: first.wallSeconds, boot: 1,
      monotonicMilliseconds: (first.wallSeconds - start) * 1_000 + 217)
    _ = try store.write(clock: clock, staff: first.staff, offset: .unmeasured) { transaction in
      for change in changes {
        try transaction.stage(Self.operation(change.change, minting: transaction.mint))
      }
    }
  }

  @discardableResult
  func seal() throws -> [CatchwordStore.SegmentName] {
    try store.sealTail(offset: .unmeasured, schemaVersion: GenericSchema.schema.version) {
      segment in
      do {
        let sealed = try codec.seal(segment, sign: party.key.sign)
        return SealedBytes(bytes: sealed.bytes, chainHash: sealed.chainHash)
      } catch WireError.tooLarge {
        throw SealingError.tooLarge
      }
    }
  }

  /// Every sealed segment of this replica's own logs.
  func ownSegments() throws -> [StoredSegment] {
    try store.read { reader in
      var segments: [StoredSegment] = []
      for lane in Lane.allCases {
        try reader.segments(of: LogID(writer: party.key.writer, lane: lane), after: 0) {
          segments.append($0)
          return true
        }
      }
      return segments
    }
  }

  /// As at the door: signature, hashes and form are checked, whoever the bytes come from.
  func opened(_ bytes: [UInt8]) throws -> OpenedBytes {
    let opened = try codec.open(bytes) { short in
      Self.parties.first { $0.key.writer.short == short }?.key.writer
    }
    return OpenedBytes(
      segment: opened.segment, sealed: SealedBytes(bytes: bytes, chainHash: opened.chainHash))
  }

  func merge(_ opened: OpenedBytes) throws {
    let outcome = try store.merge(opened.segment, sealed: opened.sealed)
    guard outcome == .applied else { throw BenchmarkError.notMerged("\(outcome)") }
  }

  func merge(_ bytes: [UInt8]) throws { try merge(try opened(bytes)) }

  private static func operation(
    _ change: Change, minting mint: () throws -> RecordID
  ) throws -> Operation {
    typealias ItemField = GenericSchema.ItemField
    typealias LoanField = GenericSchema.LoanField
    switch change {
    case .item(let item):
      return Operation(
        .write, kind: GenericSchema.item, record: try mint(),
        values: [
          FieldValue(ItemField.barcode, .text(item.barcode)),
          FieldValue(ItemField.callNumber, .text(item.callNumber)),
          FieldValue(ItemField.home, .integer(item.home)),
          FieldValue(ItemField.current, .integer(item.current)),
          FieldValue(ItemField.status, .integer(item.status)),
          FieldValue(ItemField.condition, .integer(item.condition)),
          FieldValue(ItemField.note, .text(item.note)),
        ])
    case .loan(let loan):
      return Operation(
        .fact, kind: GenericSchema.loan, record: try mint(),
        values: [
          FieldValue(LoanField.action, .integer(loan.action)),
          FieldValue(LoanField.item, .record(record(loan.item))),
          FieldValue(LoanField.patron, .integer(loan.patron)),
          FieldValue(LoanField.branch, .integer(loan.branch)),
          FieldValue(LoanField.at, .integer(loan.at)),
          FieldValue(LoanField.due, .integer(loan.due)),
        ])
    case .status(let key, let status, let current):
      return Operation(
        .write, kind: GenericSchema.item, record: record(key),
        values: [
          FieldValue(ItemField.current, .integer(current)),
          FieldValue(ItemField.status, .integer(status)),
        ])
    case .note(let key, let condition, let note):
      return Operation(
        .write, kind: GenericSchema.item, record: record(key),
        values: [
          FieldValue(ItemField.condition, .integer(condition)),
          FieldValue(ItemField.note, .text(note)),
        ])
    case .weed(let key):
      return Operation(.delete, kind: GenericSchema.item, record: record(key))
    }
  }

  private static func record(_ key: ItemKey) -> RecordID {
    RecordID(space: .writer(origin.key.writer), number: Int64(key.index) + 1)
  }
}

/// A segment between the codec and the store.
struct OpenedBytes {
  let segment: Segment
  let sealed: SealedBytes
}

/// One writer with a key that every run draws alike.
struct Party: Sendable {
  static let network = Sha256.hash(Array("benchmarks".utf8))

  let key: SigningKey

  init(seed: UInt8) {
    do {
      key = try SigningKey(raw: Sha256.hash([seed]).word.bytes)
    } catch {
      preconditionFailure("a hash has the length of a key")
    }
  }
}
