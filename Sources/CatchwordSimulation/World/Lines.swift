/// Which hosts reach which, and how well.
///
/// Partitions overlap: each `cut` stands until a `heal` of its own, and a pair speaks only while no cut
/// parts it. A cut may be one-way: requests pass and answers do not.
package struct Lines: Sendable {
  package struct Cut: Hashable, Sendable {
    package let from: String
    package let to: String
  }

  package struct Quality: Hashable, Sendable {
    /// Bounds of a frame's way in milliseconds.
    package var latencyMilliseconds: ClosedRange<Int64> = 5...40
    /// Bytes a second; 0 for no bound.
    package var bytesPerSecond: Int64 = 0
    /// Of a thousand frames so many are lost.
    package var lossPerMille = 0
    package var duplicatePerMille = 0
    package var corruptPerMille = 0
    package var truncatePerMille = 0

    package init() {}
  }

  /// How many cuts part each ordered pair.
  private var cuts: [Cut: Int] = [:]
  package var quality = Quality()
  private var qualities: [Cut: Quality] = [:]
  /// What the next exchanges between two hosts meet; nil is nothing.
  private var planned: [Cut: [LineFault?]] = [:]
  /// Requests that somebody on the way has kept and sends again with later ones.
  private var late: [Cut: [[UInt8]]] = [:]
  private static let keptRequests = 8

  package init() {}

  package mutating func cut(_ from: String, _ to: String) {
    cuts[Cut(from: from, to: to), default: 0] += 1
  }

  /// Ends one of the cuts that part the two.
  package mutating func heal(_ from: String, _ to: String) {
    let cut = Cut(from: from, to: to)
    cuts[cut] = cuts[cut].flatMap { $0 > 1 ? $0 - 1 : nil }
  }

  package mutating func healAll() { cuts = [:] }

  package func reaches(_ from: String, _ to: String) -> Bool {
    cuts[Cut(from: from, to: to)] == nil
  }

  package func quality(_ from: String, _ to: String) -> Quality {
    qualities[Cut(from: from, to: to)] ?? quality
  }

  package mutating func setQuality(_ quality: Quality, _ from: String, _ to: String) {
    qualities[Cut(from: from, to: to)] = quality
  }

  /// A fault for one exchange to come, after so many sound ones.
  package mutating func plan(_ fault: LineFault, skipping: Int, _ from: String, _ to: String) {
    let pair = Cut(from: from, to: to)
    planned[pair, default: []] += Array(repeating: nil, count: skipping) + [fault]
  }

  package mutating func takeFault(_ from: String, _ to: String) -> LineFault? {
    guard var waiting = planned[Cut(from: from, to: to)], !waiting.isEmpty else { return nil }
    let fault = waiting.removeFirst()
    planned[Cut(from: from, to: to)] = waiting
    return fault
  }

  package mutating func keep(_ request: [UInt8], _ from: String, _ to: String) {
    let kept = late[Cut(from: from, to: to), default: []] + [request]
    late[Cut(from: from, to: to)] = kept.suffix(Self.keptRequests)
  }

  package func kept(_ from: String, _ to: String) -> [[UInt8]] {
    late[Cut(from: from, to: to)] ?? []
  }

  package mutating func calm() {
    quality = Quality()
    qualities = [:]
    planned = [:]
    late = [:]
  }
}

/// What goes wrong with one exchange beside loss and delay.
package enum LineFault: String, CaseIterable, Sendable {
  /// The request arrives and is done; the answer never comes back.
  case lostReply = "lost-reply"
  /// A page of a hotel's login where the answer should be.
  case portal
  /// An answer that sends the caller elsewhere, which nobody follows.
  case redirect
  /// A gateway without a server behind it.
  case badGateway = "bad-gateway"
  /// A proxy that lets no large body through.
  case tooLarge = "too-large"
  /// The certificate is not valid yet, or no more: a clock is wrong somewhere.
  case badCertificate = "bad-certificate"
  /// The request arrives twice, as after a proxy's own retry.
  case duplicate
  /// The same, but only with later requests of the caller: much may have come in between.
  case duplicateLater = "duplicate-later"
  /// The answer breaks off in the middle.
  case truncate
  /// A bit of the request is flipped on its way.
  case corrupt
  /// A bit of the answer is flipped on its way.
  case corruptReply = "corrupt-reply"
}
