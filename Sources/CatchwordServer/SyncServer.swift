// The sync endpoints of one replica: what another replica's HTTP transport talks to. Async is an
// edge here: requests suspend, the replica does not, and one actor stands between them.
import Catchword
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Serves one replica to its peers over HTTP.
///
/// Four requests, each complete in itself and idempotent (`POST /v1/hello`, `/v1/have`, `/v1/fetch`,
/// `/v1/push`), and `GET /v1/health`, which says nothing but that somebody listens. There is no TLS
/// and no login yet, so it listens on this machine only.
package struct SyncServer: Sendable {
  private let host: ReplicaHost
  private let address: LoopbackAddress
  private let limits: LineLimits
  private let onListening: @Sendable (Int) async -> Void

  /// Serves until SIGTERM or SIGINT, or until the task is cancelled.
  ///
  /// - Parameters:
  ///   - host: 127.0.0.1, ::1 or localhost; anything else is refused.
  ///   - port: 0 takes a free one.
  ///   - limits: what a slow peer is granted.
  ///   - onListening: told the real port.
  package static func run(
    replicaAt directory: String, listen host: String, port: Int,
    limits: LineLimits = LineLimits(),
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    let address = try LoopbackAddress(host, port: port)
    let server = SyncServer(
      host: try ReplicaHost(replicaAt: directory), address: address, limits: limits,
      onListening: onListening)
    try await server.serve()
  }

  private func serve() async throws {
    let branch = await host.branch
    // Ours alone: the process may have other loggers, and standard output belongs to verbs.
    var quiet = Logger(label: "catchword.server") { StreamLogHandler.standardError(label: $0) }
    let requests = quiet
    quiet.logLevel = .warning
    let application = Application(
      responder: SyncResponder(host: host, logger: requests),
      server: .http1(configuration: line),
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port), serverName: nil,
        backlog: ServerLimits.backlog,
        availableConnectionsDelegate: MaximumAvailableConnections(ServerLimits.connections)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? address.port
        Self.announce("listening on http://\(address.urlHost):\(port) for \(branch)")
        await onListening(port)
      },
      logger: quiet)
    var configuration = ServiceGroupConfiguration(
      services: [
        .init(service: SealingService(host: host, logger: quiet)), .init(service: application),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(ServerLimits.shutdownSeconds)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw SyncServerError.cannotListen(
        address: "\(address.urlHost):\(address.port)", errno: error.errnoCode)
    }
  }

  private var line: HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [LineGuard(limits)],
      idleTimeout: .seconds(ServerLimits.idleSeconds),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: ServerLimits.headerFieldBytes,
        maxHeaderListSize: ServerLimits.headerListBytes,
        maxHeaderFieldCount: ServerLimits.headerFields))
  }

  /// One line for people and for scripts that wait for it.
  private static func announce(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// An address that only this machine can reach, fit to bind and to show.
struct LoopbackAddress: Equatable, Sendable {
  let host: String
  let port: Int

  init(_ text: String, port: Int) throws(SyncServerError) {
    switch text.lowercased() {
    // Never looked up: a name could mean anything.
    case "localhost", "127.0.0.1": host = "127.0.0.1"
    case "::1", "[::1]": host = "::1"
    default: throw .notLoopback(text)
    }
    guard (0...65_535).contains(port) else { throw .noSuchPort(port) }
    self.port = port
  }

  var urlHost: String { host.contains(":") ? "[\(host)]" : host }
}

/// Why the server did not start, or stopped.
package enum SyncServerError: Error, Equatable, Sendable {
  case notLoopback(String)
  case noSuchPort(Int)
  case cannotListen(address: String, errno: Int32)
  case cannotSeal

  package var code: String {
    switch self {
    case .notLoopback: "listen-not-loopback"
    case .noSuchPort: "listen-port"
    case .cannotListen: "listen-failed"
    case .cannotSeal: "sealing-failed"
    }
  }

  package var sentence: String {
    switch self {
    case .notLoopback(let host):
      """
      refusing to listen on \(host): there is no TLS and no login yet, so anybody on the network \
      could read patron data; listen on 127.0.0.1 and let an SSH tunnel or a TLS proxy in front
      """
    case .noSuchPort(let port): "\(port) is no port; use 0 to 65535"
    case .cannotListen(let address, let code):
      "cannot listen on \(address): \(String(cString: strerror(code))); choose another port"
    case .cannotSeal: "commits could not be sealed for a minute; see the log, then try `fsck`"
    }
  }
}
