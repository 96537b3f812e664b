/// Who hands out the numbers of records: a writer (its counter) or a source (an ILS and a kind).
///
/// Two branches that import the same file from the same source give its records the same ids, so
/// their copies merge instead of doubling.
public enum Space: Hashable, Sendable, Comparable {
  case writer(WriterID)
  /// Lower-case ASCII such as `koha:valley:item`; checked by `Space.source(named:)`.
  case source(String)

  /// - Returns: nil unless the name is 1 to `Limits.sourceNameBytes` of `a-z 0-9 . : _ -`.
  ///   ASCII alone, so that Swift's canonical equivalence cannot join two names (R6).
  public static func source(named name: String) -> Space? {
    let allowed = name.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x3a).contains(byte)
        || [0x2d, 0x2e, 0x5f].contains(byte)
    }
    guard allowed, !name.isEmpty, name.utf8.count <= Limits.sourceNameBytes else { return nil }
    return .source(name)
  }

  public static func < (a: Space, b: Space) -> Bool {
    switch (a, b) {
    case (.writer(let first), .writer(let second)): first < second
    case (.source(let first), .source(let second)):
      first.utf8.lexicographicallyPrecedes(second.utf8)
    case (.writer, .source): true
    case (.source, .writer): false
    }
  }
}

/// Identity of a record or a fact: a space and a number in it, never a barcode or a control number.
public struct RecordID: Hashable, Sendable, Comparable {
  public let space: Space
  /// 0 … `RecordID.maximumNumber`.
  public let number: Int64

  /// Fifty bits, so that a store can intern space and number together in one 64-bit row id.
  public static let maximumNumber: Int64 = (1 << 50) - 1

  public init(space: Space, number: Int64) {
    precondition((0...Self.maximumNumber).contains(number), "record numbers have 50 bits")
    self.space = space
    self.number = number
  }

  public static func < (a: RecordID, b: RecordID) -> Bool {
    a.space == b.space ? a.number < b.number : a.space < b.space
  }
}

extension RecordID {
  /// The id of what a commit made, where its writer's own numbers say nothing: two lives of the
  /// writer gave them to different things. Named after the commit, so that whoever names the same
  /// commit's records anew names them alike.
  ///
  /// - Parameters:
  ///   - commit: SHA-256 of its canonical bytes (Protocol §2.4).
  ///   - number: as the writer gave it.
  public static func made(
    by commit: ContentHash, of writer: WriterID, number: Int64, hashing: Hashing
  ) -> RecordID {
    var space = ByteWriter()
    space.append(raw: Array("catchword remade\0".utf8))
    space.append(writer.key)
    var name = ByteWriter()
    name.append(raw: commit.word.bytes)
    name.append(varint: UInt64(number))
    return RecordID(
      space: .writer(WriterID(hashing.sha256(space.bytes).word)),
      number: Int64(hashing.sha256(name.bytes).short >> 14))
  }
}

extension RecordID: CustomStringConvertible {
  /// `<first 16 hex digits of the writer>.<number>` or `<source>.<number>`; parsed where the
  /// writers are known.
  public var description: String {
    switch space {
    case .writer(let writer): "\(writer.key.shortHex).\(number)"
    case .source(let name): "\(name).\(number)"
    }
  }
}
