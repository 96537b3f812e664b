/// One life of one replica: the Ed25519 public key under which its segments verify.
///
/// The key itself is the name, so nothing has to be looked up to check a signature. A restored or
/// cloned replica becomes a new writer.
public struct WriterID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let key: Word256

  public init(_ key: Word256) { self.key = key }

  public init?(hex: String) {
    guard let key = Word256(hex: hex) else { return nil }
    self.key = key
  }

  /// Eight bytes stand for a writer in frontiers and contexts; a network refuses to admit a second
  /// writer with the same eight.
  public var short: UInt64 { key.prefix }

  public static func < (a: WriterID, b: WriterID) -> Bool { a.key < b.key }

  public var description: String { key.hex }
}

/// SHA-256 of something: a segment's header, a body, a commit, a genesis.
public struct ContentHash: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let word: Word256

  public init(_ word: Word256) { self.word = word }

  /// Stands where there is no predecessor.
  public static let none = ContentHash(.zero)

  public var short: UInt64 { word.prefix }

  public static func < (a: ContentHash, b: ContentHash) -> Bool { a.word < b.word }

  public var description: String { word.hex }
}

/// The separately ordered logs of a writer, in order of urgency.
///
/// A record kind lives in exactly one lane; lanes never wait for each other.
public enum Lane: UInt8, CaseIterable, Sendable, Hashable, Comparable {
  case members = 0
  case circulation = 1
  case patrons = 2
  case catalog = 3

  public static func < (a: Lane, b: Lane) -> Bool { a.rawValue < b.rawValue }

  public var name: String {
    switch self {
    case .members: "members"
    case .circulation: "circulation"
    case .patrons: "patrons"
    case .catalog: "catalog"
    }
  }
}

/// A log: the contiguous sequence of one writer's commits in one lane, numbered from 1.
public struct LogID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let writer: WriterID
  public let lane: Lane

  public init(writer: WriterID, lane: Lane) {
    self.writer = writer
    self.lane = lane
  }

  /// Lanes first: the order in which logs are exchanged.
  public static func < (a: LogID, b: LogID) -> Bool {
    a.lane == b.lane ? a.writer < b.writer : a.lane < b.lane
  }

  public var description: String { "\(writer)/\(lane.name)" }
}

/// Names one commit within a lane that the surroundings fix.
public struct Dot: Hashable, Sendable, Comparable {
  public let writer: WriterID
  public let number: Int64

  public init(writer: WriterID, number: Int64) {
    self.writer = writer
    self.number = number
  }

  public static func < (a: Dot, b: Dot) -> Bool {
    a.writer == b.writer ? a.number < b.number : a.writer < b.writer
  }
}
