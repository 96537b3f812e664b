public import CatchwordCore

/// What a policy makes of a conflict.
public struct PolicyDecision: Sendable {
  /// A: today; B: in the weekly review; C: only kept in the log.
  public typealias Severity = CatchwordCore.Severity

  /// What is shown.
  public enum Outcome: Sendable, Hashable {
    /// One of the sides, as it is; a deletion hides the record.
    case shows(FieldConflict.Side)
    /// A value that is made of the sides; the record stays.
    case combines(FieldConflict.Value)
  }

  /// That a person must look, and who.
  public struct Review: Sendable {
    public let severity: Severity
    /// Code of the branch in whose queue it stands; empty for whoever looks after all branches.
    public let owner: String

    public init(_ severity: Severity, owner: String = "") {
      self.severity = severity
      self.owner = owner
    }
  }

  public let outcome: Outcome
  /// Nil where nobody has to look.
  public let review: Review?
  /// Why, in a sentence that people read beside what is shown.
  public let reason: String

  public init(_ outcome: Outcome, review: Review? = nil, because reason: String) {
    self.outcome = outcome
    self.review = review
    self.reason = reason
  }

  /// One side is shown.
  ///
  /// - Parameter review: how soon somebody must look; nil where nobody has to.
  public static func showing(
    _ side: FieldConflict.Side, review: Severity? = nil, owner: String = "", because reason: String
  ) -> PolicyDecision {
    PolicyDecision(
      .shows(side), review: review.map { Review($0, owner: owner) }, because: reason)
  }

  /// A value made of the sides is shown.
  ///
  /// - Parameter review: how soon somebody must look; nil where nobody has to.
  public static func combining(
    _ value: FieldConflict.Value, review: Severity? = nil, owner: String = "",
    because reason: String
  ) -> PolicyDecision {
    PolicyDecision(
      .combines(value), review: review.map { Review($0, owner: owner) }, because: reason)
  }
}

/// Text is compared by bytes: replicas compare hashes of what they show (R6).
extension PolicyDecision: Hashable {
  public static func == (a: PolicyDecision, b: PolicyDecision) -> Bool {
    a.outcome == b.outcome && a.review == b.review && a.reason.utf8.elementsEqual(b.reason.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(outcome)
    hasher.combine(review)
    hasher.combine(Array(reason.utf8))
  }
}

extension PolicyDecision.Review: Hashable {
  public static func == (a: Self, b: Self) -> Bool {
    a.severity == b.severity && a.owner.utf8.elementsEqual(b.owner.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(severity)
    hasher.combine(Array(owner.utf8))
  }
}

extension PolicyDecision: CustomStringConvertible {
  /// `shows "a" by writer 0 at 5 s, review B: the greatest time wins`
  public var description: String {
    let shown =
      switch outcome {
      case .shows(let side): "shows \(side)"
      case .combines(let value): "combines \(value.words)"
      }
    let look = review.map { each in
      ", review \(each.severity.letter)\(each.owner.isEmpty ? "" : " at \(each.owner)")"
    }
    return "\(shown)\(look ?? ", no review"): \(reason)"
  }
}

extension PolicyDecision {
  /// The side that this decision would be, if somebody wrote it down.
  func side(of conflict: FieldConflict) -> FieldConflict.Side {
    switch outcome {
    case .shows(let side): return side
    case .combines(let value):
      let greatest = conflict.greatest
      return FieldConflict.Side(
        value, writerRank: greatest.writerRank, timeSeconds: greatest.timeSeconds)
    }
  }

  /// What is wrong with it as an answer to a conflict, in a sentence; nil where nothing is.
  func flaw(for conflict: FieldConflict) -> String? {
    switch outcome {
    case .shows(let side) where !conflict.sides.contains(side):
      return "it shows a side that is not among those it was asked about: \(side)"
    case .combines(let value) where value.type != nil && value.type != conflict.type:
      return "it combines \(conflict.type) values into \(value.words), which is of another type"
    default: break
    }
    return reason.utf8.allSatisfy { $0 == 0x20 } ? "it gives no reason" : nil
  }
}
