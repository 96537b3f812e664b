import CatchwordCore

extension SegmentCodec {
  /// What the header says, of bytes of which not one was lost or changed: the body is the one that
  /// the header names, and the header the one that the writer signed.
  ///
  /// Any network will do, and nothing is unpacked: so a medium is checked, not a segment admitted.
  package func peekWhole(_ bytes: [UInt8]) throws(WireError) -> SegmentEnvelope {
    let framing = try SegmentFraming(bytes)
    let envelope = try SegmentEnvelope(header: framing.header)
    guard framing.body.count == envelope.packedBytes else { throw .badFrame(.lengthDiffers) }
    guard Sha256.hash(framing.body) == envelope.bodyHash else { throw .bodyHashDiffers }
    let signed = SegmentFraming.signedBytes(header: framing.header)
    guard SigningKey.verify(framing.signature, of: signed, by: envelope.log.writer) else {
      throw .badSignature
    }
    return envelope
  }
}
