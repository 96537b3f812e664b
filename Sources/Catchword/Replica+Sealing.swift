import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

extension Replica {
  /// Seals everything acknowledged so far into signed segments, which then never change.
  ///
  /// - Returns: how many segments were made.
  @discardableResult
  package func seal() throws -> Int {
    let offsets = try clockOffsets()
    return try store.sealTail(
      schemaVersion: LibrarySchema.current.version, offsetOf: offsets
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
