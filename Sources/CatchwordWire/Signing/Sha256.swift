package import CatchwordCore
import Crypto

/// SHA-256 and what is made of it, from swift-crypto.
package enum Sha256 {
  /// The hashing that the pure ring asks for.
  package static let hashing = Hashing(sha256: hash)

  package static func hash(_ bytes: [UInt8]) -> ContentHash { word(SHA256.hash(data: bytes)) }

  /// HMAC-SHA256: proofs of a shared secret, and numbers keyed by the network.
  package static func authenticationCode(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: key)))
  }

  /// A record number of fifty bits out of a text that only members can compute again
  /// (Protocol §1).
  package static func keyedNumber(_ bytes: [UInt8], key: [UInt8]) -> Int64 {
    let code = authenticationCode(bytes, key: key)
    let top = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int64(top >> 14)
  }

  /// Compares secrets without telling by the time it takes where they differ.
  package static func equalInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }

  /// Word by word: `Word256(bytes:)` is generic, and from another module it would look up each byte.
  private static func word(_ digest: SHA256.Digest) -> ContentHash {
    digest.withUnsafeBytes { bytes in
      let word = { (index: Int) in
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      return ContentHash(Word256(word(0), word(1), word(2), word(3)))
    }
  }
}
