import CatchwordCore

/// The canonical form: a version, the parts in a fixed order, and a sum over both.
///
/// Law: `Policy(bytes:)` of `bytes` is `canonical()`; whatever else it accepts, it writes again
/// byte for byte.
extension Policy {
  /// The form that this program writes and reads.
  package static let formVersion: UInt8 = 1

  /// Every list in order, each entry once.
  package func canonical() -> Policy {
    var policy = self
    policy.itemTypes = Set(itemTypes).sorted()
    policy.base = base.canonical()
    policy.rules = rules.map { $0.canonical() }.inOrder()
    policy.limits = limits.canonical()
    policy.categories = categories.map { $0.canonical() }.inOrder()
    policy.floating = floating.map { group in
      var group = group
      group.branches = Set(group.branches).sorted()
      group.itemTypes = Set(group.itemTypes).sorted()
      return group
    }.inOrder()
    policy.travel.pairs = travel.pairs.inOrder()
    policy.juveniles.refusedTypes = Set(juveniles.refusedTypes).sorted()
    policy.branches = branches.map { $0.canonical() }.inOrder()
    return policy
  }

  package var bytes: [UInt8] {
    let policy = canonical()
    var writer = ByteWriter()
    writer.append(byte: Self.formVersion)
    policy.name.append(to: &writer)
    policy.currency.code.append(to: &writer)
    writer.append(signed: policy.currency.digits)
    writer.append(parts: policy.itemTypes)
    policy.base.append(to: &writer)
    writer.append(parts: policy.rules)
    policy.limits.append(to: &writer)
    writer.append(parts: policy.categories)
    writer.append(flag: policy.endsWithCard)
    writer.append(signed: policy.holds.shelfDays)
    writer.append(optional: policy.holds.expiryDays)
    writer.append(signed: policy.holds.staleTrapDays)
    writer.append(parts: policy.floating)
    writer.append(signed: policy.travel.minutes)
    writer.append(parts: policy.travel.pairs)
    writer.append(signed: policy.juveniles.ageLimit)
    writer.append(parts: policy.juveniles.refusedTypes)
    writer.append(flag: policy.juveniles.needsGuardian)
    writer.append(optional: policy.retentionDays)
    writer.append(optional: policy.claimsReturned)
    writer.append(signed: policy.lostRefundDays)
    writer.append(parts: policy.branches)
    let sum = Self.sum(writer.bytes)
    for shift in stride(from: 56, through: 0, by: -8) {
      writer.append(byte: UInt8(truncatingIfNeeded: sum >> UInt64(shift)))
    }
    return writer.bytes
  }

  /// - Throws: `PolicyError`; bytes that anybody changed are refused, and so are those of a form that
  ///   is not the canonical one.
  package init(bytes: [UInt8]) throws(PolicyError) {
    try self.init(summed: bytes)
    guard self.bytes == bytes else { throw .damaged }
    let faults = faults()
    guard faults.isEmpty else { throw .faulty(faults) }
  }

  /// What a device acts under, at every scan: its form was compared, and its rules with each other,
  /// when it was loaded.
  init(inForce bytes: [UInt8]) throws(PolicyError) {
    try self.init(summed: bytes)
    guard isUsable else { throw .faulty(faults()) }
  }

  private init(summed bytes: [UInt8]) throws(PolicyError) {
    guard bytes.count <= PolicyLimits.contentBytes else { throw .tooLarge(bytes: bytes.count) }
    guard let version = bytes.first else { throw .damaged }
    guard version == Self.formVersion else { throw .unknownForm(version) }
    guard bytes.count > 9 else { throw .damaged }
    let sum = bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard sum == Self.sum(bytes.dropLast(8)) else { throw .damaged }
    var reader = ByteReader(bytes.dropLast(8).dropFirst())
    do { try self.init(from: &reader) } catch { throw .damaged }
  }

  private init(from reader: inout ByteReader) throws(ByteError) {
    let codes = PolicyLimits.codes
    let name = try ExactText(from: &reader)
    let currency = Currency(code: try ExactText(from: &reader), digits: try reader.signed())
    let itemTypes = try reader.parts(ExactText.self, maximum: codes)
    self.init(base: try LendingTerms(from: &reader))
    self.name = name
    self.currency = currency
    self.itemTypes = itemTypes
    rules = try reader.parts(LendingRule.self, maximum: PolicyLimits.rules)
    limits = try PatronLimits(from: &reader)
    categories = try reader.parts(PatronCategory.self, maximum: codes)
    endsWithCard = try reader.flag()
    holds.shelfDays = try reader.signed()
    holds.expiryDays = try reader.optional()
    holds.staleTrapDays = try reader.signed()
    floating = try reader.parts(FloatingGroup.self, maximum: codes)
    travel.minutes = try reader.signed()
    travel.pairs = try reader.parts(TravelTimes.Pair.self, maximum: codes)
    juveniles.ageLimit = try reader.signed()
    juveniles.refusedTypes = try reader.parts(ExactText.self, maximum: codes)
    juveniles.needsGuardian = try reader.flag()
    retentionDays = try reader.optional()
    claimsReturned = try reader.optional()
    lostRefundDays = try reader.signed()
    branches = try reader.parts(PolicyBranch.self, maximum: PolicyLimits.branches)
    try reader.expectEnd()
  }

  /// FNV-1a: against damage, not against malice; a segment is signed.
  private static func sum(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Why bytes or a draft are no policy.
package enum PolicyError: Error, Hashable, Sendable {
  case tooLarge(bytes: Int)
  /// Written by a program that knows more.
  case unknownForm(UInt8)
  case damaged
  case faulty([PolicyFault])

  /// Stable, for scripts.
  package var code: String {
    switch self {
    case .tooLarge: "policy-too-large"
    case .unknownForm: "policy-form-unknown"
    case .damaged: "policy-damaged"
    case .faulty: "policy-faulty"
    }
  }
}

extension PolicyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLarge(let bytes):
      "The policy has \(bytes) bytes; \(PolicyLimits.contentBytes) are the most. Drop closures of "
        + "years that are over."
    case .unknownForm(let version):
      "The policy is written in form \(version), which this program does not know; update it."
    case .damaged: "The policy's bytes are damaged; load it again from its file."
    case .faulty(let faults):
      "The policy is refused: "
        + faults.prefix(3).map(\.text).joined(separator: " ")
        + (faults.count > 3 ? " And \(faults.count - 3) more." : "")
    }
  }
}
