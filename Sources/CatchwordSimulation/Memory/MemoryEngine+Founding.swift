import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordWire

/// How replicas in memory come into a network: with the keys, ids and first commits of real ones, so
/// that both worlds draw the same pictures.
extension MemoryEngine {
  /// Founds the network, or joins the one that `hub` belongs to.
  static func founded(_ host: Host, in hub: Host?, domain: DomainKit) throws -> MemoryEngine {
    let key = try SigningKey(raw: host.entropy.bytes(32))
    let founder = (hub?.engine as? MemoryEngine)?.store.state
    let secret = founder?.identity.secret ?? host.entropy.bytes(32)
    let identity = MemoryIdentity(
      writer: key.writer, key: key.raw, secret: secret, branch: host.branch)
    var state = MemoryState(
      identity, network: founder?.network ?? .none, schema: domain.domain.schema,
      bootID: host.clock.bootID)
    var operations: [Operation] = []
    if let founder {
      let proof = Replica.proof(network: founder.network, writer: key.writer, secret: secret)
      operations.append(introduction(host, key.writer, role: host.role.rawValue, proof, mint: 1))
      state.branchToDefine = (host.name, host.role == .cart ? "bookmobile" : "branch")
    } else {
      operations.append(
        Operation(
          .write, kind: LibraryKind.network, record: id(key.writer, 1),
          values: [FieldValue(NetworkField.name, .text("Simulated Libraries"))]))
      operations.append(introduction(host, key.writer, role: "branch", [], mint: 2))
      if domain.domain.schema.kind(LibraryKind.branch) != nil {
        operations.append(Replica.branchRecord(host.branch, name: host.name, kind: "branch"))
      }
    }
    let reading = ClockReading(
      wallSeconds: host.clock.wallSeconds, boot: 1,
      monotonicMilliseconds: host.clock.monotonicMilliseconds)
    var changes: [Change] = []
    // The founder's first commit names the network, in both worlds alike.
    let acknowledged = try state.commit(
      operations, minted: founder == nil ? 2 : 1, clock: reading, staff: "", offset: .unmeasured,
      Sha256.hashing, &changes)
    if founder == nil, let genesis = acknowledged.first(where: { $0.log.lane == .members }) {
      state.network = genesis.hash
    }
    let engine = MemoryEngine(state, domain: domain, on: host.machine)
    try engine.store.note(changes)
    return engine
  }

  private static func introduction(
    _ host: Host, _ writer: WriterID, role: String, _ proof: [UInt8], mint: Int64
  ) -> Operation {
    Operation(
      .write, kind: LibraryKind.member, record: id(writer, mint),
      values: [
        FieldValue(MemberField.key, .bytes(writer.key.bytes)),
        FieldValue(MemberField.branch, .text(host.branch)),
        FieldValue(MemberField.role, .text(role)), FieldValue(MemberField.proof, .bytes(proof)),
        FieldValue(MemberField.name, .text(host.name)),
      ])
  }

  private static func id(_ writer: WriterID, _ number: Int64) -> RecordID {
    RecordID(space: .writer(writer), number: number)
  }
}
