import CatchwordCore

/// Answers to questions after facts as this transaction got them: before an action and after it the
/// same item is folded, with one fact more.
///
/// A fact that is added joins the answers that it belongs to; whatever else happens to facts drops
/// those of their kind. Every transaction begins with none.
struct LoadedFacts {
  struct Question: Hashable {
    let kind: Int
    /// Place of the field among the kind's columns.
    let position: Int
    let value: Value
  }

  private struct Answer {
    var facts: [PlacedFact]
    /// Rows of facts that were added since.
    var added: [Int64] = []
  }

  /// So that the merge of a long segment does not hold a library's past in memory.
  private static let maximum = 2_048
  private var answers: [Question: Answer] = [:]
  private var count = 0

  /// - Parameter read: reads a fact that was added, by its row.
  mutating func answer(
    _ question: Question, _ read: (Int64) throws -> PlacedFact?
  ) throws -> [PlacedFact]? {
    guard !answers.isEmpty, var answer = answers[question] else { return nil }
    guard !answer.added.isEmpty else { return answer.facts }
    answer.facts += try answer.added.compactMap(read)
    answer.facts.sort { $0.id < $1.id }
    answer.added = []
    answers[question] = answer
    return answer.facts
  }

  mutating func keep(_ facts: [PlacedFact], for question: Question) {
    if count >= Self.maximum { dropAll() }
    count += facts.count + 1
    answers[question] = Answer(facts: facts)
  }

  /// - Parameter position: of the column for a field in which a fact that was added holds `value`.
  mutating func add(_ row: Int64, kind: Int, position: Int, _ value: Value) {
    guard !answers.isEmpty else { return }
    answers[Question(kind: kind, position: position, value: value)]?.added.append(row)
  }

  mutating func drop(_ kind: Int) {
    guard !answers.isEmpty else { return }
    answers = answers.filter { $0.key.kind != kind }
  }

  mutating func dropAll() {
    count = 0
    if !answers.isEmpty { answers = [:] }
  }
}

extension Tables {
  /// - Parameters:
  ///   - position: a place among the table's columns.
  ///   - cell: `value`, as it stands in the column.
  /// - Returns: ascending by id.
  func facts(
    _ table: FactTable, _ position: Int, _ value: Value, _ cell: Cell
  ) throws -> [PlacedFact] {
    let kind = table.kind.number
    let question = LoadedFacts.Question(kind: kind, position: position, value: value)
    let known = try stated.answer(question) { try fact(kind: kind, row: $0) }
    if let known { return known }
    let found = try table.select(where: position, isNull: value.isNull)
      .all(cell) { try readFact($0, table) }.sorted { $0.id < $1.id }
    // Of a field that it does not hold a fact that is added says nothing.
    if !value.isNull { stated.keep(found, for: question) }
    return found
  }

  /// Whether there are any, without reading them.
  ///
  /// - Parameter position: a place among the table's columns that has an index.
  func hasFacts(
    _ table: FactTable, _ position: Int, _ value: Value, _ cell: Cell
  ) throws -> Bool {
    let kind = table.kind.number
    let question = LoadedFacts.Question(kind: kind, position: position, value: value)
    let known = try stated.answer(question) { try fact(kind: kind, row: $0) }
    if let known { return !known.isEmpty }
    return try table.any(where: position).first(cell) { _ in true } ?? false
  }
}
