import HTTPTypes
import Hummingbird
import Logging

/// One request from the log's point of view. It keeps no header and no body, and of the path only
/// whether it is one of ours: nothing that a log line prints was chosen by a stranger.
struct Visit: Sendable {
  enum Route: String, Sendable {
    case health = "/v1/health"
    case hello = "/v1/hello"
    case have = "/v1/have"
    case fetch = "/v1/fetch"
    case push = "/v1/push"

    var bodyLimit: Int {
      switch self {
      case .health: 0
      case .hello, .have, .fetch: ServerLimits.messageBytes
      case .push: ServerLimits.pushBytes
      }
    }
  }

  /// Nil for what this server does not know.
  let route: Route?
  private let method: String
  private let started = ContinuousClock.now

  init(_ request: Request) {
    let route = Route(rawValue: request.uri.path)
    let wanted: HTTPRequest.Method = route == .health ? .get : .post
    self.route = request.method == wanted ? route : nil
    method =
      [.get, .post, .put, .delete, .head].contains(request.method)
      ? request.method.rawValue : "other"
  }

  var seconds: Int { Int((ContinuousClock.now - started).components.seconds) }

  @discardableResult
  func log(_ response: Response, received: Int = 0, to logger: Logger) -> Response {
    log(
      status: response.status.code, received: received, sent: response.body.contentLength ?? 0,
      to: logger)
    return response
  }

  func log(
    status: Int, received: Int = 0, sent: Int, note: String? = nil, to logger: Logger
  ) {
    let elapsed = (ContinuousClock.now - started).components
    let milliseconds = elapsed.seconds * 1_000 + elapsed.attoseconds / 1_000_000_000_000_000
    var metadata: Logger.Metadata = [
      "method": "\(method)", "path": "\(route?.rawValue ?? "other")", "status": "\(status)",
      "received": "\(received)", "sent": "\(sent)", "milliseconds": "\(milliseconds)",
    ]
    if let note { metadata["note"] = "\(note)" }
    logger.info("request", metadata: metadata)
  }
}
