package import CatchwordCore
import SwiftProtobuf

/// Segments as bytes: the one immutable format for HTTP, bucket, stick and archive (Protocol §3).
///
///     magic ‖ length of header ‖ header ‖ signature ‖ body
///
/// The module is a function of its input: bytes in, values out; a codec keeps only memory to work in.
/// It knows no member, no store and no line. The root of the folder holds this codec and its errors;
/// `Segments/` is what stands around a body, `Columns/` what stands in it (Protocol §4), `Messages/`
/// what peers say to each other (Protocol §5), `Signing/` the platform's cryptography, `Generated/`
/// what `make protocol` makes of `Protocol/catchword.proto`.
///
/// Invariants: 1. both doors hold the same rules (`SegmentRules`), so what one replica seals every
/// other can open; 2. opening never trusts a count, a length or an order, and never traps on bytes;
/// 3. equal segments have equal unpacked bodies: decoding and encoding again gives the same bytes.
package struct SegmentCodec {
  /// The only format there is.
  package static let format = 1

  package let network: ContentHash
  package let schema: Schema
  let room = Zstd.Room()

  package init(network: ContentHash, schema: Schema) {
    self.network = network
    self.schema = schema
  }

  /// - Parameter sign: given the bytes to sign, returns the writer's 64 bytes.
  /// - Throws: `WireError.tooLarge` where fewer commits would fit, `.unsealable` where the store
  ///   broke a rule, or what `sign` throws.
  package func seal(_ segment: Segment, sign: ([UInt8]) throws -> [UInt8]) throws -> SealedSegment {
    let operations = segment.commits.reduce(0) { $0 + $1.operations.count }
    try checkSize(segment, operations: operations)
    if let rule = SegmentRules.broken(by: segment, schema: schema) {
      throw WireError.unsealable(rule)
    }
    let encoder = BodyEncoder(segment) { Self.isConfidential($0, segment.log.lane, schema) }
    let raw = try encoder.encode()
    try Self.limit(raw.count, to: Limits.segmentRawBytes)
    let body = Zstd.pack(raw.bytes, cuts: raw.cuts)
    try Self.limit(body.count, to: Limits.segmentPackedBytes)
    let message = Catchword_V1_SegmentHeader(
      segment, network: network, operations: operations, rawBytes: raw.count, body: body)
    let header: [UInt8] = try message.serializedBytes()
    try Self.limit(header.count, to: Limits.segmentHeaderBytes)
    let signature = try sign(SegmentFraming.signedBytes(header: header))
    guard
      SigningKey.verify(
        signature, of: SegmentFraming.signedBytes(header: header), by: segment.log.writer)
    else { throw WireError.badSignature }
    return SealedSegment(
      bytes: SegmentFraming.join(header: header, signature: signature, body: body),
      chainHash: Sha256.hash(header))
  }

  /// What the header says; only its own shape is checked, and any network will do.
  package func peek(_ bytes: [UInt8]) throws(WireError) -> SegmentEnvelope {
    try SegmentEnvelope(header: SegmentFraming(bytes).header)
  }

  /// Everything about a segment that can be checked without knowing any other.
  ///
  /// - Parameter resolve: the writer that is known under its first eight bytes.
  /// - Throws: `.unknownWriter` only where all else is in order, so that it may be kept for later.
  package func open(
    _ bytes: [UInt8], resolve: (UInt64) -> WriterID?
  ) throws(WireError) -> OpenedSegment {
    let bare = try inspect(bytes)
    return OpenedSegment(
      segment: Self.segment(
        bare.envelope, try bare.envelope.context(resolve: resolve), bare.segment.commits),
      chainHash: bare.chainHash, envelope: bare.envelope)
  }

  /// As `open`, for whoever does not ask what the commits had seen: the segment's context is empty,
  /// and nobody has to be known.
  package func inspect(_ bytes: [UInt8]) throws(WireError) -> OpenedSegment {
    let framing = try SegmentFraming(bytes)
    let envelope = try SegmentEnvelope(header: framing.header)
    guard envelope.network == network else { throw .otherNetwork(envelope.network) }
    try checkSeal(framing, envelope)
    let raw = try Zstd.unpack(framing.body, rawBytes: envelope.rawBytes, in: room)
    var decoder = BodyDecoder(envelope, schema: schema)
    let commits = try decoder.decode(raw)
    // Rules and form do not depend on the context, so they are held before it is resolved.
    let bare = Self.segment(envelope, Context(), commits)
    try check(bare, envelope)
    let confidential = decoder.confidential
    guard try BodyEncoder(bare, isConfidential: confidential.contains).encode().bytes == raw else {
      throw .notCanonical
    }
    return OpenedSegment(segment: bare, chainHash: envelope.chainHash, envelope: envelope)
  }

  /// Whether these bytes are what the writer signed: the header is, and it holds the body's hash.
  private func checkSeal(
    _ framing: SegmentFraming, _ envelope: SegmentEnvelope
  ) throws(WireError) {
    #if Mutants
      if Planted.damagedSegmentsBelieved.isAtWork { return }
    #endif
    let signed = SegmentFraming.signedBytes(header: framing.header)
    guard SigningKey.verify(framing.signature, of: signed, by: envelope.log.writer) else {
      throw .badSignature
    }
    try checkBody(framing, envelope)
  }

  func checkBody(_ framing: SegmentFraming, _ envelope: SegmentEnvelope) throws(WireError) {
    guard framing.body.count == envelope.packedBytes else { throw .badFrame(.lengthDiffers) }
    guard Sha256.hash(framing.body) == envelope.bodyHash else { throw .bodyHashDiffers }
  }

  /// Fields that the schema says so of, and everything in the lane of patrons.
  static func isConfidential(_ place: ColumnPlace, _ lane: Lane, _ schema: Schema) -> Bool {
    guard place.kind > 0 else { return false }
    return lane == .patrons
      || schema.kind(place.kind)?.field(place.field)?.isConfidential == true
  }

  private func check(_ segment: Segment, _ envelope: SegmentEnvelope) throws(WireError) {
    if let rule = SegmentRules.broken(by: segment, schema: schema) { throw .badCommits(rule) }
    let times = segment.commits.map(segment.time(of:))
    guard times.min() == envelope.earliest, times.max() == envelope.latest else {
      throw .badCommits(.time)
    }
  }

  /// Limits that fewer commits would meet, before anything of their size is made.
  private func checkSize(_ segment: Segment, operations: Int) throws(WireError) {
    try Self.limit(segment.commits.count, to: Limits.segmentCommits)
    try Self.limit(operations, to: Limits.segmentOperations)
    var values = 0
    var keeps = 0
    var bytes = 0
    for operation in segment.commits.lazy.flatMap(\.operations) {
      values += 1 + operation.values.count
      keeps += operation.keeps.count
      for each in operation.values {
        bytes += each.value.text?.utf8.count ?? each.value.bytes?.count ?? 0
      }
    }
    try Self.limit(values, to: Limits.segmentValues)
    try Self.limit(keeps, to: Limits.segmentValues)
    try Self.limit(bytes, to: Limits.segmentValueBytes)
  }

  static func limit(_ size: Int, to maximum: Int) throws(WireError) {
    if size > maximum { throw .tooLarge(size, maximum: maximum) }
  }

  static func segment(
    _ envelope: SegmentEnvelope, _ context: Context, _ commits: [Commit]
  ) -> Segment {
    Segment(
      log: envelope.log, schemaVersion: envelope.schemaVersion, previous: envelope.previous,
      context: context, offset: envelope.offset, commits: commits)
  }
}
