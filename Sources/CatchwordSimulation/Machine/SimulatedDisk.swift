package import CSQLiteFaults
package import CatchwordStore
import GRDBSQLite

/// A host's disk: SQLite's files and the small ones beside them, in memory, with the faults of real
/// disks (`CSQLiteFaults`).
package final class SimulatedDisk: Disk {
  let handle: OpaquePointer
  /// The folder that holds the replica.
  package let folder: String
  /// What a copy does not take along; two disks with one anchor are a copy that nobody notices.
  package var place: String

  /// - Parameter room: tells the disks of runs apart that go on side by side.
  package init(host: String, room: String, place: String) {
    csf_install()
    folder = room + host
    self.place = place
    guard let handle = csf_disk_make(folder + "/") else {
      preconditionFailure("two disks of one host")
    }
    self.handle = handle
  }

  deinit { csf_disk_free(handle) }

  /// Before anything else, in a process that does nothing but simulate, on one thread.
  package static func claimProcess() {
    guard csf_claim_process() == SQLITE_OK else {
      preconditionFailure("SQLite is in use before the process was claimed")
    }
  }

  package func exists(_ path: String) -> Bool { csf_file_exists(handle, path) }

  package func read(_ path: String) throws -> [UInt8] {
    let count = csf_file_size(handle, path)
    guard count >= 0 else { throw StoreError.ioFailure(path: path, detail: "no such file") }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    try check(csf_file_read(handle, path, &bytes, count, 0), path)
    return bytes
  }

  package func replace(_ path: String, with bytes: [UInt8]) throws {
    try check(csf_file_replace(handle, path, bytes, Int64(bytes.count)), path)
  }

  package func remove(_ path: String) throws {
    guard exists(path) else { return }
    try check(csf_file_remove(handle, path), path)
  }

  /// Folders are only parts of names here.
  package func makeFolder(_ path: String) throws {}

  package func lock(_ path: String, timeoutMilliseconds: Int) throws -> any WriteLock { FreeLock() }

  package func anchor(of folder: String) throws -> String { place }

  private func check(_ code: Int32, _ path: String) throws {
    guard code == SQLITE_OK else {
      throw StoreError.ioFailure(path: path, detail: String(cString: sqlite3_errstr(code)))
    }
  }

  // MARK: Faults

  package var isCut: Bool { csf_power_is_cut(handle) }
  package func cutPower() { csf_power_cut(handle) }

  /// - Precondition: nothing has a file open.
  package func restorePower(_ damage: Damage, seed: UInt64) {
    csf_power_back(handle, damage.code, seed)
  }

  /// What SQLite and the replica asked of it so far.
  package var callCount: UInt64 { csf_disk_counts(handle).calls }
  package var counts: csf_counts { csf_disk_counts(handle) }

  package enum Damage: String, CaseIterable, Sendable {
    case keep
    case drop
    case prefix
    case subset
    case torn

    var code: csf_damage {
      switch self {
      case .keep: CSF_KEEP
      case .drop: CSF_DROP
      case .prefix: CSF_PREFIX
      case .subset: CSF_SUBSET
      case .torn: CSF_TORN
      }
    }
  }

  /// What a planned fault does, in the words of stories.
  package enum Fault: String, CaseIterable, Sendable {
    case fail
    case full
    case lie
    case cut
    case cutAfter = "cut-after"
    case tear

    var code: csf_fault {
      switch self {
      case .fail: CSF_FAULT_ERROR
      case .full: CSF_FAULT_FULL
      case .lie: CSF_FAULT_LIE
      case .cut: CSF_FAULT_CUT
      case .cutAfter: CSF_FAULT_CUT_AFTER
      case .tear: CSF_FAULT_TEAR
      }
    }
  }

  package func plan(_ fault: Fault, call: UInt64, isForGood: Bool, seed: UInt64) {
    csf_plan_fault(handle, fault.code, call, isForGood, seed)
  }

  /// Planned faults, bounds and delays are gone.
  package func clearFaults() {
    csf_clear_faults(handle)
    csf_set_capacity(handle, 0)
    csf_set_delay(handle, 0)
  }

  /// - Parameter bytes: what fits beyond what is there; nil for no bound.
  package func setRoom(_ bytes: Int64?) {
    csf_set_capacity(handle, bytes.map { csf_disk_bytes(handle) + $0 } ?? 0)
  }

  package func setDelay(microseconds: UInt32) { csf_set_delay(handle, microseconds) }

  package func snapshot() -> DiskImage { DiskImage(csf_disk_snapshot(handle)) }

  /// - Precondition: nothing has a file open.
  package func assign(_ image: DiskImage) { csf_disk_assign(handle, image.handle) }
}

/// What a disk held at one moment: a backup, or what a clone begins with.
package final class DiskImage {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer?) {
    guard let handle else { preconditionFailure("no memory for a snapshot") }
    self.handle = handle
  }

  deinit { csf_disk_free(handle) }
}

/// One process owns the disk, so turns are always free.
private final class FreeLock: WriteLock {
  func holding<T>(_ body: () throws -> T) throws -> T { try body() }
}
