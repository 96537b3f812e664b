import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordSync
import CatchwordWire

/// What sort of trouble an error is, in the terms of `sysexits.h`: a door turns it into an exit code
/// or a status, and nobody has to know the errors of the modules beneath.
package enum FailureCategory: String, Equatable, Sendable, CaseIterable {
  case usage
  case badData
  case noInput
  case unavailable
  case bug
  case cannotCreate
  case inputOutput
  /// Later it may work: a peer is away, another process holds the lock.
  case temporary
  /// The two sides do not speak alike.
  case `protocol`
  case notPermitted
  case configuration
}

/// An error as a person and a script read it: what happened, to what, what to do next.
package struct FailureDescription: Equatable, Sendable {
  /// Stable, for scripts.
  package let code: String
  package let sentence: String
  package let category: FailureCategory

  package init(_ category: FailureCategory, _ code: String, _ sentence: String) {
    self.code = code
    self.sentence = sentence
    self.category = category
  }
}

/// - Returns: nil for errors of modules that stand above this one, and for what nobody foresaw.
package func describe(_ error: any Error) -> FailureDescription? {
  switch error {
  case let error as ReplicaError: replicaFailure(error)
  case let error as ShowError: showFailure(error)
  case let error as DeskError: deskFailure(error)
  case let error as OrderError: orderFailure(error)
  case let error as CatalogError: FailureDescription(.badData, error.code, error.description)
  case let error as AuthorityError: FailureDescription(.badData, error.code, error.description)
  case let error as ReviewError: FailureDescription(.badData, error.code, error.description)
  case let error as ImportError: FailureDescription(.badData, error.code, error.description)
  case let error as CivilDateError: FailureDescription(.badData, "not-a-date", error.description)
  case let error as PolicyError: FailureDescription(.badData, error.code, error.description)
  case let error as CSVError: FailureDescription(.badData, error.code, error.description)
  case let error as StoreError: storeFailure(error)
  case let error as TransportError: transportFailure(error)
  case let error as WireError:
    FailureDescription(
      .protocol, error.code, error.sentence + "; ask for the segment again, or update the program")
  case let error as ReceiveError: FailureDescription(.protocol, error.code, error.sentence)
  default: nil
  }
}

private func replicaFailure(_ error: ReplicaError) -> FailureDescription {
  switch error {
  case .notAReplica(let path):
    FailureDescription(
      .configuration, "not-a-replica",
      "\(path) holds no replica; name one with -C DIR or CATCHWORD_REPLICA, or make one with "
        + "`catchword init` or `catchword join`")
  case .alreadyAReplica(let path):
    FailureDescription(
      .cannotCreate, "already-a-replica",
      "\(path) holds a replica already; choose another directory with -C DIR")
  case .badToken(let why):
    FailureDescription(
      .badData, "bad-token", "this is not a usable invitation: \(why); ask for a new one")
  case .otherNetwork(let expected, let found):
    FailureDescription(
      .protocol, "other-network",
      "the peer belongs to network \(found), this replica to \(expected); sync with a member")
  case .file(let path, let detail):
    FailureDescription(
      .inputOutput, "file", "\(path): \(detail); check the path, its permissions and the disk")
  case .badBranchCode(let code):
    FailureDescription(
      .usage, "bad-branch-code",
      "\"\(code)\" is no branch code; use 1 to 32 letters, digits, hyphens and underscores")
  case .inDoubt:
    FailureDescription(
      .temporary, "in-doubt",
      "a peer holds commits of this replica that it has lost; sync again, so that it takes them back"
    )
  case .noPeers:
    FailureDescription(
      .configuration, "no-peers",
      "this replica knows no peer; add one with `catchword peer add NAME URL`")
  case .unknownPeer(let name, let known):
    FailureDescription(
      .configuration, "unknown-peer",
      "no peer is called \(name); "
        + (known.isEmpty
          ? "add it with `catchword peer add \(name) URL`"
          : "known are \(known.joined(separator: ", "))"))
  case .badSetting(let why): FailureDescription(.usage, "bad-setting", why)
  case .unknownReview(let id):
    FailureDescription(
      .badData, "unknown-review",
      "no entry of the queue begins with \"\(id)\"; `catchword review list --all` shows them")
  case .unknownSide(let letter, let id, let known):
    FailureDescription(
      .badData, "no-such-side",
      "\(id) has no side \(letter); keep one of \(known.joined(separator: ", "))")
  }
}

private func showFailure(_ error: ShowError) -> FailureDescription {
  switch error {
  case .unknown(let what, let reference):
    FailureDescription(
      .badData, "unknown-\(what)",
      "\(reference) is no \(what) of this replica; check the number, or sync first")
  case .ambiguous(let what, let reference, let candidates):
    FailureDescription(
      .badData, "ambiguous-\(what.split(separator: " ").joined(separator: "-"))",
      "\(reference) is \(candidates.count) records (\(what)); name one by its id: "
        + candidates.joined(separator: ", "))
  }
}

private func deskFailure(_ error: DeskError) -> FailureDescription {
  let category: FailureCategory =
    error.canBeOverridden ? .notPermitted : error == .reasonMissing ? .usage : .badData
  return FailureDescription(category, error.code, error.description)
}

private func orderFailure(_ error: OrderError) -> FailureDescription {
  FailureDescription(
    error.canBeOverridden ? .notPermitted : .badData, error.code, error.description)
}

private func storeFailure(_ error: StoreError) -> FailureDescription {
  let (category, code): (FailureCategory, String) =
    switch error {
    case .busy: (.temporary, "replica-busy")
    case .notFound: (.configuration, "not-a-replica")
    case .exists: (.cannotCreate, "already-a-replica")
    case .newerSchema: (.protocol, "newer-schema")
    case .ioFailure: (.inputOutput, "replica-io")
    case .corrupt: (.inputOutput, "replica-damaged")
    case .invalidOperation: (.bug, "invalid-operation")
    case .limit: (.badData, "limit")
    case .tailNotSealed: (.temporary, "tail-not-sealed")
    case .commitTooLarge: (.bug, "commit-too-large")
    case .malformedSegment: (.protocol, "malformed-segment")
    case .outlived: (.temporary, "replica-renewed")
    case .invariant: (.bug, "invariant")
    }
  return FailureDescription(category, code, error.description)
}

private func transportFailure(_ error: TransportError) -> FailureDescription {
  switch error {
  case .unreachable(let peer, let detail):
    FailureDescription(
      .temporary, "peer-unreachable",
      "\(peer) cannot be reached (\(detail)); what is not sent stays here: sync again later")
  case .outOfTime(let peer):
    FailureDescription(
      .temporary, "out-of-time",
      "the time for \(peer) is over; what arrived is kept, sync again to go on")
  case .notPermitted(let peer):
    FailureDescription(
      .notPermitted, "not-permitted",
      "\(peer) does not accept this replica; both must belong to one network: join it with an "
        + "invitation of \(peer)")
  case .refused(let peer, let status, let detail):
    FailureDescription(.protocol, "peer-refused", "\(peer) refused (\(status)): \(detail)")
  case .garbled(let peer, let detail):
    FailureDescription(
      .protocol, "peer-garbled",
      "\(peer) did not answer as the protocol says: \(detail); check its address")
  case .file(let path, let detail):
    FailureDescription(
      .inputOutput, "file", "\(path): \(detail); check the path, its permissions and the medium")
  }
}

extension SyncOutcome {
  /// What is wrong with this ending of a session; nil where everything is durable on both sides.
  package func failure(with peer: String) -> FailureDescription? {
    switch self {
    case .done: return nil
    case .incomplete(let shortfalls):
      return FailureDescription(
        .temporary, "not-durable",
        "\(peer) does not hold everything yet: \(Self.sentence(shortfalls)); sync again")
    case .missing(let shortfalls):
      return FailureDescription(
        .temporary, "not-received",
        "not everything of \(peer) is here yet: \(Self.sentence(shortfalls)); sync again")
    case .refused(.otherNetwork):
      return FailureDescription(
        .protocol, "other-network",
        "\(peer) belongs to another network; remove it with `catchword peer remove \(peer)`")
    case .refused(.format(let mine, let theirs)):
      return FailureDescription(
        .protocol, "format",
        "\(peer) speaks format \(theirs), this program \(mine); update the older of the two")
    case .refused(.myself):
      return FailureDescription(
        .configuration, "peer-is-myself",
        "\(peer) is this replica itself; give the peer another address with `catchword peer add`")
    }
  }

  private static func sentence(_ shortfalls: [Shortfall]) -> String {
    shortfalls.map { each in
      "\(each.commits) commits of the \(each.log.lane.name) lane"
        + (each.reason.map { " (\($0))" } ?? "")
    }.joined(separator: ", ")
  }
}
