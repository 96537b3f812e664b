package import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// How replicas come into a network (Documentation/Decisions/0003).
///
/// Every writer introduces itself in the first commit of its `members` log: its key, its branch, and
/// a proof that it holds the network's secret. The founder's first commit needs no proof: the
/// network's id is its hash.
extension Replica {
  /// Founds a network with this replica as its first member.
  package static func found(
    at directory: String, branch: String, branchName: String, network networkName: String,
    on machine: Machine = .system, domain: Domain = .library
  ) throws -> Replica {
    let folder = try emptyFolder(directory, branch: branch, on: machine)
    let key = try SigningKey(raw: machine.entropy.bytes(32))
    let secret = machine.entropy.bytes(32)
    try writeKeys(key, secret: secret, to: folder, on: machine)
    let store = try createStore(folder, key: key, on: machine, domain)
    let clock = machine.clock
    let reading = ClockReading(
      wallSeconds: clock.wallSeconds, boot: 1, monotonicMilliseconds: clock.monotonicMilliseconds)
    let (_, receipts) = try store.write(
      clock: reading, staff: "", offset: .unmeasured
    ) { transaction in
      try remember(branch: branch, bootID: clock.bootID, in: transaction)
      try transaction.stage(
        Operation(
          .write, kind: LibraryKind.network, record: try transaction.mint(),
          values: [FieldValue(NetworkField.name, .text(networkName))]))
      try transaction.stage(
        introduction(
          key: key, branch: branch, name: branchName, role: "branch", proof: [],
          id: try transaction.mint()))
      if domain.hasBranches {
        try transaction.stage(branchRecord(branch, name: branchName, kind: "branch"))
      }
    }
    guard let genesis = receipts.first(where: { $0.lane == .members }) else {
      preconditionFailure("the genesis is a commit of the members lane")
    }
    _ = try store.write(clock: reading, staff: "", offset: .unmeasured) { transaction in
      try transaction.setSetting(Setting.network, genesis.hash.word.hex)
    }
    try store.close()
    return try open(at: directory, on: machine, domain: domain)
  }

  /// Makes a replica of an existing network; it is empty until it syncs with the inviter.
  package static func join(
    _ invitation: Invitation, at directory: String, branch: String, branchName: String,
    on machine: Machine = .system, domain: Domain = .library
  ) throws -> Replica {
    if !invitation.branch.isEmpty && !invitation.branch.utf8.elementsEqual(branch.utf8) {
      throw ReplicaError.badToken("it was made for \(invitation.branch), not for \(branch)")
    }
    let folder = try emptyFolder(directory, branch: branch, on: machine)
    let key = try SigningKey(raw: machine.entropy.bytes(32))
    try writeKeys(key, secret: invitation.secret, to: folder, on: machine)
    let store = try createStore(folder, key: key, on: machine, domain)
    let clock = machine.clock
    let reading = ClockReading(
      wallSeconds: clock.wallSeconds, boot: 1, monotonicMilliseconds: clock.monotonicMilliseconds)
    let proof = proof(network: invitation.network, writer: key.writer, secret: invitation.secret)
    _ = try store.write(clock: reading, staff: "", offset: .unmeasured) { transaction in
      try remember(branch: branch, bootID: clock.bootID, in: transaction)
      try transaction.setSetting(Setting.network, invitation.network.word.hex)
      try transaction.stage(
        introduction(
          key: key, branch: branch, name: branchName, role: invitation.role, proof: proof,
          id: try transaction.mint()))
      try transaction.setSetting(Setting.branchName, branchName)
      try transaction.setSetting(
        Setting.branchKind, invitation.role == "cart" ? "bookmobile" : "branch")
    }
    try store.close()
    return try open(at: directory, on: machine, domain: domain)
  }

  /// Gives a joined replica's branch a record, where the network has none under its code.
  ///
  /// Not before the first exchange: another branch may have named it already, and a second name
  /// that had not seen the first would be a conflict about nothing.
  func defineOwnBranch() throws {
    guard domain.hasBranches else { return }
    let (name, kind, exists) = try store.read { reader in
      (
        try reader.setting(Setting.branchName), try reader.setting(Setting.branchKind),
        try reader.record(kind: LibraryKind.branch, Self.branchID(branch))?.state.isDead == false
      )
    }
    guard let name, let kind, !name.isEmpty else { return }
    _ = try commit(staff: "") { transaction, _ in
      if !exists { try transaction.stage(Self.branchRecord(branch, name: name, kind: kind)) }
      try transaction.setSetting(Setting.branchName, nil)
      try transaction.setSetting(Setting.branchKind, nil)
    }
  }

  /// A token by which somebody else can join; whoever holds it can speak to the network.
  package func invite(
    at address: String, role: String, for branch: String
  ) throws -> Invitation {
    Invitation(
      network: network, networkName: try networkName(), secret: secret, address: address,
      inviter: self.branch, branch: branch, role: role)
  }

  package func networkName() throws -> String {
    try store.read { reader in
      try reader.records(kind: LibraryKind.network, limit: 1).first?[
        NetworkField.name
      ].text ?? ""
    }
  }

  /// HMAC of the network's id and the writer's key under the network's secret.
  package static func proof(network: ContentHash, writer: WriterID, secret: [UInt8]) -> [UInt8] {
    Sha256.authenticationCode(
      Array("catchword member v1\0".utf8) + network.word.bytes + writer.key.bytes, key: secret)
  }

  private static func emptyFolder(
    _ directory: String, branch: String, on machine: Machine
  ) throws -> ReplicaFolder {
    let allowed = branch.utf8.allSatisfy {
      (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x2d || $0 == 0x5f
    }
    guard allowed, !branch.isEmpty, branch.utf8.count <= 32 else {
      throw ReplicaError.badBranchCode(branch)
    }
    let folder = ReplicaFolder(directory)
    guard !machine.disk.exists(folder.database) else {
      throw ReplicaError.alreadyAReplica(directory)
    }
    try machine.disk.makeFolder(folder.path)
    return folder
  }

  private static func writeKeys(
    _ key: SigningKey, secret: [UInt8], to folder: ReplicaFolder, on machine: Machine
  ) throws {
    try machine.disk.replace(folder.writerKey, with: key.raw)
    try machine.disk.replace(folder.networkSecret, with: secret)
    try writeGuard(of: key.writer, to: folder, on: machine)
  }

  private static func createStore(
    _ folder: ReplicaFolder, key: SigningKey, on machine: Machine, _ domain: Domain
  ) throws -> ReplicaStore {
    try ReplicaStore.create(
      at: folder.path, schema: domain.schema, deriving: domain.deriving, hashing: Sha256.hashing,
      writer: key.writer, disk: machine.disk)
  }

  private static func remember(
    branch: String, bootID: String, in transaction: WriteTransaction
  ) throws {
    try transaction.setSetting(Setting.branch, branch)
    try transaction.setSetting(Setting.bootID, bootID)
    try transaction.setSetting(Setting.bootNumber, "1")
  }

  static func introduction(
    key: SigningKey, branch: String, name: String, role: String, proof: [UInt8], id: RecordID
  ) -> Operation {
    Operation(
      .write, kind: LibraryKind.member, record: id,
      values: [
        FieldValue(MemberField.key, .bytes(key.writer.key.bytes)),
        FieldValue(MemberField.branch, .text(branch)), FieldValue(MemberField.role, .text(role)),
        FieldValue(MemberField.proof, .bytes(proof)), FieldValue(MemberField.name, .text(name)),
      ])
  }

  /// Two replicas of one branch mint the same id for its record, so the branch stands once.
  package static func branchRecord(_ code: String, name: String, kind: String) -> Operation {
    Operation(
      .write, kind: LibraryKind.branch, record: branchID(code),
      values: [
        FieldValue(BranchField.code, .text(code)), FieldValue(BranchField.name, .text(name)),
        FieldValue(BranchField.kind, .text(kind)),
      ])
  }

  package static func branchID(_ code: String) -> RecordID {
    let hash = Sha256.hashing.sha256(Array(code.utf8)).word.prefix
    return RecordID(
      space: .source("catchword:branch"), number: Int64(hash & UInt64(RecordID.maximumNumber)))
  }
}
