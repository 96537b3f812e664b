/// SHA-256, handed in: the pure ring computes no cryptography of its own.
public struct Hashing: Sendable {
  public let sha256: @Sendable ([UInt8]) -> ContentHash

  public init(sha256: @escaping @Sendable ([UInt8]) -> ContentHash) { self.sha256 = sha256 }
}
