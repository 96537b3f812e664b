import CSQLiteFaults
import Testing

/// What a power cut does to pending writes, by the names of the C header.
enum Damage: UInt32, CaseIterable {
  case keep
  case drop
  case prefix
  case subset
  case torn
}

/// What a planned fault does, by the names of the C header.
enum Fault: UInt32, CaseIterable {
  case error
  case full
  case lie
  case cut
  case cutAfter
  case tear
}

/// A simulated disk below a prefix of its own, since tests run side by side in one process.
final class TestDisk {
  let disk: OpaquePointer
  let prefix: String

  init() {
    precondition(csf_install() == 0)
    prefix = "/simulated/\(String(UInt64.random(in: .min ... .max), radix: 16))/"
    guard let disk = csf_disk_make(prefix) else { preconditionFailure("no disk") }
    self.disk = disk
  }

  deinit { csf_disk_free(disk) }

  var calls: UInt64 { csf_disk_counts(disk).calls }
  var hash: UInt64 { csf_disk_hash(disk) }
  var openFiles: Int { Int(csf_disk_open_files(disk)) }

  func path(_ name: String) -> String { prefix + name }

  func plan(_ fault: Fault, at nth: UInt64 = 1, forGood: Bool = false, seed: UInt64 = 0) {
    csf_plan_fault(disk, csf_fault(rawValue: fault.rawValue), nth, forGood, seed)
  }

  func clearFaults() { csf_clear_faults(disk) }

  /// Cuts the power, if it is still there, and lets it come back.
  func cutAndReturn(_ damage: Damage, seed: UInt64 = 0) {
    csf_power_cut(disk)
    csf_power_back(disk, csf_damage(rawValue: damage.rawValue), seed)
  }

  func replace(_ name: String, with bytes: [UInt8]) -> Int32 {
    csf_file_replace(disk, path(name), bytes, Int64(bytes.count))
  }

  /// - Returns: the whole file; nil where there is none.
  func contents(_ name: String) -> [UInt8]? {
    let size = csf_file_size(disk, path(name))
    guard size >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    #expect(csf_file_read(disk, path(name), &bytes, size, 0) == 0)
    return bytes
  }
}
