import Catchword
import CatchwordCore
import Hummingbird
import NIOCore

extension SyncResponder {
  /// Takes segments in as they arrive, each durable before the next is looked at, and answers with
  /// what is held afterwards. A push that breaks off has lost at most the segment in flight.
  ///
  /// A refused segment holds up its own log only (R10): the others go on, and the answer names the
  /// log as paused, with the reason.
  @concurrent
  func pushed(_ intake: inout Intake) async throws -> Have {
    var frames = SegmentFrames()
    var paused: [LogName: String] = [:]
    var refusals = 0
    while let chunk = try await intake.next() {
      let segments: [[UInt8]]
      do {
        segments = try frames.append(chunk.readableBytesView)
      } catch {
        throw Refused(.badRequest, "framing", "what was sent is not framed as segments")
      }
      for segment in segments {
        guard let refused = try await host.receive(segment) else { continue }
        refusals += 1
        guard let log = refused.log, refusals < ServerLimits.refusals else {
          throw Refused(.unprocessableContent, refused.code, refused.sentence)
        }
        paused[log] = paused[log] ?? refused.sentence
      }
    }
    guard frames.isAtBoundary else {
      throw Refused(.badRequest, "truncated", "the last segment is incomplete; send it again")
    }
    let standing = try await host.standing()
    return Have(
      heads: standing.heads, digests: standing.digests,
      paused: standing.paused.merging(paused) { own, _ in own })
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
