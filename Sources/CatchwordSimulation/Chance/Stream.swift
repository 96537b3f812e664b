/// A keyed stream of chance: the same seed and keys give the same draws, in whatever order streams
/// are asked for.
///
/// Every use has a key of its own (the step, the message, the sector), so that leaving one step out of
/// a plan changes no other draw. SplitMix64 (Steele, Lea, Flood 2014).
package struct Stream: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64, _ keys: UInt64...) {
    state = Self.mixed(seed ^ 0x9e37_79b9_7f4a_7c15)
    for key in keys { state = Self.mixed(state &+ Self.mixed(key &+ 0xd1b5_4a32_d192_ed03)) }
  }

  package init(seed: UInt64, named name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    self.init(seed: seed, hash)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// 0 ..< bound. The bias of the remainder is below 2^-40 for bounds below 2^24.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing to draw from")
    return Int(next() % UInt64(bound))
  }

  package mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// True so many times of a thousand.
  package mutating func chance(perMille: Int) -> Bool { below(1_000) < perMille }

  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// An index, each as likely as its weight says; at least one weight is positive.
  package mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    preconditionFailure("the weights sum to what was drawn from")
  }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) }
  }
}
