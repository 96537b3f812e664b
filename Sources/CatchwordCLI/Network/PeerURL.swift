import CatchwordTransports

/// Addresses of peers as staff type them, checked before anything remembers or prints them.
enum PeerURL {
  /// - Returns: the address in its canonical spelling.
  static func checked(_ text: String) throws(PeerAddressError) -> String {
    try PeerAddress(text).text
  }
}
