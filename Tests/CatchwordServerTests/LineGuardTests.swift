import CatchwordServer
import Foundation
import Testing

@Suite struct LineGuardTests {
  /// Looks twenty times a second and forgives nothing of the kind that a test is about.
  private static func limits(_ change: (inout LineLimits) -> Void) -> LineLimits {
    var limits = LineLimits()
    limits.intervalMilliseconds = 50
    limits.intervals = 1_000_000
    change(&limits)
    return limits
  }

  /// Whether the server closes before the client loses patience, which is long before the server's
  /// ordinary limits end.
  private func isHungUpOn(
    _ limits: LineLimits, seconds: Int = 5, saying bytes: @escaping @Sendable (Network) -> [UInt8]
  )
    async throws -> Bool
  {
    try await withServer(limits: limits) { port, network in
      try await blocking {
        let line = try Line(port, seconds: seconds)
        line.send(bytes(network))
        return line.receive().isClosed
      }
    }
  }

  @Test(arguments: ["", "POST /v1/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n"])
  func `who does not finish a head is hung up on`(text: String) async throws {
    let limits = Self.limits { $0.headMilliseconds = 100 }
    #expect(try await isHungUpOn(limits) { _ in Array(text.utf8) })
  }

  @Test func `a body that stands still is hung up on`() async throws {
    let limits = Self.limits { $0.intervals = 2 }
    #expect(
      try await isHungUpOn(limits) { network in
        head(network.bearer, "/v1/hello", "Content-Length: 1000") + [1, 2, 3]
      })
  }

  @Test func `a request that takes too long is hung up on, however fast it is`() async throws {
    let limits = Self.limits { $0.requestMilliseconds = 100 }
    #expect(
      try await isHungUpOn(limits) { network in
        head(network.bearer, "/v1/push", "Content-Length: 1000") + [0, 0]
      })
  }

  @Test func `who is within all limits is left alone`() async throws {
    let limits = Self.limits { $0.headMilliseconds = 600_000 }
    for text in ["", "POST /v1/hello HTTP/1.1\r\n"] {
      #expect(try await !isHungUpOn(limits, seconds: 1) { _ in Array(text.utf8) })
    }
    #expect(
      try await !isHungUpOn(limits, seconds: 1) { network in
        head(network.bearer, "/v1/push", "Content-Length: 1000") + [0, 0]
      })
  }
}
