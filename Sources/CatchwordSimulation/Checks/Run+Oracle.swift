import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordOracle
import CatchwordWire

/// C2, C9 and the rules of the library: what all agree on is what an independent account of the same
/// commits comes to.
extension Run {
  /// - Parameter log: all commits, as the host holds them.
  func checkAgainstOracle(_ host: Host, _ log: [LoggedCommit]) throws {
    let history = history(log)
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
    let differences = oracle.differences(from: picture)
    if let first = differences.first {
      let kind = first.dropFirst(2).split(separator: " ").first.map(String.init) ?? ""
      let isConflict = kind == "conflict"
      throw CheckFailure(
        isConflict ? "C9" : "C2", kind: kind,
        differences.prefix(6).map(readable).joined(separator: " · "), host: host.name)
    }
    if let finding = Invariants(oracle).findings(in: picture).first {
      throw CheckFailure(finding.rule, readable(finding.text), host: host.name)
    }
  }

  /// The commits as the oracle takes them. What a commit had seen is what the simulator saw its
  /// replica hold, wherever somebody was told of the commit; else what its segment says.
  func history(_ log: [LoggedCommit]) -> CatchwordOracle.History {
    let pasts = pastsByContent
    let commits = log.map { each in
      OracleCommit(each, seen: pasts[each.hash] ?? each.context.heads.mapValues(\.number))
    }
    return CatchwordOracle.History(
      domain: domain.name == DomainKit.library.name ? .library : .generic,
      minimumTravelSeconds: LoanRule.minimumTravelSeconds, commits: commits)
  }
}

extension Run {
  /// What acknowledged commits had seen. By content, which names log and number too: before it meets
  /// a witness, a rolled-back replica may give one number out again.
  var pastsByContent: [ContentHash: [LogID: Int64]] {
    Dictionary(acknowledged.map { ($0.hash, $0.seen) }) { _, last in last }
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
