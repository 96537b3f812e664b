import Catchword
import CatchwordCore
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers each request: who is asking, then what, then how much; in that order.
struct SyncResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  static let contentType = "application/x-catchword"

  let host: ReplicaHost
  let logger: Logger

  @concurrent
  func respond(to request: Request, context: Context) async throws -> Response {
    let visit = Visit(request)
    if visit.route == .health { return visit.log(Response(status: .noContent), to: logger) }
    var intake = Intake(request, limit: visit.route?.bodyLimit ?? 0)
    var response: Response
    do {
      response = try await answer(request, visit, &intake)
    } catch {
      response = refusal(of: error)
    }
    // A streamed answer logs itself when it has ended.
    let isStreamed = response.body.contentLength == nil
    if !intake.isAtEnd {
      await intake.drain()
      if !intake.isAtEnd { response = hangingUp(after: response) }
    }
    return isStreamed ? response : visit.log(response, received: intake.bytes, to: logger)
  }

  @concurrent
  private func answer(
    _ request: Request, _ visit: Visit, _ intake: inout Intake
  ) async throws -> Response {
    // Before anything else, so that a stranger learns nothing, not even which paths exist.
    guard let bearer = bearer(of: request), await host.isAuthorized(bearer: bearer) else {
      return Response(status: .unauthorized)
    }
    guard let route = visit.route else {
      throw Refused(.notFound, "no-such-path", "this server knows no such request")
    }
    guard request.headers[.contentType] == Self.contentType else {
      throw Refused(.unsupportedMediaType, "content-type", "send \(Self.contentType)")
    }
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }),
      announced > route.bodyLimit
    {
      throw Intake.Failure.announcedTooLarge(limit: route.bodyLimit)
    }
    switch route {
    case .health: return Response(status: .noContent)
    case .hello:
      let hello = try await decoded(&intake, PeerMessages.decodeHello)
      return message(PeerMessages.encode(try await host.answer(hello)))
    case .have:
      let have = try await decoded(&intake, PeerMessages.decodeHave)
      return message(PeerMessages.encode(try await host.answer(have)))
    case .fetch:
      let wants = try await decoded(&intake, PeerMessages.decodeWants)
      return fetched(wants.sorted(), visit)
    case .push:
      return message(PeerMessages.encode(try await pushed(&intake)))
    }
  }

  @concurrent
  private func decoded<Value>(
    _ intake: inout Intake, _ decode: ([UInt8]) throws -> Value
  ) async throws -> Value {
    let body = try await intake.whole()
    do {
      return try decode(body)
    } catch {
      throw Refused(.badRequest, "malformed", "the message does not decode (\(error))")
    }
  }

  func message(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: Self.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func bearer(of request: Request) -> String? {
    guard let field = request.headers[.authorization], field.hasPrefix("Bearer ") else {
      return nil
    }
    return String(field.dropFirst("Bearer ".count))
  }

  private func refusal(of error: any Error) -> Response {
    switch error {
    case let refused as Refused:
      return message(
        PeerMessages.encode(error: refused.code, sentence: refused.sentence), status: refused.status
      )
    case Intake.Failure.tooLarge(let limit), Intake.Failure.announcedTooLarge(let limit):
      return message(
        PeerMessages.encode(
          error: "too-large", sentence: "a request here has at most \(limit) bytes"),
        status: .contentTooLarge)
    case let refused as ReceiveError:
      return message(
        PeerMessages.encode(error: refused.code, sentence: refused.sentence), status: .conflict)
    case Intake.Failure.brokenOff:
      return Response(status: .badRequest)
    default:
      // The type only: the text of an error may quote what it failed on.
      logger.error("a request failed", metadata: ["error": "\(type(of: error))"])
      return message(
        PeerMessages.encode(
          error: "internal",
          sentence: "the peer's replica failed; its log and `fsck` there say more"),
        status: .internalServerError)
    }
  }

  /// The same answer, after which the connection is closed: the peer is still sending.
  private func hangingUp(after response: Response) -> Response {
    var headers = response.headers
    headers[.connection] = "close"
    return Response(
      status: response.status, headers: headers,
      body: ResponseBody(contentLength: response.body.contentLength) { writer in
        try await response.body.write(writer)
        throw HangUp()
      })
  }

  /// Makes Hummingbird close the connection, which otherwise reads a refused body to its end.
  private struct HangUp: Error {}
}

/// An answer other than 200, with a stable code and a sentence that says what to do.
struct Refused: Error {
  let status: HTTPResponse.Status
  let code: String
  let sentence: String

  init(_ status: HTTPResponse.Status, _ code: String, _ sentence: String) {
    self.status = status
    self.code = code
    self.sentence = sentence
  }
}
