import CatchwordCore
import CatchwordStore
import CatchwordWire

extension Replica {
  /// Seals everything acknowledged so far into signed segments, which then never change. Nothing while
  /// somebody holds more of this writer than the replica itself: a new writer will seal it.
  ///
  /// - Returns: how many segments were made.
  @discardableResult
  package func seal() throws -> Int {
    guard doubt == nil else { return 0 }
    let offsets = try clockOffsets()
    return try store.sealTail(
      schemaVersion: domain.schema.version, offsetOf: offsets
    ) { segment in
      do {
        let sealed = try codec.seal(segment, sign: key.sign)
        return SealedBytes(bytes: sealed.bytes, chainHash: sealed.chainHash)
      } catch WireError.tooLarge {
        throw SealingError.tooLarge
      }
    }.count
  }

  /// Continuous sealing: a server calls this every second.
  package func sealIfDue() throws {
    if try !store.read({ try $0.tailIsEmpty }) { try seal() }
  }
}
