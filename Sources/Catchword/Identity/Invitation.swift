package import CatchwordCore

/// What an administrator hands to somebody who is to join: where to reach the network, and the
/// secret by which the joiner is believed. Printed as one token without spaces.
package struct Invitation: Equatable, Sendable {
  package let network: ContentHash
  package let networkName: String
  /// Thirty-two random bytes that every replica of the network holds.
  package let secret: [UInt8]
  /// Peer URL of the inviter: `http://127.0.0.1:8700`, `folder:/media/usb`.
  package let address: String
  /// The inviter's branch code: the name under which the joiner keeps it as a peer.
  package let inviter: String
  /// The branch the token was made for; empty for any.
  package let branch: String
  package let role: String

  package init(
    network: ContentHash, networkName: String, secret: [UInt8], address: String, inviter: String,
    branch: String, role: String
  ) {
    self.network = network
    self.networkName = networkName
    self.secret = secret
    self.address = address
    self.inviter = inviter
    self.branch = branch
    self.role = role
  }

  private static let prefix = "cw1-"
  private static let maximumTextBytes = 1_024

  package var token: String {
    var writer = ByteWriter()
    writer.append(raw: network.word.bytes)
    writer.append(counted: secret)
    for text in [networkName, address, inviter, branch, role] { writer.append(text: text) }
    return Self.prefix + writer.bytes.hex
  }

  /// - Throws: `ReplicaError.badToken` with what is wrong, in words for the person who pasted it.
  package init(token: String) throws {
    let trimmed = String(token.unicodeScalars.filter { !$0.properties.isWhitespace })
    guard trimmed.hasPrefix(Self.prefix) else {
      throw ReplicaError.badToken("it does not begin with \(Self.prefix)")
    }
    guard let bytes = [UInt8](hex: String(trimmed.dropFirst(Self.prefix.count))) else {
      throw ReplicaError.badToken("it has characters that no token has; copy the whole line")
    }
    do {
      var reader = ByteReader(bytes)
      guard let network = Word256(bytes: try reader.raw(32)) else {
        throw ByteError.truncated(at: 0)
      }
      let secret = Array(try reader.counted(maximum: 64))
      var texts: [String] = []
      for _ in 0..<5 { texts.append(try reader.text(maximum: Self.maximumTextBytes)) }
      try reader.expectEnd()
      self.init(
        network: ContentHash(network), networkName: texts[0], secret: secret, address: texts[1],
        inviter: texts[2], branch: texts[3], role: texts[4])
    } catch {
      throw ReplicaError.badToken("it is incomplete; copy the whole line")
    }
  }
}
