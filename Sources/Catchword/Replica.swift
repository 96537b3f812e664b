package import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// One replica of a network's catalogue: opened, acted on, synced, reviewed.
///
/// The only place that knows the store, the session and the bytes at once. Everything blocks, and a
/// replica belongs to one thread; several processes may each open their own on one directory, since
/// the store takes its lock per transaction.
///
/// Root files tell the story in the order of the circle: founding, acting, sealing, syncing,
/// receiving, reviewing. Invariants: R1 (an action is acknowledged only when durable) and R3 (a
/// number is never used twice) rest on the store; R7 on segments being stored as they came.
package final class Replica {
  let folder: ReplicaFolder
  let store: ReplicaStore
  let codec: SegmentCodec
  let key: SigningKey
  let secret: [UInt8]
  let clock: SystemClock
  let hashing: Hashing
  /// Code of the branch, cart or laptop that this replica serves.
  package let branch: String
  package let network: ContentHash
  /// Segments that wait in memory for their writer to be introduced (`receive`).
  var aside: [[UInt8]] = []

  init(
    folder: ReplicaFolder, store: ReplicaStore, key: SigningKey, secret: [UInt8],
    branch: String, network: ContentHash
  ) {
    self.folder = folder
    self.store = store
    self.key = key
    self.secret = secret
    self.branch = branch
    self.network = network
    clock = SystemClock()
    hashing = Sha256.hashing
    codec = SegmentCodec(network: network, schema: LibrarySchema.current)
  }

  /// - Throws: `ReplicaError.notAReplica` where the directory holds none.
  package static func open(at directory: String) throws -> Replica {
    let folder = ReplicaFolder(directory)
    guard folder.holdsReplica else { throw ReplicaError.notAReplica(directory) }
    let key = try SigningKey(raw: SmallFile.read(folder.writerKey))
    let secret = try SmallFile.read(folder.networkSecret)
    let store = try ReplicaStore(
      opening: directory, schema: LibrarySchema.current,
      deriving: LibraryDeriving(hashing: Sha256.hashing), hashing: Sha256.hashing)
    let (branch, network) = try store.read { reader in
      (try reader.setting(Setting.branch), try reader.setting(Setting.network))
    }
    guard let branch, let network, let word = Word256(hex: network), key.writer == store.writer
    else { throw ReplicaError.notAReplica(directory) }
    return Replica(
      folder: folder, store: store, key: key, secret: secret, branch: branch,
      network: ContentHash(word))
  }

  package var writer: WriterID { key.writer }
}

/// Names of what a replica remembers about itself and never replicates.
enum Setting {
  static let branch = "replica.branch"
  static let network = "replica.network"
  /// Name and kind of the branch, until its record is known to exist; then empty.
  static let branchName = "replica.branch.name"
  static let branchKind = "replica.branch.kind"
  static let bootID = "boot.id"
  static let bootNumber = "boot.number"
  static let clock = "clock.measurement"
  static let peers = "peers"
}
