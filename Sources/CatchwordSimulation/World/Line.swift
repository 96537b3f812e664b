package import Catchword
package import CatchwordCore

/// A transport between two simulated hosts: the messages of the real one, as bytes, over a line with
/// faults. Each frame takes its time, and what is due meanwhile happens meanwhile.
package final class Line: Transport {
  package let name: String
  package private(set) var traffic = Traffic()

  private let run: Run
  private let client: Host
  private let server: Host
  private let clientLife: Int
  private var chance: Stream
  private var count = 0
  /// When the present request reached the server.
  private var reachedAt: Moment?
  /// What the caller was given since its last request: it merges it before it asks on.
  private var given: [[UInt8]] = []

  init(_ run: Run, from client: Host, to server: Host, step: Step) {
    self.run = run
    self.client = client
    self.server = server
    name = server.name
    clientLife = client.incarnation
    chance = Stream(seed: run.plan.seed, UInt64(step.id), 0x11ae)
  }

  private enum Request: String {
    case hello
    case have
    case fetch
    case push
  }

  package func greet(_ hello: Hello) throws -> Hello {
    let answer = try exchange(.hello, PeerMessages.encode(hello)) { bytes, engine in
      PeerMessages.encode(
        try engine.answer(try Self.decoded { try PeerMessages.decodeHello(bytes) }))
    }
    return try garbled { try PeerMessages.decodeHello(answer) }
  }

  package func compare(_ have: Have) throws -> Have {
    let answer = try exchange(.have, PeerMessages.encode(have)) { bytes, engine in
      let theirs = try Self.decoded { try PeerMessages.decodeHave(bytes) }
      try run.met(server, theirs) { try engine.standing() }
      return PeerMessages.encode(try engine.answer(theirs))
    }
    let theirs = try garbled { try PeerMessages.decodeHave(answer) }
    run.met(client, theirs) { have }
    return theirs
  }

  package func fetch(_ wants: [Want], receive: ([UInt8]) throws -> Void) throws {
    let answer = try exchange(.fetch, PeerMessages.encode(wants)) { bytes, engine in
      let wants = try Self.decoded { try PeerMessages.decodeWants(bytes) }
      var stream: [UInt8] = []
      try engine.segments(for: wants) { stream += PeerMessages.frame($0) }
      return stream
    }
    var frames = SegmentFrames()
    let segments = try garbled { try frames.append(answer) }
    for segment in segments {
      try expectClient()
      do { try receive(segment) } catch {
        if client.disk.isCut { run.reached(.crashInsideMerge) }
        throw error
      }
      given.append(segment)
    }
    guard frames.isAtBoundary else {
      throw TransportError.unreachable(peer: name, detail: "the line broke inside a segment")
    }
  }

  package func push(_ segments: [[UInt8]]) throws -> Have {
    let body = segments.flatMap { PeerMessages.frame($0) }
    let answer = try exchange(.push, body, servePush)
    return try garbled { try PeerMessages.decodeHave(answer) }
  }

  private func servePush(_ bytes: [UInt8], _ engine: any Engine) throws -> [UInt8] {
    var frames = SegmentFrames()
    let segments = try Self.decoded { try frames.append(bytes) }
    for (segment, reception) in zip(segments, try engine.receive(all: segments)) {
      switch reception {
      case .success(.held(let reason)): run.noteHeld(reason)
      case .success: run.arrived(segment, at: server, from: client)
      // The server goes on with the other logs, and its answer shows what it lacks.
      case .failure: continue
      }
    }
    return PeerMessages.encode(try engine.standing())
  }

  package func conclude(_ have: Have, head: SignedHead) throws {}
  package func accounts() throws -> [HeadAccount] { [] }

  /// Whether the caller may be merging what it was given.
  var isMerging: Bool { !given.isEmpty }

  // MARK: One exchange

  private struct Malformed: Error {
    let detail: String
  }

  private static func decoded<T>(_ decode: () throws -> T) throws -> T {
    do { return try decode() } catch { throw Malformed(detail: "\(error)") }
  }

  private func garbled<T>(_ decode: () throws -> T) throws -> T {
    do { return try decode() } catch {
      throw TransportError.garbled(peer: name, detail: "the answer does not decode")
    }
  }

  private func exchange(
    _ request: Request, _ body: [UInt8], _ serve: ([UInt8], any Engine) throws -> [UInt8]
  ) throws -> [UInt8] {
    for segment in given { run.arrived(segment, at: client, from: server) }
    given = []
    let sentAt = run.now
    reachedAt = nil
    do { return try attempt(request, body, serve) } catch {
      let reason = (error as? TransportError).map(run.words) ?? "the caller went down"
      run.happened(
        .unanswered, at: client, "\(request.rawValue) \(body.count) B: \(reason)", peer: name,
        since: sentAt, reachedAt: reachedAt)
      throw error
    }
  }

  private func attempt(
    _ request: Request, _ body: [UInt8], _ serve: ([UInt8], any Engine) throws -> [UInt8]
  ) throws -> [UInt8] {
    count += 1
    traffic.roundTrips += 1
    let fault = run.lines.takeFault(client.name, server.name)
    if let fault { run.happened(.lineFault, at: client, "\(fault.rawValue) on the way to \(name)") }
    try refusals(fault, request)
    let sentAt = run.now
    var arriving = try travel(body, from: client, to: server, request.rawValue)
    reachedAt = server.isReachable ? run.now : nil
    if fault == .corrupt { try damage(&arriving, hasSegments: request == .push) }
    traffic.sentBytes += Int64(body.count)
    let kept = run.lines.kept(client.name, server.name)
    if !kept.isEmpty && chance.chance(perMille: 500) {
      run.reached(.duplicateRequest)
      _ = try? serveOnce(chance.pick(kept), .push, servePush)
    }
    if request == .push, fault == .duplicateLater || isKept() {
      run.lines.keep(arriving, client.name, server.name)
    }
    var answer = try serveOnce(arriving, request, serve)
    if fault == .duplicate || chance.chance(perMille: quality(client, server).duplicatePerMille) {
      run.reached(.duplicateRequest)
      answer = try serveOnce(arriving, request, serve)
    }
    if fault == .lostReply {
      run.reached(.lostReply)
      try wait(milliseconds: Self.timeoutMilliseconds)
      throw TransportError.unreachable(peer: name, detail: "no answer came")
    }
    var back = try travel(answer, from: server, to: client, request.rawValue + " answer")
    if fault == .corruptReply { try damage(&back, hasSegments: request == .fetch) }
    if fault == .truncate && !back.isEmpty { back.removeLast(1 + chance.below(back.count)) }
    traffic.receivedBytes += Int64(back.count)
    run.exchanged(
      from: client, to: server, sentAt, reachedAt: reachedAt, request.rawValue, body.count,
      back.count)
    if fault == .truncate && request != .fetch {
      throw TransportError.garbled(peer: name, detail: "the answer is cut short")
    }
    return back
  }

  private func isKept() -> Bool {
    let quality = quality(client, server)
    return quality.duplicatePerMille > 0 && chance.chance(perMille: quality.duplicatePerMille)
  }

  private static let timeoutMilliseconds: Int64 = 30_000

  private func refusals(_ fault: LineFault?, _ request: Request) throws {
    switch fault {
    case .portal: throw TransportError.garbled(peer: name, detail: "a page, not an answer")
    case .redirect: throw TransportError.refused(peer: name, status: 302, detail: "sent elsewhere")
    case .badGateway: throw TransportError.refused(peer: name, status: 502, detail: "no server")
    case .tooLarge where request == .push:
      throw TransportError.refused(peer: name, status: 413, detail: "a proxy bounds bodies")
    case .badCertificate:
      throw TransportError.unreachable(peer: name, detail: "its certificate is not valid now")
    default: return
    }
  }

  private func serveOnce(
    _ bytes: [UInt8], _ request: Request, _ serve: ([UInt8], any Engine) throws -> [UInt8]
  ) throws -> [UInt8] {
    guard server.isReachable, let engine = server.engine else {
      throw TransportError.unreachable(peer: name, detail: "nobody answers")
    }
    do {
      let answer = try serve(bytes, engine)
      if !server.disk.isCut { return answer }
    } catch let malformed as Malformed {
      throw TransportError.refused(peer: name, status: 400, detail: malformed.detail)
    } catch let error as ReceiveError {
      throw TransportError.refused(peer: name, status: 409, detail: error.code)
    } catch {
      guard server.disk.isCut else {
        run.failed(error, in: server)
        throw TransportError.refused(peer: name, status: 500, detail: "the peer's replica failed")
      }
    }
    if request == .push { run.reached(.crashInsideMerge) }
    run.crash(server)
    throw TransportError.unreachable(peer: name, detail: "it went down before it answered")
  }

  /// Takes a frame's time; what is due meanwhile happens, and may take either end away.
  private func travel(
    _ bytes: [UInt8], from sender: Host, to receiver: Host, _ what: String
  ) throws -> [UInt8] {
    let quality = quality(sender, receiver)
    let latency = chance.number(quality.latencyMilliseconds)
    let transfer =
      quality.bytesPerSecond > 0 ? Int64(bytes.count) * 1_000 / quality.bytesPerSecond : 0
    let isLost =
      !run.lines.reaches(sender.name, receiver.name)
      || chance.chance(perMille: quality.lossPerMille)
    try wait(milliseconds: isLost ? Self.timeoutMilliseconds : latency + transfer)
    guard !isLost, run.lines.reaches(sender.name, receiver.name) else {
      throw TransportError.unreachable(peer: name, detail: "the line is down")
    }
    var arriving = bytes
    if chance.chance(perMille: quality.corruptPerMille) {
      let hasSegments = what == Request.push.rawValue || what == Request.fetch.rawValue + " answer"
      try damage(&arriving, hasSegments: hasSegments)
    }
    if chance.chance(perMille: quality.truncatePerMille) && !arriving.isEmpty {
      arriving.removeLast(1 + chance.below(arriving.count))
    }
    return arriving
  }

  private func wait(milliseconds: Int64) throws {
    run.advance(to: run.now.adding(milliseconds: milliseconds))
    try expectClient()
  }

  /// The caller's process may have ended while it waited.
  private func expectClient() throws {
    guard client.incarnation == clientLife, client.isReachable else {
      throw HostDown(host: client.name)
    }
  }

  private func quality(_ from: Host, _ to: Host) -> Lines.Quality {
    run.lines.quality(from.name, to.name)
  }

  /// Segments defend themselves, by signatures and hashes, so a damaged one is delivered. What peers
  /// say of themselves has TLS around it, which breaks the line over a damaged frame.
  private func damage(_ bytes: inout [UInt8], hasSegments: Bool) throws {
    guard hasSegments else {
      throw TransportError.unreachable(peer: name, detail: "a frame did not verify")
    }
    guard !bytes.isEmpty else { return }
    bytes[chance.below(bytes.count)] ^= UInt8(1 << chance.below(8))
  }
}
