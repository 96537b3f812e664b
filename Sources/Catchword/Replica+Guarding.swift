import CatchwordCore
import CatchwordStore

/// Before anything of this replica's own leaves, the guard file says so, durably: whoever puts an
/// older database in its place finds out at opening (R3).
extension Replica {
  /// - Returns: false where the segment must stay here, since somebody holds more of this writer.
  /// - Throws: `StoreError.outlived` where another process began a new writer.
  func letGo(of log: LogID, through number: Int64) throws -> Bool {
    if let left = left[log.lane], left >= number { return true }
    guard doubt == nil else { return false }
    return try store.inTurn {
      var file = try ownGuard()
      if file.doubt == nil, file.left[log.lane]?.number ?? 0 < number {
        guard let head = try store.read({ try $0.head(of: log) }), head.last >= number else {
          return false
        }
        file.left[log.lane] = Head(number: head.last, hash: head.hash.short)
        try machine.disk.replace(folder.guardFile, with: file.bytes)
      }
      doubt = file.doubt
      left = file.left.mapValues(\.number)
      return left[log.lane, default: 0] >= number
    }
  }

  /// Up to where segments of the present writer may have left.
  func leftSoFar() throws -> [Lane: Head] { try ownGuard().left }

  /// Reads again what other processes of this directory wrote.
  func readDoubt() throws { doubt = try ownGuard().doubt }

  /// Nothing of this replica's own leaves from here on, and no restart forgets it.
  func write(_ doubt: GuardFile.Doubt) throws {
    try store.inTurn {
      var file = try ownGuard()
      file.doubt = doubt
      try machine.disk.replace(folder.guardFile, with: file.bytes)
    }
    self.doubt = doubt
  }

  /// - Throws: `StoreError.outlived` where it is another writer's by now.
  private func ownGuard() throws -> GuardFile {
    guard let file = try Self.guardFile(in: folder, on: machine) else {
      throw ReplicaError.file(path: folder.guardFile, detail: "the guard file is gone")
    }
    guard file.writer == writer else { throw StoreError.outlived(by: file.writer) }
    return file
  }

  static func guardFile(in folder: ReplicaFolder, on machine: Machine) throws -> GuardFile? {
    guard machine.disk.exists(folder.guardFile) else { return nil }
    return GuardFile(try machine.disk.read(folder.guardFile))
  }

  /// A writer of whom nothing left so far.
  static func writeGuard(
    of writer: WriterID, to folder: ReplicaFolder, on machine: Machine
  ) throws {
    let file = GuardFile(
      writer: writer, anchor: try machine.disk.anchor(of: folder.path), place: folder.path)
    try machine.disk.replace(folder.guardFile, with: file.bytes)
  }
}
