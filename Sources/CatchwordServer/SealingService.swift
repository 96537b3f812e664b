import Logging
import ServiceLifecycle

/// Seals what the desk committed, so that peers that ask find it: looks once a second.
struct SealingService: Service {
  let host: ReplicaHost
  let logger: Logger

  func run() async throws {
    var failures = 0
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      do {
        try await host.sealIfDue()
        failures = 0
      } catch {
        // Another process may hold the replica for a moment. That is no reason to stop serving;
        // a minute of it is.
        failures += 1
        logger.warning("sealing failed", metadata: ["error": "\(type(of: error))"])
        guard failures < ServerLimits.sealingFailures else { throw SyncServerError.cannotSeal }
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
    }
  }
}
