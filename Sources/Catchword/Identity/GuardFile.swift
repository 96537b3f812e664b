import CatchwordCore
import CatchwordStore

/// What stands beside the database and says how far this replica went: whose it is, where it stands,
/// and up to where segments of its own logs may be elsewhere.
///
/// Made durable before a segment leaves. A database that lacks what is said here is an older one, put
/// in the place of the one that the file belongs to (R3). Not replicated, and of no use in any other
/// place: the anchor says which folder of which machine it is.
struct GuardFile: Equatable, Sendable {
  var writer: WriterID
  /// As `Disk.anchor` gives it.
  var anchor: String
  /// The directory's path, to tell a copy whose original is still there from one that was moved.
  var place: String
  /// By lane, where the last segment ends that may have left; none where none did.
  var left: [Lane: Head] = [:]
  /// Set from the moment when a peer turns out to know more of this writer than it does itself, until
  /// a new writer has begun: nothing of its own may leave meanwhile.
  var doubt: Doubt?

  /// Who holds what of this replica that is not here.
  struct Doubt: Equatable, Sendable {
    let peer: String
    let heads: [Lane: Head]
  }

  init(writer: WriterID, anchor: String, place: String) {
    self.writer = writer
    self.anchor = anchor
    self.place = place
  }

  private static let title = "catchword guard 1"

  var bytes: [UInt8] {
    var lines = [
      Self.title, "writer \(writer.key.hex)", "anchor \(Self.line(anchor))",
      "place \(Self.line(place))",
    ]
    lines += Self.lines("left", left)
    if let doubt {
      lines.append("doubt \(Self.line(doubt.peer))")
      lines += Self.lines("lost", doubt.heads)
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// - Returns: nil for anything else than a guard file of ours.
  init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.last == 0x0a else {
      return nil
    }
    // By bytes: it is read again and again, and all that divides it is ASCII.
    let lines = text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
    guard lines.first.map({ $0.elementsEqual(Self.title.utf8) }) == true else { return nil }
    var words: [String: String] = [:]
    var heads: [String: [Lane: Head]] = [:]
    for line in lines.dropFirst() {
      guard let space = line.firstIndex(of: 0x20) else { return nil }
      let word = String(Substring(line[..<space]))
      let rest = String(Substring(line[line.index(after: space)...]))
      guard word == "left" || word == "lost" else {
        words[word] = rest
        continue
      }
      guard let (lane, head) = Self.head(rest) else { return nil }
      heads[word, default: [:]][lane] = head
    }
    guard let writer = words["writer"].flatMap(WriterID.init(hex:)), let anchor = words["anchor"],
      let place = words["place"]
    else { return nil }
    self.init(writer: writer, anchor: anchor, place: place)
    left = heads["left"] ?? [:]
    if let peer = words["doubt"] { doubt = Doubt(peer: peer, heads: heads["lost"] ?? [:]) }
  }

  func isAnchored(at anchor: String) -> Bool {
    self.anchor.utf8.elementsEqual(Self.line(anchor).utf8)
  }

  private static func lines(_ word: String, _ heads: [Lane: Head]) -> [String] {
    heads.sorted { $0.key < $1.key }.map { lane, head in
      let hash = withUnsafeBytes(of: head.hash.bigEndian, Array.init).hex
      return "\(word) \(lane.name) \(head.number) \(hash)"
    }
  }

  private static func head(_ text: String) -> (Lane, Head)? {
    let parts = text.utf8.split(separator: 0x20).map { String(Substring($0)) }
    guard parts.count == 3, let lane = Lane.allCases.first(where: { $0.name == parts[0] }),
      let number = Int64(parts[1]), number > 0, let hash = [UInt8](hex: parts[2]), hash.count == 8
    else { return nil }
    return (lane, Head(number: number, hash: hash.reduce(0) { $0 << 8 | UInt64($1) }))
  }

  /// What is not of this file's making must not begin a line of its own.
  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
