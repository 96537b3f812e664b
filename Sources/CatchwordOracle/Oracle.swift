/// A judge of what a network of replicas should have come to.
///
/// It holds a whole history with true causality and computes from definitions what must stand: of
/// every pair of deeds it asks whether one takes the place of the other, and every item's facts it
/// plays from the beginning. The engine instead applies commit after commit as they arrive. The two
/// share no code and no type; only the rules (`Documentation/Rules.md`) and the shape of the lines
/// are common to both, so that one bug must be made twice to pass.
///
/// The module imports nothing, takes no clock and draws nothing at random. Whatever is looked up in
/// a dictionary is sorted before it is told.
package struct Oracle: Sendable {
  package let history: History
  let records: Records
  /// Nil for a history that is not a library's.
  let collection: Collection?
  private let lines: [[UInt8]]

  /// - Parameter sha256: names conflicts; the oracle knows no cryptography.
  package init(history: History, sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) {
    self.history = history
    let past = Past(history)
    records = Records(past)
    switch history.domain {
    case .generic: collection = nil
    case .library:
      let patrons = records.merges(LibraryKind.patron)
      let court = Court(
        facts: Facts(past, patrons: patrons),
        names: ConflictNames(sha256: sha256),
        minimumTravelSeconds: history.minimumTravelSeconds,
        bibs: records.merges(LibraryKind.bib), oblivion: Oblivion(records, past, patrons))
      collection = Collection(records, court)
    }
    var lines = records.lines()
    if let collection {
      lines += collection.holdings.flatMap { $0.lines() } + collection.queues.flatMap { $0.lines() }
      lines += collection.tills.flatMap(\.lines)
      lines += collection.headingLines()
      lines += collection.purses.flatMap(\.lines)
      lines += collection.conflicts().map(\.line)
    }
    self.lines = Set(lines.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What every replica shows that holds the whole history: one line a thing, ascending by bytes,
  /// none twice.
  package func picture() -> [String] { lines.map { String(decoding: $0, as: UTF8.self) } }

  /// How a replica's picture differs from the true one: `+` before what it shows and should not,
  /// `-` before what it should show and does not. Empty where they agree (C2).
  package func differences(from picture: [String]) -> [String] {
    let agrees =
      picture.count == lines.count
      && zip(picture, lines).allSatisfy { $0.utf8.elementsEqual($1) }
    if agrees { return [] }
    let shown = Set(picture.map { Array($0.utf8) })
    let due = Set(lines)
    let wrong = shown.subtracting(due).map { (sign: "+ ", line: $0) }
    let missing = due.subtracting(shown).map { (sign: "- ", line: $0) }
    return (wrong + missing).sorted { a, b in
      a.line == b.line ? a.sign < b.sign : a.line.lexicographicallyPrecedes(b.line)
    }.map { $0.sign + String(decoding: $0.line, as: UTF8.self) }
  }
}
