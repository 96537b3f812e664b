/// One connection of a client through the proxy, as a state machine: bytes and ends in, what to do
/// with two sockets out.
///
/// A message is kept until it is whole, then judged (`Action.judge`), then sent on byte for byte or
/// with what its ordeal makes of it. What is no HTTP passes unjudged.
///
///     idle → judging → requestDelay → forwarding → awaiting → answerDelay → replying → idle
///                    ↘ over          ↘ dying      ↘ dying                 ↘ fading, over
struct Passage {
  enum Side: Hashable, Sendable {
    case client
    case server
  }

  enum Action: Equatable {
    /// Decide what the exchange meets, and say so by `meets`.
    case judge(path: String)
    /// Connect to the server; what fails is the end of that side.
    case connect
    /// Send; when all is gone, say so by `sent`. 0 bytes a second is no bound.
    case send([UInt8], to: Side, bytesPerSecond: Int64)
    /// Say so by `waited` when the time is over.
    case wait(milliseconds: Int64)
    /// Only the server's side.
    case dropServer
    /// Both sides; the passage is over.
    case hangUp(isAbrupt: Bool)
  }

  private enum State: Equatable {
    case idle
    case judging
    case requestDelay
    case forwarding
    case awaiting
    case answerDelay
    case replying
    /// The client has half an answer, and waits for the rest.
    case fading
    /// The line is dead, and nobody has noticed yet.
    case dying
    /// What is no HTTP.
    case tunnel
    case over
  }

  private var state = State.idle
  private var requests = HTTPReader(.requests)
  private var answers = HTTPReader(.answers)
  private var request: HTTPMessage?
  private var ordeal = Ordeal.none
  private var reply: [UInt8] = []
  private var isConnected = false
  private var isLast = false
  private var sendsAgain = false

  init() {}

  /// Whether more may be read from a side; else its bytes wait in the system.
  func wants(_ side: Side) -> Bool {
    switch state {
    case .over: false
    case .tunnel, .idle: true
    case .forwarding, .awaiting: side == .server
    default: false
    }
  }

  mutating func received(_ bytes: [UInt8], from side: Side) -> [Action] {
    if state == .tunnel { return [send(bytes, to: side == .client ? .server : .client)] }
    if side == .client {
      requests.append(bytes)
      return state == .idle ? nextRequest() : []
    }
    answers.append(bytes)
    return nextAnswer()
  }

  mutating func meets(_ ordeal: Ordeal) -> [Action] {
    guard state == .judging, let request else { return [] }
    self.ordeal = ordeal
    sendsAgain = ordeal.isDoubled
    switch ordeal.request {
    case .refused: return finish(isAbrupt: true)
    case .answered(let page):
      reply = page.bytes
      isLast = true
      state = .answerDelay
      return [.wait(milliseconds: ordeal.requestDelayMilliseconds + ordeal.answerDelayMilliseconds)]
    case .breaksOff(let share) where Ordeal.part(of: request.bytes.count, share: share) == 0:
      return die()
    case .breaksOff, .passes:
      state = .requestDelay
      return [.wait(milliseconds: ordeal.requestDelayMilliseconds)]
    }
  }

  mutating func waited() -> [Action] {
    switch state {
    case .requestDelay: return forward()
    case .answerDelay:
      state = .replying
      return reply.isEmpty ? sent(to: .client) : [send(reply, to: .client)]
    case .fading: return finish(isAbrupt: false)
    case .dying: return finish(isAbrupt: true)
    default: return []
    }
  }

  mutating func sent(to side: Side) -> [Action] {
    switch (state, side) {
    case (.forwarding, .server):
      if case .breaksOff = ordeal.request { return die() }
      state = .awaiting
      return nextAnswer()
    case (.replying, .client):
      if case .breaksOff = ordeal.answer {
        state = .fading
        return [.wait(milliseconds: ordeal.silenceMilliseconds)]
      }
      if isLast { return finish(isAbrupt: false) }
      state = .idle
      return nextRequest()
    default: return []
    }
  }

  mutating func ended(_ side: Side) -> [Action] {
    guard state != .over else { return [] }
    // Between two requests a client ends in order.
    if side == .client { return finish(isAbrupt: state != .idle) }
    if state == .tunnel { return finish(isAbrupt: false) }
    isConnected = false
    guard state == .forwarding || state == .awaiting else { return [.dropServer] }
    if let message = answers.end() { return [.dropServer] + answered(message) }
    // Whatever came of the answer is all that the client gets.
    reply = answers.takeRest()
    guard !reply.isEmpty else { return finish(isAbrupt: true) }
    isLast = true
    state = .answerDelay
    return [.dropServer, .wait(milliseconds: ordeal.answerDelayMilliseconds)]
  }

  // MARK: Steps

  private mutating func nextRequest() -> [Action] {
    switch requests.next() {
    case .incomplete: return []
    case .message(let message):
      request = message
      isLast = message.endsConnection
      state = .judging
      return [.judge(path: message.path)]
    case .notHTTP:
      state = .tunnel
      return connecting() + [send(requests.takeRest(), to: .server)]
    }
  }

  private mutating func forward() -> [Action] {
    guard let request else { return [] }
    state = .forwarding
    var bytes = request.bytes
    if let flip = ordeal.requestFlip {
      bytes = request.flipped(share: flip.share, bit: flip.bit).bytes
    }
    if case .breaksOff(let share) = ordeal.request {
      bytes.removeLast(bytes.count - Ordeal.part(of: bytes.count, share: share))
    }
    return connecting() + [send(bytes, to: .server)]
  }

  private mutating func nextAnswer() -> [Action] {
    guard state == .forwarding || state == .awaiting else { return [] }
    switch answers.next() {
    case .incomplete: return []
    case .message(let message) where message.isInterim:
      return [send(message.bytes, to: .client)] + nextAnswer()
    case .message(let message): return answered(message)
    case .notHTTP:
      state = .tunnel
      return [send(answers.takeRest(), to: .client)]
    }
  }

  private mutating func answered(_ message: HTTPMessage) -> [Action] {
    // A server that answers before it has heard all of the request wants no more of it.
    let isEarly = state == .forwarding
    isLast = isLast || message.endsConnection || isEarly
    if sendsAgain && !isEarly {
      sendsAgain = false
      guard !message.endsConnection else {
        isConnected = false
        isLast = request?.endsConnection ?? false
        return [.dropServer] + forward()
      }
      return forward()
    }
    switch ordeal.answer {
    case .lost: return die()
    case .breaksOff(let share):
      reply = Array(message.bytes[..<Ordeal.part(of: message.bytes.count, share: share)])
      isLast = true
    case .passes:
      let flip = ordeal.answerFlip
      reply = (flip.map { message.flipped(share: $0.share, bit: $0.bit) } ?? message).bytes
    }
    state = .answerDelay
    return [.wait(milliseconds: ordeal.answerDelayMilliseconds)]
  }

  private mutating func connecting() -> [Action] {
    guard !isConnected else { return [] }
    isConnected = true
    answers = HTTPReader(.answers)
    return [.connect]
  }

  private mutating func die() -> [Action] {
    state = .dying
    return [.wait(milliseconds: ordeal.silenceMilliseconds)]
  }

  private mutating func finish(isAbrupt: Bool) -> [Action] {
    state = .over
    return [.hangUp(isAbrupt: isAbrupt)]
  }

  private func send(_ bytes: [UInt8], to side: Side) -> Action {
    .send(bytes, to: side, bytesPerSecond: ordeal.bytesPerSecond)
  }
}
