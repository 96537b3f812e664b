/// What one exchange meets on its way through the proxy, decided when its request has come whole.
///
/// Everything that is left to chance is drawn here, in a fixed order: the same stream and the same
/// lines give the same ordeal, whatever the messages are.
struct Ordeal: Equatable, Sendable {
  enum RequestFate: Equatable, Sendable {
    case passes
    /// The connection is reset, as where nobody listens any more.
    case refused
    /// Somebody else answers in the server's place.
    case answered(ForeignPage)
    /// Only so much of it reaches the server, of 65,536; then nothing, and the line is dead.
    case breaksOff(share: Int)
  }

  enum AnswerFate: Equatable, Sendable {
    case passes
    /// The server has answered, and nobody hears it.
    case lost
    case breaksOff(share: Int)
  }

  struct Flip: Equatable, Sendable {
    let share: Int
    let bit: Int
  }

  var request = RequestFate.passes
  var answer = AnswerFate.passes
  /// The request reaches the server twice; the second answer goes back.
  var isDoubled = false
  var requestFlip: Flip?
  var answerFlip: Flip?
  var requestDelayMilliseconds: Int64 = 0
  var answerDelayMilliseconds: Int64 = 0
  /// 0 for no bound.
  var bytesPerSecond: Int64 = 0
  /// How long a line seems alive after it is dead.
  var silenceMilliseconds: Int64 = 0

  /// No ordeal at all.
  static let none = Ordeal()

  /// - Returns: 0 ..< count, for 0 ..< 65,536 of `share`.
  static func part(of count: Int, share: Int) -> Int { count * share / 65_536 }

  static let silencesMilliseconds: ClosedRange<Int64> = 0...400

  /// Whether bytes arrive that nobody sent.
  var corrupts: Bool { requestFlip != nil || answerFlip != nil }

  /// Words for those who read what happened; nil where nothing goes wrong.
  var words: String? {
    var words: [String] = []
    switch request {
    case .passes: break
    case .refused: words.append("refused")
    case .answered(.portal): words.append("a login page in its place")
    case .answered(.redirect): words.append("sent elsewhere")
    case .answered(.badGateway): words.append("502 in its place")
    case .answered(.tooLarge): words.append("413 in its place")
    case .breaksOff: words.append("the request broke off")
    }
    if isDoubled { words.append("arrived twice") }
    if requestFlip != nil { words.append("a bit of the request flipped") }
    if answerFlip != nil { words.append("a bit of the answer flipped") }
    switch answer {
    case .passes: break
    case .lost: words.append("the answer was lost")
    case .breaksOff: words.append("the answer broke off")
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}

extension Ordeal {
  /// - Parameters:
  ///   - lines: what stands between the two; a fault planned for one exchange is taken from them.
  ///   - isPush: whether the request carries segments, which proxies find too large.
  init(
    _ lines: inout Lines, from client: String, to server: String, isPush: Bool, _ chance: Stream
  ) {
    var chance = chance
    let there = lines.quality(client, server)
    let back = lines.quality(server, client)
    let share = chance.below(1 << 16)
    let flip = Flip(share: chance.below(1 << 16), bit: chance.below(8))
    requestDelayMilliseconds = chance.number(there.latencyMilliseconds)
    answerDelayMilliseconds = chance.number(back.latencyMilliseconds)
    silenceMilliseconds = chance.number(Self.silencesMilliseconds)
    bytesPerSecond = there.bytesPerSecond
    let isLost = chance.chance(perMille: there.lossPerMille)
    let isAnswerLost = chance.chance(perMille: back.lossPerMille)
    let isCutShort = chance.chance(perMille: there.truncatePerMille)
    let isAnswerCutShort = chance.chance(perMille: back.truncatePerMille)
    if chance.chance(perMille: there.corruptPerMille) { requestFlip = flip }
    if chance.chance(perMille: back.corruptPerMille) { answerFlip = flip }
    isDoubled = chance.chance(perMille: there.duplicatePerMille)
    if isLost || isCutShort { request = .breaksOff(share: share) }
    if isAnswerCutShort { answer = .breaksOff(share: share) }
    if isAnswerLost || !lines.reaches(server, client) { answer = .lost }
    switch lines.takeFault(client, server) {
    case .lostReply: answer = .lost
    case .portal: request = .answered(.portal)
    case .redirect: request = .answered(.redirect)
    case .badGateway: request = .answered(.badGateway)
    case .tooLarge where isPush: request = .answered(.tooLarge)
    // The proxy keeps nothing for later, so what comes twice comes at once.
    case .duplicate, .duplicateLater: isDoubled = true
    case .truncate: answer = .breaksOff(share: share)
    case .corrupt: requestFlip = flip
    case .corruptReply: answerFlip = flip
    default: break
    }
    if !lines.reaches(client, server) { request = .refused }
    // What does not arrive meets nothing more.
    guard request != .passes else { return }
    (answer, isDoubled, requestFlip, answerFlip) = (.passes, false, nil, nil)
  }
}
