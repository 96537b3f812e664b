import Hummingbird
import NIOCore

/// Reads a request's body and counts it, whatever length was announced.
///
/// What takes part in reading is `@concurrent`, as Hummingbird's iterator is: it never was anybody's.
struct Intake {
  enum Failure: Error, Equatable {
    case tooLarge(limit: Int)
    case announcedTooLarge(limit: Int)
    /// The peer went away, or what it sends is no HTTP.
    case brokenOff
  }

  private var chunks: RequestBody.AsyncIterator
  private let limit: Int
  private(set) var bytes = 0
  private(set) var isAtEnd = false

  init(_ request: Request, limit: Int) {
    chunks = request.body.makeAsyncIterator()
    self.limit = limit
  }

  /// The next bytes as they arrive; nil at the end.
  @concurrent
  mutating func next() async throws -> ByteBuffer? {
    if isAtEnd { return nil }
    let arrived: ByteBuffer?
    do {
      arrived = try await chunks.next()
    } catch {
      isAtEnd = true
      throw Failure.brokenOff
    }
    guard let chunk = arrived else {
      isAtEnd = true
      return nil
    }
    bytes += chunk.readableBytes
    guard bytes <= limit else { throw Failure.tooLarge(limit: limit) }
    return chunk
  }

  @concurrent
  mutating func whole() async throws -> [UInt8] {
    var body: [UInt8] = []
    while let chunk = try await next() { body.append(contentsOf: chunk.readableBytesView) }
    return body
  }

  /// Reads on for a while and forgets it: a peer that is still sending does not hear an answer, and
  /// a connection closed on unread bytes is reset before the answer is read.
  @concurrent
  mutating func drain() async {
    var left = ServerLimits.drainedBytes
    while !isAtEnd, left > 0 {
      guard let chunk = try? await chunks.next() else {
        isAtEnd = true
        return
      }
      left -= chunk.readableBytes
    }
  }
}
