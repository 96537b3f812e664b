package import CatchwordCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a writer says of itself where peers meet without a dialogue: the file `heads/<writer>`,
/// signed, and overwritten by its owner only (Protocol §5.6).
package struct HeadObject: Hashable, Sendable {
  package let network: ContentHash
  package let writer: WriterID
  /// The branch code people know the replica by.
  package let name: String
  /// Wall clock in seconds since 1970 when this was written.
  package let wallSeconds: Int64
  package let isClockSynchronized: Bool
  /// Everything the writer holds durably, its own logs included: an ack to all.
  package let have: Have
  /// Its own segments, ascending; for readers that cannot list folders.
  package let segments: [SegmentName]

  package init(
    network: ContentHash, writer: WriterID, name: String, wallSeconds: Int64,
    isClockSynchronized: Bool, have: Have, segments: [SegmentName]
  ) {
    self.network = network
    self.writer = writer
    self.name = name
    self.wallSeconds = wallSeconds
    self.isClockSynchronized = isClockSynchronized
    self.have = have
    self.segments = segments
  }

  /// - Parameter sign: given the bytes to sign, returns the writer's 64 bytes.
  package func signed(_ sign: ([UInt8]) throws -> [UInt8]) throws -> [UInt8] {
    precondition(segments.count <= Limits.headSegments, "more segments than a head may name")
    var statement = Catchword_V1_HeadStatement()
    statement.format = UInt32(SegmentCodec.format)
    statement.network = Data(network.word.bytes)
    statement.writer = Data(writer.key.bytes)
    statement.name = name.clipped(to: Limits.nameBytes)
    statement.wallSeconds = wallSeconds
    statement.clockSynchronized = isClockSynchronized
    statement.have = Catchword_V1_Have(have)
    statement.segments = segments.sorted().map { name in
      var reference = Catchword_V1_SegmentReference()
      reference.lane = UInt32(name.log.lane.rawValue)
      reference.first = UInt64(clamping: name.first)
      reference.last = UInt64(clamping: name.last)
      reference.hash = name.hash
      return reference
    }
    let bytes = MessageCodec.bytes(statement)
    var object = Catchword_V1_HeadObject()
    object.statement = Data(bytes)
    object.signature = Data(try sign(Self.domain + bytes))
    return MessageCodec.bytes(object)
  }

  /// - Parameter writer: whose object it must be, by the name of the file.
  /// - Throws: `WireError.oversized`, `.badSignature`, `.unknownFormat`, `.otherNetwork`,
  ///   `.badMessage`.
  package static func open(
    _ bytes: [UInt8], network: ContentHash, writer: WriterID
  ) throws(WireError) -> HeadObject {
    guard bytes.count <= Limits.headObjectBytes else {
      throw .oversized(bytes: bytes.count, maximum: Limits.headObjectBytes)
    }
    guard let object = try? Catchword_V1_HeadObject(serializedBytes: bytes) else {
      throw .badMessage("it is not a head object")
    }
    let signed = domain + Array(object.statement)
    guard SigningKey.verify(Array(object.signature), of: signed, by: writer) else {
      throw .badSignature
    }
    guard let statement = try? Catchword_V1_HeadStatement(serializedBytes: object.statement) else {
      throw .badMessage("its statement is not protobuf")
    }
    guard statement.format == UInt32(SegmentCodec.format) else {
      throw .unknownFormat(Int(statement.format))
    }
    guard let stated = Word256(bytes: statement.network) else {
      throw .badMessage("the network's id does not have 32 bytes")
    }
    guard stated == network.word else { throw .otherNetwork(ContentHash(stated)) }
    let bound = SegmentRules.clockBound
    guard Array(statement.writer) == writer.key.bytes,
      statement.name.utf8.count <= Limits.nameBytes,
      (-bound...bound).contains(statement.wallSeconds)
    else { throw .badMessage("its writer, name or clock is out of place") }
    return HeadObject(
      network: network, writer: writer, name: statement.name, wallSeconds: statement.wallSeconds,
      isClockSynchronized: statement.clockSynchronized, have: try statement.have.value(),
      segments: try names(statement.segments, of: writer))
  }

  private static let domain = Array("catchword head v1\0".utf8)

  private static func names(
    _ references: [Catchword_V1_SegmentReference], of writer: WriterID
  ) throws(WireError) -> [SegmentName] {
    guard references.count <= Limits.headSegments else {
      throw .badMessage("it names too many segments")
    }
    var names: [SegmentName] = []
    for reference in references {
      let lane = try LogName(writer: writer.short, laneNumber: reference.lane).lane
      guard let first = Int64(exactly: reference.first), let last = Int64(exactly: reference.last),
        first >= 1, first <= last
      else { throw .badMessage("a number is out of range") }
      let name = SegmentName(
        log: LogID(writer: writer, lane: lane), first: first, last: last, hash: reference.hash)
      if let last = names.last, last >= name { throw .badMessage("its segments do not ascend") }
      names.append(name)
    }
    return names
  }
}
