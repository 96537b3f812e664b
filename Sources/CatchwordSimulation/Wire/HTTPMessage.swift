/// One request or answer of HTTP/1.1, with its bytes as they came.
struct HTTPMessage: Equatable, Sendable {
  /// Head and body, framing and all.
  var bytes: [UInt8]
  let startLine: String
  /// Where in `bytes` the body's own bytes stand: not the head, not the framing of chunks.
  let payload: [Range<Int>]
  /// Whether nothing can follow it on its connection.
  let endsConnection: Bool

  var path: String { word(1) }
  var status: Int { Int(word(1)) ?? 0 }
  /// An answer that another one follows.
  var isInterim: Bool { (100..<200).contains(status) }
  var payloadCount: Int { payload.reduce(0) { $0 + $1.count } }

  /// The message with one bit of its body flipped; as it is where it has no body.
  ///
  /// - Parameters:
  ///   - share: of 65,536, where in the body.
  ///   - bit: 0 to 7.
  func flipped(share: Int, bit: Int) -> HTTPMessage {
    let count = payloadCount
    guard count > 0 else { return self }
    var place = Ordeal.part(of: count, share: share)
    var flipped = self
    for range in payload {
      if place < range.count {
        flipped.bytes[range.lowerBound + place] ^= UInt8(1 << bit)
        break
      }
      place -= range.count
    }
    return flipped
  }

  private func word(_ index: Int) -> String {
    let words = startLine.split(separator: " ", maxSplits: 2)
    return words.indices.contains(index) ? String(words[index]) : ""
  }
}

/// A page that a machine on the way gives in the place of the server's answer.
enum ForeignPage {
  case portal
  case redirect
  case badGateway
  case tooLarge

  var bytes: [UInt8] {
    let (status, field, text) =
      switch self {
      case .portal: ("200 OK", "", "Welcome! Please log in to use this network.")
      case .redirect: ("302 Found", "Location: http://127.0.0.1:9/login\r\n", "Please log in.")
      case .badGateway: ("502 Bad Gateway", "", "The server did not answer.")
      case .tooLarge: ("413 Content Too Large", "", "A request here is smaller.")
      }
    let page = "<!DOCTYPE html><html><body><p>\(text)</p></body></html>\n"
    return Array(
      ("HTTP/1.1 \(status)\r\nContent-Type: text/html\r\n\(field)"
        + "Content-Length: \(page.utf8.count)\r\nConnection: close\r\n\r\n\(page)").utf8)
  }
}
