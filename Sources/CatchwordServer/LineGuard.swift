import NIOCore
import NIOHTTPTypes

/// Closes connections whose peer is too slow: one task held open by a trickle of bytes costs the
/// peer nothing and the server a place.
///
/// Hummingbird's own idle timeout covers only the time between requests. Here, on the event loop:
/// a first head within `headMilliseconds`, at least `leastBytesPerSecond` both ways while it is the
/// peer that is waited for, and `requestMilliseconds` for everything. Time in which the replica is merging is
/// not the peer's: it counts only while a read is outstanding or written bytes are not taken.
///
/// State belongs to the channel's event loop.
final class LineGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: LineLimits
  private var openedAt = NIODeadline.now()
  private var requestStartedAt: NIODeadline?
  private var hasHead = false
  private var isReceiving = false
  private var isReadOutstanding = false
  private var received: Allowance
  private var sent: Allowance
  private var unsentBytes = 0
  private var timer: Scheduled<Void>?

  /// What a peer may still lag behind the least rate, in bytes. Bytes that pass fill it up, time in
  /// which the peer is waited for uses it up, so neither a burst before nor a drop now and then
  /// keeps a dead line open.
  private struct Allowance {
    private let perInterval: Int
    private let full: Int
    private var left: Int

    init(_ limits: LineLimits) {
      perInterval = limits.leastBytesPerInterval
      full = perInterval * limits.intervals
      left = full
    }

    mutating func passed(_ bytes: Int) { left = min(full, left + bytes) }

    /// - Returns: whether it is used up.
    mutating func tick(isWaiting: Bool) -> Bool {
      if isWaiting { left -= perInterval }
      return left <= 0
    }
  }

  init(_ limits: LineLimits) {
    self.limits = limits
    received = Allowance(limits)
    sent = Allowance(limits)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    openedAt = .now()
    schedule(context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      hasHead = true
      isReceiving = true
      requestStartedAt = requestStartedAt ?? .now()
      received = Allowance(limits)
    case .body(let buffer): received.passed(buffer.readableBytes)
    case .end: isReceiving = false
    }
    isReadOutstanding = false
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    isReadOutstanding = true
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head: sent = Allowance(limits)
    case .body(let buffer):
      track(buffer.readableBytes, promise, context, data)
      return
    case .end: requestStartedAt = nil
    }
    context.write(data, promise: promise)
  }

  private func track(
    _ bytes: Int, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext,
    _ data: NIOAny
  ) {
    let promise = promise ?? context.eventLoop.makePromise()
    unsentBytes += bytes
    promise.futureResult.assumeIsolated().whenComplete { _ in
      self.unsentBytes -= bytes
      self.sent.passed(bytes)
    }
    context.write(data, promise: promise)
  }

  private func schedule(_ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(
      in: .milliseconds(limits.intervalMilliseconds)
    ) {
      self.tick(context)
    }
  }

  private func tick(_ context: ChannelHandlerContext) {
    let now = NIODeadline.now()
    let headIsLate = !hasHead && now - openedAt >= .milliseconds(limits.headMilliseconds)
    let requestIsLate =
      requestStartedAt.map { now - $0 >= .milliseconds(limits.requestMilliseconds) } ?? false
    let isSlow = received.tick(isWaiting: isReceiving && isReadOutstanding)
    let isDeaf = sent.tick(isWaiting: unsentBytes > 0)
    if headIsLate || requestIsLate || isSlow || isDeaf {
      context.close(promise: nil)
    } else {
      schedule(context)
    }
  }
}

@available(*, unavailable)
extension LineGuard: Sendable {}
