import CatchwordCore
import CatchwordStore
import CatchwordWire

/// Opening asks first whether this still is the replica that it was.
///
/// Key, database, guard file and place must agree, and the database must hold what the guard file says
/// may have left. Where they do not, the directory is a copy, or something in it is older than the
/// rest; then a new writer begins, so that no number is ever used twice (R3, R12).
extension Replica {
  /// - Throws: `ReplicaError.notAReplica` where the directory holds none.
  package static func open(
    at directory: String, on machine: Machine = .system, domain: Domain = .library
  ) throws -> Replica {
    let folder = ReplicaFolder(directory)
    guard machine.disk.exists(folder.database) else { throw ReplicaError.notAReplica(directory) }
    let secret = try machine.disk.read(folder.networkSecret)
    let store = try ReplicaStore(
      opening: directory, schema: domain.schema, deriving: domain.deriving,
      hashing: Sha256.hashing, disk: machine.disk)
    let (branch, network) = try store.read { reader in
      (try reader.setting(Setting.branch), try reader.setting(Setting.network))
    }
    guard let branch, let network, let word = Word256(hex: network) else {
      throw ReplicaError.notAReplica(directory)
    }
    let opened = { (key: SigningKey) in
      Replica(
        folder: folder, store: store, key: key, secret: secret, branch: branch,
        network: ContentHash(word), machine: machine, domain: domain)
    }
    return try store.inTurn {
      try finishRenewal(in: folder, of: store, on: machine)
      switch try examine(folder, store, on: machine) {
      case .itself(let key, let file):
        let replica = opened(key)
        replica.left = file.left.mapValues(\.number)
        replica.doubt = file.doubt
        return replica
      case .another(let cause, let detail, let file):
        let key = try SigningKey(raw: machine.entropy.bytes(32))
        let replica = opened(key)
        replica.doubt = file?.doubt
        try replica.begin(as: key, cause, detail: detail, left: file?.left)
        return replica
      }
    }
  }

  /// Whether an error says that another process of the directory began a new writer, so that the
  /// replica has to be opened again.
  package static func isOutlived(by error: any Error) -> Bool {
    if case StoreError.outlived = error { true } else { false }
  }

  private enum Finding {
    case itself(SigningKey, GuardFile)
    /// - Parameter file: what is known of the present writer; nil where that is nothing.
    case another(WriterLife.Cause, detail: String, GuardFile?)
  }

  private static func examine(
    _ folder: ReplicaFolder, _ store: ReplicaStore, on machine: Machine
  ) throws -> Finding {
    let file = try guardFile(in: folder, on: machine)
    let own = file?.writer == store.writer ? file : nil
    guard let key = try writerKey(in: folder, on: machine) else {
      return .another(.keyMissing, detail: "", own)
    }
    guard let file else { return .another(.guardMissing, detail: "", nil) }
    guard let own, key.writer == store.writer else {
      return .another(.databaseRestored, detail: "", own)
    }
    #if Mutants
      if Planted.cloneKeepsItsWriter.isAtWork { return .itself(key, own) }
    #endif
    let anchor = try machine.disk.anchor(of: folder.path)
    guard own.isAnchored(at: anchor) else {
      let original = try? machine.disk.anchor(of: file.place)
      return original.map(own.isAnchored(at:)) == true
        ? .another(.copied, detail: own.place, own) : .another(.moved, detail: "", own)
    }
    let holdsAll = try store.read { reader in
      try own.left.allSatisfy { try reader.holds($0.value, in: $0.key) }
    }
    return holdsAll ? .itself(key, own) : .another(.databaseRestored, detail: "", own)
  }

  private static func writerKey(
    in folder: ReplicaFolder, on machine: Machine
  ) throws -> SigningKey? {
    guard machine.disk.exists(folder.writerKey) else { return nil }
    return try? SigningKey(raw: machine.disk.read(folder.writerKey))
  }

  /// A new writer is written down in three steps; the database decides which of the two it is.
  private static func finishRenewal(
    in folder: ReplicaFolder, of store: ReplicaStore, on machine: Machine
  ) throws {
    guard machine.disk.exists(folder.nextKey) else { return }
    let next = try? SigningKey(raw: machine.disk.read(folder.nextKey))
    if let next, next.writer == store.writer {
      try finishRenewal(as: next, in: folder, on: machine)
    } else {
      try machine.disk.remove(folder.nextKey)
    }
  }
}
