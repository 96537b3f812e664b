public import CatchwordCore
import CatchwordLibrary

/// Lets a policy decide the conflicts of any schema's records, on top of the schema's own fold.
///
/// For each register with several values, and for each deletion that an edit outlived, the policy is
/// asked once. Its decision stands in the derived table `decision`, in the explanations, and, where a
/// person must look, in the review queue with all sides. Items that the fold below raised about the
/// same fields give way.
///
/// Laws: those of `Deriving`, as long as the policy keeps its own.
public struct PolicyDeriving: Deriving {
  public let policy: any ConflictPolicy
  /// The schema that was handed in, with the table of decisions.
  public let schema: Schema
  private let base: any Deriving
  private let hashing: Hashing

  public init(
    _ policy: any ConflictPolicy, over schema: Schema, base: any Deriving, hashing: Hashing
  ) {
    self.policy = policy
    self.base = base
    self.hashing = hashing
    self.schema = Schema(
      version: schema.version, kinds: schema.kinds,
      derivedTables: schema.derivedTables + [DecisionColumn.table])
  }

  public var version: Int { base.version * 1_000 + policy.version }

  public func subjects(of change: Change, in reader: any RecordReading) throws -> [Subject] {
    let subjects = try base.subjects(of: change, in: reader)
    guard isDecided(change.operation.kind) else { return subjects }
    let own = Subject.record(kind: change.operation.kind, change.operation.record)
    return Set(subjects + [own]).sorted()
  }

  public func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation {
    var derivation = try base.derive(subject, in: reader)
    derivation.reviews = try derivation.reviews.filter { try !givesWay($0, in: reader) }
    guard case .record(let kind, let id) = subject, isDecided(kind),
      let view = try reader.record(kind: kind, id)
    else { return derivation }
    for met in conflicts(of: view) {
      let decision = try policy.decide(met.conflict)
      if let flaw = decision.flaw(for: met.conflict) { throw PolicyFlaw(text: flaw) }
      let telling = DecisionTelling(
        met: met, decision: decision, subject: subject, record: id, hashing: hashing)
      derivation.rows.append(telling.row)
      derivation.explanations.append(telling.explanation)
      if let item = telling.reviewItem { derivation.reviews.append(item) }
    }
    return derivation
  }

  /// Members are who writes, not what is written about; facts never change.
  private func isDecided(_ kind: Int) -> Bool {
    schema.kind(kind).map { !$0.isFact && $0.lane != .members } ?? false
  }

  private func givesWay(_ item: ReviewItem, in reader: any RecordReading) throws -> Bool {
    guard let id = item.record, isDecided(item.kind),
      let view = try reader.record(kind: item.kind, id)
    else { return false }
    return conflicts(of: view).contains { $0.itemField == item.field }
  }
}

/// A policy answered what no conflict can be decided by.
public struct PolicyFlaw: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public var description: String { "the policy's answer cannot be used: \(text)" }
}

/// A conflict as it was met in a record, with the commits behind its sides.
package struct MetConflict: Hashable, Sendable {
  package let conflict: FieldConflict
  /// The dot of each side of `conflict`, in the same order.
  package let dots: [Dot]
  /// The field in doubt; 0 where the record itself is.
  package let itemField: Int
  package let isConfidential: Bool
}

extension PolicyDeriving {
  /// The open conflicts of a record, by field; a survived deletion last. None of a dead record:
  /// whoever deleted it had seen all there was.
  package func conflicts(of view: RecordView) -> [MetConflict] {
    guard let kind = schema.kind(view.state.kind), !view.state.isDead else { return [] }
    let registers = view.state.registers.sorted { $0.key < $1.key }
    var met = registers.compactMap { number, register -> MetConflict? in
      guard !register.alternates.isEmpty, let field = kind.field(number) else { return nil }
      return Self.met(register.siblings, deletions: [], in: field, of: kind)
    }
    let deletions = view.state.survivedDeletions.map(\.stamp)
    guard !deletions.isEmpty else { return met }
    let latest = registers.filter { !$0.value.siblings.isEmpty }
      .max { a, b in (a.value.siblings[0].stamp, b.key) < (b.value.siblings[0].stamp, a.key) }
    if let latest, let field = kind.field(latest.key) {
      met.append(
        Self.met([latest.value.siblings[0]], deletions: deletions, in: field, of: kind))
    } else if let field = kind.fields.first(where: { $0.join == .register }) {
      // Only a set or a counter was changed, and neither says when.
      let edit = Sibling(value: .null, stamp: deletions[deletions.count - 1])
      met.append(Self.met([edit], deletions: deletions, in: field, of: kind))
    }
    return met
  }

  private static func met(
    _ siblings: [Sibling], deletions: [Stamp], in field: Field, of kind: Kind
  ) -> MetConflict {
    let stamps = siblings.map(\.stamp) + deletions
    let writers = Set(stamps.map(\.dot.writer)).sorted()
    let sides = stamps.enumerated().map { index, stamp in
      FieldConflict.Side(
        index < siblings.count ? siblings[index].value : .null,
        writerRank: writers.firstIndex(of: stamp.dot.writer) ?? 0, timeSeconds: stamp.time,
        deletesRecord: index >= siblings.count)
    }
    return MetConflict(
      conflict: FieldConflict(
        kind: kind.name, kindNumber: kind.number, field: field.name, fieldNumber: field.number,
        type: field.type, sides: sides),
      dots: stamps.map(\.dot), itemField: deletions.isEmpty ? field.number : 0,
      isConfidential: field.isConfidential)
  }
}
