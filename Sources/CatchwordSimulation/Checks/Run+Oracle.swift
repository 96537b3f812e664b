import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordOracle
import CatchwordWire

/// C2, C9 and the rules of the library: what all agree on is what an independent account of the same
/// commits comes to.
extension Run {
  /// - Parameter readings: all commits, as the host reads them.
  func checkAgainstOracle(_ host: Host, _ readings: [LoggedCommit]) throws {
    let history = try history(readings, arms: use(host) { try $0.arms() })
    if let flaw = history.flaws().first {
      throw CheckFailure("C5", kind: "history", readable(flaw), host: host.name)
    }
    #if Mutants
      if PlantedInChecker.oracleReturnsTheEnginesState.isAtWork { return }
    #endif
    let oracle = Oracle(history: history) { Sha256.hash($0).word.bytes }
    let picture = try use(host) { try Picture.lines(of: $0, domain, schema: schema(of: host)) }
    #if Mutants
      if PlantedInChecker.countsComparedOnly.isAtWork {
        guard oracle.picture().count != picture.count else { return }
      }
    #endif
    if let broken = oracle.disagreement(with: picture) { throw failure(broken, host, readings) }
    held("C2")
    held("C10")
    guard domain.name == DomainKit.library.name else { return }
    for check in ["C9", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L10"] { held(check) }
  }

  private static let mostSentences = 4

  private func failure(
    _ broken: Disagreement, _ host: Host, _ readings: [LoggedCommit]
  ) -> CheckFailure {
    let words = DifferenceWords(self, host, readings)
    let all = words.sentences(broken.differences)
    var sentences = broken.finding.map { [words.plain($0)] } ?? []
    sentences += all.prefix(Self.mostSentences).map { "At \(host.name) " + $0 }
    if all.count > Self.mostSentences {
      sentences.append("\(all.count - Self.mostSentences) more differences")
    }
    let text = sentences.map { $0 + "." }.joined(separator: " ")
    let facts = words.facts(namedIn: text)
    return CheckFailure(
      broken.rule, kind: broken.kind, text + (facts.isEmpty ? "" : " " + facts), host: host.name)
  }

  /// The commits as the oracle takes them. An arm of a forked log is a log like any other.
  func history(_ readings: [LoggedCommit], arms: [LogID: LogID]) -> CatchwordOracle.History {
    let sights = sights(of: readings, arms: arms)
    let commits = zip(readings, sights).map { OracleCommit($0, seen: $1) }
    return CatchwordOracle.History(
      domain: domain.name == DomainKit.library.name ? .library : .generic,
      minimumTravelSeconds: LoanRule.minimumTravelSeconds, commits: commits,
      arms: Set(
        arms.keys.map { OracleLog(writer: $0.writer.key.bytes, lane: OracleLane($0.lane)) }))
  }
}

extension Run {
  /// What acknowledged commits had seen. By content, which names log and number too: before it meets
  /// a witness, a rolled-back replica may give one number out again.
  private var pastsByContent: [ContentHash: [LogID: Int64]] {
    Dictionary(acknowledged.map { ($0.hash, $0.seen) }) { _, last in last }
  }

  /// What each commit had seen is what the simulator saw its replica hold, wherever somebody was told
  /// of the commit; else what its segment says. Of a log that forked, a number that was seen says not
  /// which of its histories: there the segment tells always, whose hash does.
  func sights(of readings: [LoggedCommit], arms: [LogID: LogID]) -> [[LogID: Int64]] {
    let pasts = pastsByContent
    let forked = Set(arms.keys).union(arms.values)
    return readings.map { each in
      let said = each.context.heads.mapValues(\.number)
      guard let past = pasts[each.hash] else { return said }
      return past.filter { !forked.contains($0.key) }
        .merging(said.filter { forked.contains($0.key) }) { one, _ in one }
    }
  }
}

extension OracleCommit {
  fileprivate init(_ logged: LoggedCommit, seen: [LogID: Int64]) {
    self.init(
      writer: logged.log.writer.key.bytes, lane: OracleLane(logged.log.lane),
      number: logged.commit.number, sequence: logged.commit.sequence, time: logged.time,
      staff: logged.commit.staff,
      seen: Dictionary(
        seen.map {
          (OracleLog(writer: $0.key.writer.key.bytes, lane: OracleLane($0.key.lane)), $0.value)
        },
        uniquingKeysWith: max),
      operations: logged.commit.operations.map(OracleOperation.init))
  }
}

extension OracleLane {
  fileprivate init(_ lane: Lane) {
    switch lane {
    case .members: self = .members
    case .circulation: self = .circulation
    case .patrons: self = .patrons
    case .catalog: self = .catalog
    }
  }
}

extension OracleOperation {
  fileprivate init(_ operation: CatchwordCore.Operation) {
    self.init(
      Action(operation.action), kind: operation.kind, record: OracleID(operation.record),
      values: operation.values.map { OracleField($0.field, OracleValue($0.value)) },
      keeps: operation.keeps.map { OracleDot(writer: $0.writer.key.bytes, number: $0.number) })
  }
}

extension OracleOperation.Action {
  fileprivate init(_ action: CatchwordCore.Operation.Action) {
    switch action {
    case .write: self = .write
    case .delete: self = .delete
    case .fact: self = .fact
    case .add: self = .add
    case .remove: self = .remove
    case .increment: self = .increment
    }
  }
}

extension OracleID {
  fileprivate init(_ id: RecordID) {
    switch id.space {
    case .writer(let writer): self.init(writer: writer.key.bytes, number: id.number)
    case .source(let name): self.init(source: name, number: id.number)
    }
  }
}

extension OracleValue {
  fileprivate init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .text(let text): self = .string(text)
    case .bytes(let bytes): self = .bytes(bytes)
    case .record(let id): self = .record(OracleID(id))
    }
  }
}
