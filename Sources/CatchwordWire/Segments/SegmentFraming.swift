import CatchwordCore

/// The outermost shape of a segment: five parts one after another (Protocol §3.1).
struct SegmentFraming {
  static let magic = Array("CWS1".utf8)
  static let signatureBytes = 64
  /// Keeps a signature over a header from ever being one over something else.
  private static let domain = Array("catchword segment v1\0".utf8)

  let header: [UInt8]
  let signature: [UInt8]
  /// Up to the end of the bytes; the header says how long it must be.
  let body: [UInt8]

  init(_ bytes: [UInt8]) throws(WireError) {
    guard bytes.count <= Limits.segmentBytes else {
      throw .oversized(bytes: bytes.count, maximum: Limits.segmentBytes)
    }
    guard bytes.starts(with: Self.magic) else { throw .notASegment }
    guard bytes.count >= 8 else { throw .truncated }
    let length = bytes[4..<8].reduce(0) { $0 << 8 | Int($1) }
    guard length <= Limits.segmentHeaderBytes else {
      throw .oversized(bytes: length, maximum: Limits.segmentHeaderBytes)
    }
    guard bytes.count >= 8 + length + Self.signatureBytes else { throw .truncated }
    header = Array(bytes[8..<8 + length])
    signature = Array(bytes[(8 + length)..<(8 + length + Self.signatureBytes)])
    body = Array(bytes[(8 + length + Self.signatureBytes)...])
  }

  static func join(header: [UInt8], signature: [UInt8], body: [UInt8]) -> [UInt8] {
    var bytes = magic
    bytes.reserveCapacity(8 + header.count + signature.count + body.count)
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: header.count >> shift)) }
    return bytes + header + signature + body
  }

  static func signedBytes(header: [UInt8]) -> [UInt8] { domain + header }
}
