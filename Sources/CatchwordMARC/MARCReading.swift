/// What became of one record of the file. Every record that a reader meets gives exactly one, so
/// the totals of an import add up.
package struct MARCReading: Sendable {
  package enum Outcome: Sendable, Hashable {
    case record(MARCRecord)
    case rejected
  }

  package enum Status: Sendable, Hashable {
    case accepted, warned, rejected
  }

  package let place: MARCPlace
  package let outcome: Outcome
  package let messages: [MARCMessage]

  /// Counted from 1, rejected records included.
  package var number: Int { place.recordNumber ?? 0 }
  /// Where in the file the record begins, counted from 0.
  package var byteOffset: Int { place.byteOffset ?? 0 }

  package var record: MARCRecord? {
    if case .record(let record) = outcome { record } else { nil }
  }

  package var status: Status {
    if case .rejected = outcome { return .rejected }
    return messages.contains { $0.severity == .warning } ? .warned : .accepted
  }

  /// Places the findings and leaves out those beyond the limit, which a last message counts.
  init(place: MARCPlace, outcome: Outcome, findings: [MARCFinding]) {
    var place = place
    if case .record(let record) = outcome { place.controlNumber = record.controlNumber }
    var kept = Self.merged(findings)
    let count = kept.count
    if count > MARCLimits.recordMessages {
      kept = Array(kept.prefix(MARCLimits.recordMessages))
      kept.append(.messagesOmitted(count - MARCLimits.recordMessages))
    }
    self.place = place
    self.outcome = outcome
    messages = kept.map { $0.placed(at: place) }
  }

  /// Says once what is found several times, and how often.
  private static func merged(_ findings: [MARCFinding]) -> [MARCFinding] {
    var counts: [MARCFinding: Int] = [:]
    for finding in findings { counts[finding, default: 0] += 1 }
    if counts.count == findings.count { return findings }
    return findings.compactMap { finding in
      guard let count = counts.removeValue(forKey: finding) else { return nil }
      guard count > 1 else { return finding }
      return MARCFinding(
        finding.severity, finding.code, field: finding.field, "\(finding.text) (\(count) times)")
    }
  }
}

/// The totals of a file: `read` is always the sum of the other three.
package struct MARCTally: Sendable, Hashable {
  package private(set) var read = 0
  package private(set) var accepted = 0
  package private(set) var warned = 0
  package private(set) var rejected = 0

  package init() {}

  package mutating func count(_ status: MARCReading.Status) {
    read += 1
    switch status {
    case .accepted: accepted += 1
    case .warned: warned += 1
    case .rejected: rejected += 1
    }
  }
}
