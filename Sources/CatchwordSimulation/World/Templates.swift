import Catchword

/// Networks as they stand when time begins, kept so that thousands of plans with the same cast need
/// not be founded one by one.
///
/// A run from a fresh template and one from a kept one are the same run: both begin with an image.
package final class Templates {
  package struct Member {
    let name: String
    let role: Host.Role
    let isSynchronized: Bool
    let image: HostImage
  }

  private var kept: [String: [Member]] = [:]

  package init() {}

  subscript(key: String) -> [Member]? {
    get { kept[key] }
    set { kept[key] = newValue }
  }

  /// Writers' keys decide ties, so a cast stands in several networks, with other keys each.
  package static let variants: UInt64 = 8
}

/// What is left of a host between two lives.
package enum HostImage {
  case disk(DiskImage)
  case memory(MemoryImage)
}
