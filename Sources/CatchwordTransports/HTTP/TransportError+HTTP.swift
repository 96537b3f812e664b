import CCurl
import Catchword

/// What a request came to, as an error that says what staff can do; nil when all is well.
func transportError(
  _ result: CurlHandle.Result, _ exchange: HTTPExchange, peer: String
) -> TransportError? {
  let status = exchange.status
  if exchange.isForeign || (result.code == CURLE_OK && status == 200 && !exchange.isOurContentType)
  {
    return .garbled(
      peer: peer,
      detail: "something else answered in its place; this network may want a log-in first")
  }
  // An answer that is no 200 is judged by its status, even when its page was cut off or when the
  // peer hung up on a body that it did not want.
  if status >= 300 { return statusError(status, exchange.refusal, peer: peer) }
  switch result.code {
  case CURLE_OK:
    return status == 200
      ? nil : .garbled(peer: peer, detail: "it answered with status \(status)")
  case CURLE_OPERATION_TIMEDOUT, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST,
    CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING,
    CURLE_PARTIAL_FILE,
    CURLE_SSL_CONNECT_ERROR:
    return .unreachable(peer: peer, detail: result.detail)
  default:
    return .garbled(peer: peer, detail: result.detail)
  }
}

private func statusError(_ status: Int, _ body: [UInt8], peer: String) -> TransportError {
  switch status {
  case 401, 403: return .notPermitted(peer: peer)
  case 300..<400, 511:
    return .garbled(
      peer: peer,
      detail: "it answered with a redirect (\(status)); this network may want a log-in first")
  default:
    let sentence = PeerMessages.decodeError(body)?.sentence
    return .refused(
      peer: peer, status: status, detail: sentence ?? "it answered with status \(status)")
  }
}
