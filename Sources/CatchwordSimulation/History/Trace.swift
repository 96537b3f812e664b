package import CatchwordCore

/// One thing that happened in a run, as the trace, the report and the hash of the run tell it.
package struct TraceEvent: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case action
    case refusal
    case failure
    case message
    /// A request that got no answer, or none that was any good.
    case unanswered
    case arrival
    case sync
    case cut
    case heal
    case crash
    case start
    case sleep
    case clock
    case diskFault = "disk-fault"
    case lineFault = "line-fault"
    case copy
    /// All faults end, and whoever is off or asleep comes back.
    case settle
    case expectation
    case check
  }

  package let at: Moment
  package let host: String
  package let kind: Kind
  package let text: String
  /// The step that caused it; 0 where none did.
  package let step: Int
  /// The other end, for messages.
  package let peer: String
  /// For messages: when the request left.
  package let since: Moment
  /// For messages: when the request reached the other end; nil where it never did.
  package var reachedAt: Moment?

  /// `09:00:00 main action …`
  package var line: String {
    "\(at) \(host) \(kind.rawValue)\(peer.isEmpty ? "" : " \(peer)") \(text)"
  }
}

/// A commit that staff were told is saved, with what its host had seen when it was made.
package struct Acknowledged: Sendable {
  package let name: CommitName
  package let hash: ContentHash
  package let host: String
  package let at: Moment
  package let step: Int
  /// The last commit of every foreign log that its replica held.
  package let seen: [LogID: Int64]
  /// By how much the host's wall clock was off when it was made.
  package let clockErrorMilliseconds: Int64
  /// Whether the only disk that held it was given up.
  package var isLostWithDisk = false
}

/// A check that did not hold.
package struct CheckFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// `C3`, `L1`, `expect` or `engine`.
  package let check: String
  /// The kind of record it is about, where there is one: with the check it tells failures apart.
  package let kind: String
  package let text: String
  package var at: Moment
  package var host: String

  package init(
    _ check: String, kind: String = "", _ text: String, at: Moment = .opening, host: String = ""
  ) {
    self.check = check
    self.kind = kind
    self.text = text
    self.at = at
    self.host = host
  }

  func rephrased(_ words: (String) -> String) -> CheckFailure {
    CheckFailure(check, kind: kind, words(text), at: at, host: host)
  }

  /// What stays the same while a failing plan is shrunk.
  package var signature: String { kind.isEmpty ? check : "\(check)/\(kind)" }
  /// What the check holds histories to, with its number.
  package var rule: String { "\(check): \(CheckSentences.sentence(check))" }
  package var description: String { "\(check)\(kind.isEmpty ? "" : " (\(kind))"): \(text)" }
}
