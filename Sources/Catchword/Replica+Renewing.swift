import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// One life ends and the next begins, crash-safe in every step:
///
/// 1. the new writer's key is durable under another name, 2. one transaction makes the database the
/// new writer's, 3. the key takes its place, 4. the guard file says that nothing of the new writer
/// left, 5. the other name goes. Before 2 the former writer stands, after it the new one, and opening
/// finishes what is left to do. All in one turn at the lock, so that no process sees it half done.
extension Replica {
  /// - Parameter left: up to where own segments may have left; nil where that is not known.
  func begin(
    as next: SigningKey, _ cause: WriterLife.Cause, detail: String, left: [Lane: Head]?
  ) throws {
    try store.inTurn {
      let reading = try readClock()
      let identity = try ownMember()
      let byShortName = try writersByShortName()
      try machine.disk.replace(folder.nextKey, with: next.raw)
      let proof = Self.proof(network: network, writer: next.writer, secret: secret)
      let renewal = Renewal(
        writer: next.writer,
        introduction: { [branch] id in
          Self.introduction(
            key: next, branch: branch, name: identity.name, role: identity.role, proof: proof,
            id: id)
        },
        clock: reading, offset: try offset(of: reading), cause: cause, detail: detail, left: left,
        identities: doubt == nil ? .kept : .rewritten, lost: doubt?.heads ?? [:],
        returned: returned.segments)
      _ = try store.begin(renewal) { bytes in
        try read(bytes, byShortName).segment
      }
      try Self.finishRenewal(as: next, in: folder, on: machine)
      key = next
      self.left = [:]
      doubt = nil
    }
  }

  static func finishRenewal(
    as next: SigningKey, in folder: ReplicaFolder, on machine: Machine
  ) throws {
    try machine.disk.replace(folder.writerKey, with: next.raw)
    if try guardFile(in: folder, on: machine)?.writer != next.writer {
      try writeGuard(of: next.writer, to: folder, on: machine)
    }
    try machine.disk.remove(folder.nextKey)
  }

  /// As whom the present writer introduced itself.
  private func ownMember() throws -> (name: String, role: String) {
    let member = try store.read { reader in
      try reader.records(
        kind: LibraryKind.member, where: MemberField.key, is: .bytes(store.writer.key.bytes)
      ).first
    }
    return (member?[MemberField.name].text ?? branch, member?[MemberField.role].text ?? "branch")
  }
}
