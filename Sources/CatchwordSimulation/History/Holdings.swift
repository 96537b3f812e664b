import Catchword
package import CatchwordCore

/// When each host came to hold what, written down from what passes by anyway: no disk is read for
/// it, so that a run with it and one without it are the same run.
package struct Holdings: Sendable {
  package struct Note: Sendable {
    package enum Content: Sendable {
      /// A commit that staff were told is saved.
      case made(ContentHash)
      /// A segment that was applied: the log is held at least so far.
      case received(LogID, last: Int64, from: String)
      /// All logs, as the host itself told.
      case observed([LogID: Int64])
    }

    package let at: Moment
    package let host: String
    /// How many events the trace had by then: notes and events are told in one order.
    package let afterEvents: Int
    package let content: Content
  }

  package private(set) var notes: [Note] = []

  package init() {}

  mutating func made(_ hash: ContentHash, at host: String, _ at: Moment, after events: Int) {
    notes.append(Note(at: at, host: host, afterEvents: events, content: .made(hash)))
  }

  /// - Parameter segment: bytes that the host applied or held already.
  mutating func received(
    _ segment: [UInt8], at host: String, from peer: String, _ at: Moment, after events: Int
  ) {
    guard let label = try? SegmentLabel(headerOf: segment) else { return }
    notes.append(
      Note(
        at: at, host: host, afterEvents: events,
        content: .received(label.log, last: label.last, from: peer)))
  }

  mutating func observed(
    _ ends: [LogID: Int64], at host: String, _ at: Moment, after events: Int
  ) {
    notes.append(Note(at: at, host: host, afterEvents: events, content: .observed(ends)))
  }
}
