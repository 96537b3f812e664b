/// The part of a peer's URL that all its endpoints share.
///
/// Host, port and prefix are taken apart and put together by us, of characters that every URL
/// parser reads alike, so that what was checked here is what libcurl connects to.
package struct HTTPBase: Equatable, Sendable {
  package let isSecure: Bool
  /// A name, an IPv4 address, or an IPv6 address in brackets; lower case.
  package let host: String
  package let port: Int
  /// Empty, or a path that begins with a slash and does not end with one.
  package let prefix: String

  /// - Parameter rest: all that follows `http:` or `https:`.
  init(isSecure: Bool, after rest: Substring) throws(PeerAddressError) {
    guard rest.hasPrefix("//") else { throw .malformed(why: "“//” is missing after the scheme") }
    let body = rest.dropFirst(2)
    guard !body.contains("@") else { throw .holdsCredentials }
    let slash = body.firstIndex(of: "/") ?? body.endIndex
    let (host, port) = try Self.authority(body[..<slash])
    self.isSecure = isSecure
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
    prefix = try Self.path(body[slash...])
    if !isSecure && !isLoopback { throw .plainHTTPOffLoopback(host: host) }
  }

  package var text: String { "\(isSecure ? "https" : "http")://\(host):\(port)\(prefix)" }

  /// `localhost` counts: libcurl resolves it to the loopback address by itself and asks nobody.
  var isLoopback: Bool { LoopbackHost.isLoopback(host) }

  private static func authority(
    _ text: Substring
  ) throws(PeerAddressError) -> (host: String, port: Int?) {
    var host = text
    var port: Int?
    let afterBracket = text.lastIndex(of: "]") ?? text.startIndex
    if let colon = text[afterBracket...].lastIndex(of: ":") {
      let digits = text[text.index(after: colon)...]
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
        (1...65_535).contains(number)
      else { throw .malformed(why: "the port is no number from 1 to 65535") }
      port = number
      host = text[..<colon]
    }
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    let inner = isBracketed ? host.dropFirst().dropLast() : host
    let allowed: Set<Character> = isBracketed ? Set("0123456789abcdef:.") : Set(Self.nameCharacters)
    guard !inner.isEmpty, inner.utf8.count <= 253, inner.lowercased().allSatisfy(allowed.contains)
    else { throw .malformed(why: "the host is no name and no address") }
    return (host.lowercased(), port)
  }

  private static func path(_ text: Substring) throws(PeerAddressError) -> String {
    var path = text
    while path.hasSuffix("/") { path = path.dropLast() }
    let allowed = Set(nameCharacters + "/_")
    guard path.lowercased().allSatisfy(allowed.contains), !path.contains("..") else {
      throw .malformed(why: "the path holds characters that no peer uses")
    }
    return String(path)
  }

  private static let nameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-."
}

/// Whether a host can only be this machine.
enum LoopbackHost {
  /// - Parameter host: lower case; four plain decimal numbers for IPv4, since `127.1` and `0x7f.1`
  ///   are read differently by different libraries.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "127" else { return false }
    return parts.allSatisfy { part in
      guard let number = UInt8(part) else { return false }
      return String(number) == part
    }
  }
}
