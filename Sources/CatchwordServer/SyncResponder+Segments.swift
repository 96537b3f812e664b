import Catchword
import CatchwordCore
import Hummingbird
import NIOCore

extension SyncResponder {
  /// Takes segments in as they arrive, those that come quickly together, and answers with what
  /// is held, durable, afterwards. Of a push that breaks off nothing whole is lost.
  ///
  /// A refused segment holds up its own log only (R10): the others go on, and the answer names the
  /// log as paused, with the reason.
  @concurrent
  func pushed(_ intake: inout Intake) async throws -> Have {
    var push = Push()
    do {
      try await takeIn(&intake, &push)
    } catch {
      try await handOver(&push)
      throw error
    }
    try await handOver(&push)
    guard push.frames.isAtBoundary else {
      throw Refused(.badRequest, "truncated", "the last segment is incomplete; send it again")
    }
    let standing = try await host.standing()
    return Have(
      heads: standing.heads, digests: standing.digests,
      paused: standing.paused.merging(push.paused) { own, _ in own })
  }

  /// How far a push has come.
  private struct Push {
    private let began = ContinuousClock.now
    var frames = SegmentFrames()
    var gathering = Gathering(atMilliseconds: 0)
    var paused: [LogName: String] = [:]
    var refusals = 0

    var milliseconds: Int64 { Int64((ContinuousClock.now - began) / .milliseconds(1)) }
  }

  @concurrent
  private func takeIn(_ intake: inout Intake, _ push: inout Push) async throws {
    while let chunk = try await intake.next() {
      let segments: [[UInt8]]
      do {
        segments = try push.frames.append(chunk.readableBytesView)
      } catch {
        throw Refused(.badRequest, "framing", "what was sent is not framed as segments")
      }
      for segment in segments {
        let isDue = push.gathering.add(segment, atMilliseconds: push.milliseconds)
        if isDue { try await handOver(&push) }
      }
    }
  }

  @concurrent
  private func handOver(_ push: inout Push) async throws {
    for refused in try await host.receive(push.gathering.take()) {
      push.refusals += 1
      guard let log = refused.log, push.refusals < ServerLimits.refusals else {
        throw Refused(.unprocessableContent, refused.code, refused.sentence)
      }
      push.paused[log] = push.paused[log] ?? refused.sentence
    }
    push.gathering.handedOver(atMilliseconds: push.milliseconds)
  }

  /// Streams segments out: a batch at a time in memory, the next one taken from the replica only
  /// when the line has taken the last.
  func fetched(_ wants: [Want], _ visit: Visit) -> Response {
    let (host, logger) = (host, logger)
    let body = ResponseBody { writer in
      var rest = wants
      var sent = 0
      do {
        while !rest.isEmpty, visit.seconds < ServerLimits.fetchSeconds {
          let batch = try await host.batch(of: rest)
          rest = batch.rest
          for segment in batch.segments {
            var frame = ByteBuffer(bytes: PeerMessages.frame(segment))
            // In pieces, so that `LineGuard` sees a slow line move and not a mebibyte stand still.
            while let piece = frame.readSlice(
              length: min(frame.readableBytes, ServerLimits.pieceBytes)), piece.readableBytes > 0
            {
              try await writer.write(piece)
              sent += piece.readableBytes
            }
            // Not at the loop's head: whoever asks gets at least one segment on.
            if visit.seconds >= ServerLimits.fetchSeconds { break }
          }
        }
        try await writer.finish(nil)
        visit.log(status: 200, sent: sent, to: logger)
      } catch {
        visit.log(status: 200, sent: sent, note: "broken off: \(type(of: error))", to: logger)
        throw error
      }
    }
    return Response(status: .ok, headers: [.contentType: Self.contentType], body: body)
  }
}
