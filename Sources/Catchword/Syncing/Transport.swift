package import CatchwordCore

/// A way to carry the same messages and the same segments to a peer: HTTP, a folder, a stick.
///
/// Every call is idempotent and self-contained, so each may be repeated after a failure. A transport
/// moves segments byte for byte (R7) and reports as held only what is durable on the other side.
package protocol Transport: AnyObject {
  /// What errors and progress call the peer; never holds a secret.
  var name: String { get }
  var traffic: Traffic { get }

  func greet(_ hello: Hello) throws -> Hello
  /// Tells what is held here, and asks what the peer holds.
  func compare(_ have: Have) throws -> Have
  /// Hands over each segment as soon as it is complete; logs come in order of urgency, each log's
  /// segments in order. What `receive` throws ends the transfer and is thrown on.
  func fetch(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws
  /// Delivers whole segments and returns what the peer holds durably afterwards.
  func push(_ segments: [[UInt8]]) throws -> Have
  /// Called once when the session ended well, with what is held here and a signed head to publish
  /// where peers meet without a dialogue.
  func conclude(_ have: Have, head: SignedHead) throws
  /// What the writers say of themselves where peers meet without a dialogue, this one included;
  /// nothing where the peer answers for itself. Each is signed by its writer, and no more is known
  /// of it: whether it is a member is for the reader to say.
  func accounts() throws -> [HeadAccount]
}

/// What went over the line, as the transport counted it.
package struct Traffic: Equatable, Sendable {
  package var sentBytes: Int64 = 0
  package var receivedBytes: Int64 = 0
  package var roundTrips = 0

  package init() {}
}

/// A writer's own account of what it holds, signed; only its owner overwrites it.
package struct SignedHead: Equatable, Sendable {
  package let writer: WriterID
  package let bytes: [UInt8]

  package init(writer: WriterID, bytes: [UInt8]) {
    self.writer = writer
    self.bytes = bytes
  }
}

/// Why a peer could not be reached or did not answer as the protocol says.
package enum TransportError: Error, Equatable, Sendable {
  /// Nobody answers, or the line broke: try again later.
  case unreachable(peer: String, detail: String)
  /// The peer answered, but does not accept this replica's secret.
  case notPermitted(peer: String)
  /// The peer refused the message, with a sentence of its own.
  case refused(peer: String, status: Int, detail: String)
  /// What came back is not what the protocol says: a captive portal, a truncated answer.
  case garbled(peer: String, detail: String)
  /// A file or folder could not be read or written.
  case file(path: String, detail: String)
  /// The session had a time limit and reached it; what was merged stays merged.
  case outOfTime(peer: String)
}
