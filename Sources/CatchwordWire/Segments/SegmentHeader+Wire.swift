import CatchwordCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Catchword_V1_SegmentHeader {
  init(
    _ segment: Segment, network: ContentHash, operations: Int, rawBytes: Int, body: [UInt8]
  ) {
    self.init()
    format = UInt32(SegmentCodec.format)
    self.network = Data(network.word.bytes)
    schemaVersion = UInt32(segment.schemaVersion)
    writer = Data(segment.log.writer.key.bytes)
    lane = UInt32(segment.log.lane.rawValue)
    first = UInt64(segment.first)
    last = UInt64(segment.last)
    previous = segment.previous == .none ? Data() : Data(segment.previous.word.bytes)
    clockOffsetSeconds = segment.offset.seconds
    clockSource = UInt32(segment.offset.source.rawValue)
    let times = segment.commits.map(segment.time(of:))
    earliest = times.min() ?? 0
    latest = times.max() ?? 0
    commits = UInt32(segment.commits.count)
    self.operations = UInt32(operations)
    bodyRawBytes = UInt32(rawBytes)
    bodyPackedBytes = UInt32(body.count)
    bodyHash = Data(Sha256.hash(body).word.bytes)
    let heads = segment.context.byShortName
    if !heads.isEmpty { context = Catchword_V1_Heads(heads) }
  }
}

extension SegmentEnvelope {
  /// - Parameter bytes: a header as received.
  /// - Throws: `.unknownFormat`, `.badHeader`.
  init(header bytes: [UInt8]) throws(WireError) {
    guard let header = try? Catchword_V1_SegmentHeader(serializedBytes: bytes) else {
      throw .badHeader(.notProtobuf)
    }
    guard header.format == UInt32(SegmentCodec.format) else {
      throw .unknownFormat(Int(header.format))
    }
    // Two parsers must not read two headers out of the same signed bytes.
    guard let again: [UInt8] = try? header.serializedBytes(), again == bytes else {
      throw .badHeader(.notCanonical)
    }
    guard let network = Word256(bytes: header.network) else { throw .badHeader(.network) }
    guard let writer = Word256(bytes: header.writer) else { throw .badHeader(.writer) }
    guard let lane = UInt8(exactly: header.lane).flatMap(Lane.init(rawValue:)) else {
      throw .badHeader(.lane)
    }
    guard let bodyHash = Word256(bytes: header.bodyHash) else { throw .badHeader(.bodyHash) }
    guard let source = UInt8(exactly: header.clockSource).flatMap(ClockOffset.Source.init),
      (-SegmentRules.clockBound...SegmentRules.clockBound).contains(header.clockOffsetSeconds)
    else { throw .badHeader(.clock) }
    guard !header.hasContext || !header.context.writers.isEmpty,
      let context = header.context.byName,
      !context.keys.contains(where: { $0.writer == WriterID(writer).short })
    else { throw .badHeader(.context) }
    try Self.checkNumbers(header)
    self.network = ContentHash(network)
    schemaVersion = Int(header.schemaVersion)
    log = LogID(writer: WriterID(writer), lane: lane)
    first = Int64(header.first)
    last = Int64(header.last)
    previous = ContentHash(Word256(bytes: header.previous) ?? .zero)
    offset = ClockOffset(seconds: header.clockOffsetSeconds, source: source)
    earliest = header.earliest
    latest = header.latest
    commitCount = Int(header.commits)
    operationCount = Int(header.operations)
    rawBytes = Int(header.bodyRawBytes)
    packedBytes = Int(header.bodyPackedBytes)
    self.bodyHash = ContentHash(bodyHash)
    self.context = context
    chainHash = Sha256.hash(bytes)
  }

  private static func checkNumbers(_ header: Catchword_V1_SegmentHeader) throws(WireError) {
    guard header.first >= 1, header.first <= header.last, header.last < UInt64(Int64.max),
      header.last - header.first == UInt64(header.commits) &- 1
    else { throw .badHeader(.numbers) }
    guard header.commits <= UInt32(Limits.segmentCommits),
      header.operations <= UInt32(Limits.segmentOperations)
    else { throw .badHeader(.counts) }
    guard header.bodyRawBytes >= 1, header.bodyRawBytes <= UInt32(Limits.segmentRawBytes),
      header.bodyPackedBytes >= 1, header.bodyPackedBytes <= UInt32(Limits.segmentPackedBytes)
    else { throw .badHeader(.sizes) }
    let previous = Word256(bytes: header.previous)
    guard header.first == 1 ? header.previous.isEmpty : previous != nil && previous != .zero else {
      throw .badHeader(.previous)
    }
    guard header.schemaVersion >= 1, header.schemaVersion <= UInt32(Int32.max) else {
      throw .badHeader(.schemaVersion)
    }
  }
}
