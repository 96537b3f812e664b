import CatchwordCore

/// Which facts were taken back at a desk: they stay as evidence, and see and close nothing.
///
/// What another desk did meanwhile in reliance on such a fact goes to review; a person may then
/// overrule the undo.
struct Undoing {
  private var undone: Set<RecordID> = []
  private(set) var reviews: [ReviewItem] = []

  func isUndone(_ fact: CirculationFact) -> Bool { undone.contains(fact.id) }

  /// Those of the facts that were not taken back.
  func standing(_ order: [CirculationFact]) -> [CirculationFact] {
    undone.isEmpty ? order : order.filter { !isUndone($0) }
  }

  private let tell: ((String) -> Void)?

  /// - Parameters:
  ///   - order: all facts of the item in fold order.
  ///   - tell: takes explanations.
  init(
    _ order: [CirculationFact], subject: Subject, names: ConflictName, tell: ((String) -> Void)?
  ) {
    self.tell = tell
    guard order.contains(where: { $0.action == .void }) else { return }
    let facts = Dictionary(order.map { ($0.id, $0) }) { first, _ in first }
    // An undo comes after what it takes back, so the last ones are settled first. Two desks may take
    // back one fact without knowing of each other: that is one conflict if anybody relied on it.
    var targets: [CirculationFact] = []
    var voids: [RecordID: [CirculationFact]] = [:]
    for void in order.reversed() where void.action == .void && !undone.contains(void.id) {
      guard let target = void.target.flatMap({ facts[$0] }), void.hasSeen(target) else {
        explain("The \(void.phrase) takes back nothing that is known here.")
        continue
      }
      if undone.insert(target.id).inserted { targets.append(target) }
      voids[target.id, default: []].insert(void, at: 0)
    }
    let verdicts = Verdicts(order.filter { !undone.contains($0.id) })
    for target in targets.reversed() {
      judge(voids[target.id] ?? [], target, order, verdicts, subject: subject, names: names)
    }
  }

  /// - Parameter voids: at least one, in fold order.
  private mutating func judge(
    _ voids: [CirculationFact], _ target: CirculationFact, _ order: [CirculationFact],
    _ verdicts: Verdicts, subject: Subject, names: ConflictName
  ) {
    let void = voids[0]
    let relying = order.first { fact in
      !undone.contains(fact.id) && voids.contains { Self.relies(fact, on: target, past: $0) }
    }
    func words() -> String {
      let undos = voids.map { "\($0.place) (\($0.id)): \(Self.reason($0))" }
      return "The \(target.phrase) was undone at \(undos.joined(separator: ", and at "))."
    }
    guard let relying else {
      explain("\(words()) Undo \(spoken(voids.map(\.id.description))) to bring it back.")
      return
    }
    let conflict = names.id(subject, .undo(target.id))
    let verdict = verdicts.verdict(conflict, sides: voids.map(\.dot) + [relying.dot])
    let isOverruled = verdict.kept == relying.dot
    if isOverruled { undone.remove(target.id) }
    func decided() -> String {
      let effect = isOverruled ? "the undo is overruled" : "the undo stands"
      return verdict.fact.map { "\(effect), as the \($0.phrase) says" } ?? ""
    }
    explain(
      "\(words()) The \(relying.phrase) relied on it without knowing (case "
        + "\(ConflictCase.undoneInUse)); "
        + (verdict.isResolved ? decided() : verdict.task(of: void.place)) + ".")
    reviews.append(
      ReviewItem(
        id: conflict, conflictCase: ConflictCase.undoneInUse, severity: .a, owner: void.branch,
        subject: subject,
        summary: "\(void.place) undid a \(target.verb) that \(relying.place) relied on.",
        sides: voids.enumerated().map { index, each in
          ReviewSide(
            letter: [ReviewSide].letter(index), text: "The \(each.phrase): \(Self.reason(each)).",
            dot: each.dot)
        } + [
          ReviewSide(
            letter: [ReviewSide].letter(voids.count), text: "The \(relying.phrase).",
            dot: relying.dot)
        ],
        proposal: "Keep A unless the item shows that the \(target.verb) was right after all.",
        isResolved: verdict.isResolved, resolution: verdict.sentence))
  }

  private func explain(_ line: @autoclosure () -> String) { tell?(line()) }

  private static func reason(_ void: CirculationFact) -> String {
    void.reason.isEmpty ? "no reason given" : void.reason
  }

  /// Whether a fact built on another one while it did not know that it was being undone.
  private static func relies(
    _ fact: CirculationFact, on target: CirculationFact, past void: CirculationFact
  ) -> Bool {
    #if Mutants
      if Planted.doubtfulUndoIsSilent.isAtWork { return false }
    #endif
    guard fact.hasSeen(target), fact.isConcurrent(with: void) else { return false }
    if fact.loan == target.id || fact.charge == target.id { return true }
    return target.action == .checkin && fact.action == .checkout && fact.loan == nil
  }
}
