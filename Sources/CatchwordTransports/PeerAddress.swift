// How a replica reaches its peers. Three sorts of place move the same bytes: a server over HTTP, a
// folder or stick, and later a bucket. `PeerAddress` says which one a line of configuration means;
// `makeTransport` opens it. All of this blocks, and nothing here knows what a segment contains.
package import Catchword

/// Where a peer is, parsed and checked: nothing that fails these checks reaches libcurl or a disk.
package enum PeerAddress: Equatable, Sendable {
  /// `http://127.0.0.1:8700` or `https://main.example.org:8700`.
  case http(HTTPBase)
  /// `folder:/media/usb`: a directory that exists, with the protocol's layout in it.
  case folder(path: String)

  package init(_ text: String) throws(PeerAddressError) {
    guard let colon = text.firstIndex(of: ":") else { throw .malformed(why: "it has no scheme") }
    let scheme = text[..<colon].lowercased()
    let rest = text[text.index(after: colon)...]
    switch scheme {
    case "http", "https": self = .http(try HTTPBase(isSecure: scheme == "https", after: rest))
    case "folder": self = .folder(path: try Self.folderPath(rest))
    case "s3+https": throw .notAvailableYet(scheme: scheme)
    default: throw .unknownScheme(scheme)
    }
  }

  /// The address as it is stored and shown; it holds no secret, for none is accepted in it.
  package var text: String {
    switch self {
    case .http(let base): base.text
    case .folder(let path): "folder:\(path)"
    }
  }

  private static func folderPath(_ rest: Substring) throws(PeerAddressError) -> String {
    guard rest.hasPrefix("/") else { throw .malformed(why: "a folder is given by its full path") }
    guard !rest.utf8.contains(0) else { throw .malformed(why: "a path cannot contain a null") }
    // `folder:///media/usb` is a spelling people expect to work.
    return "/" + rest.drop { $0 == "/" }
  }
}

/// Why a text is not the address of a peer.
package enum PeerAddressError: Error, Equatable, Sendable {
  case unknownScheme(String)
  case notAvailableYet(scheme: String)
  /// Without TLS the secret and the patrons' data would cross the network in clear.
  case plainHTTPOffLoopback(host: String)
  case holdsCredentials
  case malformed(why: String)
  /// The bearer token holds what cannot stand in a header.
  case unusableSecret

  package var code: String {
    switch self {
    case .unknownScheme: "address-scheme"
    case .notAvailableYet: "address-not-available"
    case .plainHTTPOffLoopback: "address-not-encrypted"
    case .holdsCredentials: "address-holds-credentials"
    case .malformed: "address-malformed"
    case .unusableSecret: "secret-unusable"
    }
  }

  package var sentence: String {
    let forms = "use https://HOST:PORT, http://127.0.0.1:PORT or folder:/PATH"
    return switch self {
    case .unknownScheme(let scheme): "“\(scheme):” is no way to reach a peer; \(forms)"
    case .notAvailableYet(let scheme): "“\(scheme):” is not available yet; \(forms)"
    case .plainHTTPOffLoopback(let host):
      "plain http to \(host) would send the secret and patron data in clear; use https"
    case .holdsCredentials: "an address must not hold a user name or password; remove it"
    case .malformed(let why): "this is not the address of a peer: \(why); \(forms)"
    case .unusableSecret: "the shared secret is damaged; join the network again"
    }
  }
}

/// What a session allows a transport to use.
package struct TransportOptions: Equatable, Sendable {
  /// Bytes per second in each direction; nil for as fast as it goes. Folders ignore it.
  package var maximumRate: Int?
  /// When the session must be over, whatever is under way.
  package var deadline: ContinuousClock.Instant?
  package var connectTimeoutSeconds = 10
  /// Seconds without a single byte in either direction after which the line counts as broken. A
  /// peer that is merging is silent, so this is generous.
  package var stallSeconds = 60
  /// Seconds that a short message and its answer may take.
  package var messageSeconds = 120

  package init(maximumRate: Int? = nil, deadline: ContinuousClock.Instant? = nil) {
    self.maximumRate = maximumRate
    self.deadline = deadline
  }
}

/// - Parameters:
///   - name: what people call the peer.
///   - bearer: the token derived from the network's secret; folders need none.
package func makeTransport(
  _ address: PeerAddress, name: String, bearer: String, options: TransportOptions = .init()
) throws -> any Transport {
  switch address {
  case .http(let base):
    try HTTPTransport(base, name: name, bearer: bearer, options: options)
  case .folder(let path):
    FolderTransport(path: path, name: name, options: options)
  }
}
