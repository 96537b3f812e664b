package import CatchwordCore

extension SegmentCodec {
  /// As `inspect`, of bytes that this replica sealed or opened before and kept under their chain
  /// hash.
  ///
  /// The chain hash covers the header, and the header's hash covers the body, so these are the bytes
  /// whose signature and form were proved then: neither is proved again.
  ///
  /// - Throws: `.badSignature` where the header is not the one that was signed, else as `inspect`.
  package func reinspect(
    _ bytes: [UInt8], chainHash: ContentHash
  ) throws(WireError) -> OpenedSegment {
    let framing = try SegmentFraming(bytes)
    let envelope = try SegmentEnvelope(header: framing.header)
    guard envelope.chainHash == chainHash else { throw .badSignature }
    try checkBody(framing, envelope)
    var decoder = BodyDecoder(envelope, schema: schema)
    let commits = try decoder.decode(
      Zstd.unpack(framing.body, rawBytes: envelope.rawBytes, in: room))
    return OpenedSegment(
      segment: Self.segment(envelope, Context(), commits), chainHash: chainHash,
      envelope: envelope)
  }
}
