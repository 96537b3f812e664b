import CatchwordCore
package import CatchwordOracle
import CatchwordWire
import FoundationEssentials

/// A history as JSON lines, read back for the oracle: what real replicas export of themselves
/// (`catchword history --picture --with-patrons`), or what a run has written.
///
/// The oracle imports nothing, so somebody else has to read for it. The form is described in
/// `Simulations/oracle/`.
package struct WrittenHistory: Sendable {
  package struct Picture: Sendable {
    /// The branch's code, or the host's name.
    package let host: String
    package let lines: [String]
  }

  package private(set) var history = CatchwordOracle.History(domain: .library)
  package private(set) var pictures: [Picture] = []

  /// - Throws: `StoryError` for what is no history, or only a part of one.
  package init(_ lines: [String]) throws {
    for (index, text) in lines.enumerated() {
      let line: WrittenLine
      do {
        line = try JSONDecoder().decode(WrittenLine.self, from: Data(text.utf8))
      } catch {
        throw StoryError("line \(index + 1) is not of a history: \(error)")
      }
      switch line {
      case .network(let domain, let travelSeconds, let without):
        guard without.isEmpty else {
          throw StoryError("the history is without \(without.joined(separator: ", "))")
        }
        history.domain = domain
        history.minimumTravelSeconds = travelSeconds
      case .commit(let commit): history.commits.append(commit)
      case .picture(let picture): pictures.append(picture)
      }
    }
    // Whoever writes a history gives the arms of a forked log as logs of their own (R8).
    let logs = Dictionary(grouping: history.commits) { OracleLog(writer: $0.writer, lane: $0.lane) }
    history.arms = Set(logs.filter { $0.value.allSatisfy { $0.number > 1 } }.keys)
  }

  /// C5 of the history itself, then C2, C9 and the rules of the library on each picture.
  ///
  /// - Throws: `CheckFailure`, the first.
  package func judge() throws {
    if let flaw = history.flaws().first { throw CheckFailure("C5", kind: "history", flaw) }
    let oracle = Oracle(history: history) { Sha256.hash($0).word.bytes }
    for picture in pictures {
      guard let broken = oracle.disagreement(with: picture.lines) else { continue }
      let words = [broken.finding].compactMap { $0 } + broken.differences.prefix(Self.mostLines)
      throw CheckFailure(
        broken.rule, kind: broken.kind, words.joined(separator: " · "), host: picture.host)
    }
  }

  private static let mostLines = 6
}
