import Glibc

extension String {
  /// Whether the bytes of another text stand somewhere in this one: what a run looks for in every
  /// line of its trace, where going from character to character takes a part of its time that shows.
  func holds(bytesOf part: String) -> Bool {
    var (whole, part) = (self, part)
    return whole.withUTF8 { whole in part.withUTF8 { Self.holds(whole[...], $0) } }
  }

  private static func holds(
    _ whole: Slice<UnsafeBufferPointer<UInt8>>, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let first = part.first, let start = part.baseAddress else { return true }
    var rest = UnsafeBufferPointer(rebasing: whole)
    while rest.count >= part.count, let here = rest.baseAddress,
      let found = memchr(here, Int32(first), rest.count - part.count + 1)
    {
      if memcmp(found, start, part.count) == 0 { return true }
      let passed = UnsafeRawPointer(found) - UnsafeRawPointer(here) + 1
      rest = UnsafeBufferPointer(rebasing: rest[passed...])
    }
    return false
  }
}
