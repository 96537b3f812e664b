package import CatchwordCore
import Crypto

/// The Ed25519 key pair of one writer. Prints nothing of itself.
package struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let key: Curve25519.Signing.PrivateKey
  package let writer: WriterID

  package static func generate() -> SigningKey { SigningKey(Curve25519.Signing.PrivateKey()) }

  /// - Parameter raw: the 32 bytes of a private key.
  /// - Throws: `WireError.badMessage` for anything else.
  package init(raw: [UInt8]) throws {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw) else {
      throw WireError.badMessage("a signing key has 32 bytes")
    }
    self.init(key)
  }

  private init(_ key: Curve25519.Signing.PrivateKey) {
    self.key = key
    guard let word = Word256(bytes: Array(key.publicKey.rawRepresentation)) else {
      preconditionFailure("Ed25519 public keys have 32 bytes")
    }
    writer = WriterID(word)
  }

  /// The 32 secret bytes, for the file that keeps them.
  package var raw: [UInt8] { Array(key.rawRepresentation) }

  /// - Returns: 64 bytes.
  package func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

  package var description: String { "SigningKey(\(writer.key.hex.prefix(16)))" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Whether `signature` is the writer's over `bytes`.
  package static func verify(_ signature: [UInt8], of bytes: [UInt8], by writer: WriterID) -> Bool {
    guard
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: writer.key.bytes)
    else { return false }
    return key.isValidSignature(signature, for: bytes)
  }

  /// Bytes from the system's generator, for secrets.
  package static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
