/// A field's number and the value an operation gives it.
public struct FieldValue: Sendable, Hashable {
  public let field: Int
  public let value: Value

  public init(_ field: Int, _ value: Value) {
    self.field = field
    self.value = value
  }
}

/// One change of one record, flat, so that a column codec can lay it out by field.
public struct Operation: Sendable, Hashable {
  public enum Action: UInt8, Sendable, Hashable, CaseIterable {
    /// Gives registers new values; creates the record where it is new.
    case write = 0
    /// Takes the record away; whoever edits it at the same time brings it back.
    case delete = 1
    /// States a fact; the record id is the fact's own.
    case fact = 2
    /// Adds one element to each named set.
    case add = 3
    /// Removes one element from each named set.
    case remove = 4
    /// Adds to each named counter.
    case increment = 5
  }

  public let action: Action
  public let kind: Int
  public let record: RecordID
  /// Ascending by field, each field once; empty for a deletion.
  public let values: [FieldValue]
  /// What the writer held of this record, in a present conflict, and did not mean to settle: these
  /// dots survive the write although its past covers them. Ascending.
  public let keeps: [Dot]

  public init(
    _ action: Action, kind: Int, record: RecordID, values: [FieldValue] = [], keeps: [Dot] = []
  ) {
    self.action = action
    self.kind = kind
    self.record = record
    // Most are made of what was in order already.
    let isInOrder = values.indices.dropFirst().allSatisfy {
      values[$0 - 1].field <= values[$0].field
    }
    self.values = isInOrder ? values : values.sorted { $0.field < $1.field }
    self.keeps = keeps.count < 2 ? keeps : keeps.sorted()
  }

  public subscript(field: Int) -> Value? { values.first { $0.field == field }?.value }

  /// Bytes that count against `Limits.commitBytes`: an upper bound of what the operation takes up in
  /// a segment's body.
  public var weight: Int {
    values.reduce(32 + keeps.count * 44) { sum, each in
      switch each.value {
      case .null: sum + 1
      case .integer, .record: sum + 12
      case .text(let text): sum + text.utf8.count + 4
      case .bytes(let bytes): sum + bytes.count + 4
      }
    }
  }
}

/// What a replica's clocks said when a commit was made.
public struct ClockReading: Sendable, Hashable {
  /// Seconds since 1970 by the wall clock, right or wrong.
  public let wallSeconds: Int64
  /// Counts the starts of this machine as this writer saw them, from 1.
  public let boot: Int64
  /// Milliseconds of the monotonic clock within the boot.
  public let monotonicMilliseconds: Int64

  public init(wallSeconds: Int64, boot: Int64, monotonicMilliseconds: Int64) {
    self.wallSeconds = wallSeconds
    self.boot = boot
    self.monotonicMilliseconds = monotonicMilliseconds
  }
}

/// The atomic unit of change: what one local transaction did to one lane.
///
/// Applied whole or not at all, on every replica (R2).
public struct Commit: Sendable, Hashable {
  /// Its place in its log, from 1, never used twice (R3).
  public let number: Int64
  /// Its place among all commits of its writer, over all lanes, from 1.
  public let sequence: Int64
  public let clock: ClockReading
  /// Who stood at the desk; empty where nobody did.
  public let staff: String
  public let operations: [Operation]

  public init(
    number: Int64, sequence: Int64, clock: ClockReading, staff: String, operations: [Operation]
  ) {
    self.number = number
    self.sequence = sequence
    self.clock = clock
    self.staff = staff
    self.operations = operations
  }
}
