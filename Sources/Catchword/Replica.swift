package import CatchwordCore
package import CatchwordStore
import CatchwordWire

/// One replica of a network's catalogue: opened, acted on, synced, reviewed.
///
/// The only place that knows the store, the session and the bytes at once. Everything blocks, and a
/// replica belongs to one thread; several processes may each open their own on one directory, since
/// the store takes its lock per transaction.
///
/// Root files tell the story in the order of the circle: founding, opening, acting, sealing, syncing,
/// receiving, reviewing. Invariants: R1 (an action is acknowledged only when durable) rests on the
/// store; R3 and R12 (no number twice, nothing lost by a copy) on what is asked at opening and of
/// every peer (`Replica+Opening`, `Replica+Doubting`); R7 on segments being stored as they came.
package final class Replica {
  let folder: ReplicaFolder
  /// For whoever measures and simulates; everybody else acts through the replica.
  package let store: ReplicaStore
  let codec: SegmentCodec
  /// Of the present writer; another one after a new writer began.
  var key: SigningKey
  let secret: [UInt8]
  let machine: Machine
  let domain: Domain
  let hashing: Hashing
  /// Code of the branch, cart or laptop that this replica serves.
  package let branch: String
  package let network: ContentHash
  /// Segments that wait in memory for their writer to be introduced (`receive`).
  var aside: [[UInt8]] = []
  /// Up to where the guard file is known to say that own segments may have left.
  var left: [Lane: Int64] = [:]
  /// Who holds more of this writer than this replica; nothing of its own is sealed or sent while
  /// that stands (`Replica+Doubting`).
  var doubt: GuardFile.Doubt?
  /// The machine's start and the number that it has here.
  var boot: (id: String, number: Int64)?
  /// Own segments that came back meanwhile.
  var returned = ReturnedSegments()
  #if Mutants
    /// Whether an upload was begun and never came to its end.
    var isUploading = false
  #endif

  init(
    folder: ReplicaFolder, store: ReplicaStore, key: SigningKey, secret: [UInt8],
    branch: String, network: ContentHash, machine: Machine, domain: Domain
  ) {
    self.folder = folder
    self.store = store
    self.key = key
    self.secret = secret
    self.branch = branch
    self.network = network
    self.machine = machine
    self.domain = domain
    hashing = Sha256.hashing
    codec = SegmentCodec(network: network, schema: domain.schema)
  }

  var clock: any MachineClock { machine.clock }

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
  static let knownTime = "clock.known"
  static let peers = "peers"
}
