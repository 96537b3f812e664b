import CatchwordCore

/// A stretch of an arm's beginning that another arm begins with too.
struct SharedPart: Hashable {
  /// The last number of the stretch; it begins where the part before it, or the parent, ends.
  var through: Int64
  /// The run as whose commits they are read: the least of those that hold them.
  let name: LogID
}

/// Finds the commits that several arms of one log begin with, though in different segments.
///
/// Walks the arms side by side, as long as they say the same; a run that ends goes on with what parts
/// from it. Takes one step for each shared commit, and one for each arm.
struct SharedBeginnings {
  private struct Cursor {
    let run: LogID
    /// The number to be looked at next.
    var number: Int64
  }

  private let tables: Tables
  private(set) var parts: [LogID: [SharedPart]] = [:]
  /// The last segment looked at of each run.
  private var read: [LogID: (first: Int64, hashes: [ContentHash])] = [:]

  init(in tables: Tables) { self.tables = tables }

  mutating func find(in trunk: LogID, _ decode: ([UInt8]) throws -> Segment) throws {
    var groups = [[Cursor(run: trunk, number: try tables.log(trunk).number + 1)]]
    while let group = groups.popLast() {
      let cursors = try group.flatMap { try goingOn($0) }
      guard cursors.count > 1 else {
        if let only = cursors.first, try !tables.arms(of: only.run).isEmpty {
          groups.append([Cursor(run: only.run, number: try tables.log(only.run).number + 1)])
        }
        continue
      }
      var byCommit: [ContentHash: [Cursor]] = [:]
      for cursor in cursors {
        let commit = try hash(cursor, decode)
        byCommit[commit, default: []].append(cursor)
      }
      for (_, alike) in byCommit.sorted(by: { $0.key < $1.key }) {
        if let name = alike.map(\.run).min(), alike.count > 1 {
          for cursor in alike { note(cursor, name) }
        }
        groups.append(alike.map { Cursor(run: $0.run, number: $0.number + 1) })
      }
    }
  }

  /// A cursor beyond the end of its run stands at the beginning of what parts from it.
  private func goingOn(_ cursor: Cursor) throws -> [Cursor] {
    guard try cursor.number > tables.log(cursor.run).number else { return [cursor] }
    return try tables.arms(of: cursor.run).map { Cursor(run: $0, number: cursor.number) }
  }

  private mutating func note(_ cursor: Cursor, _ name: LogID) {
    if parts[cursor.run]?.last?.name == name { parts[cursor.run]?.removeLast() }
    parts[cursor.run, default: []].append(SharedPart(through: cursor.number, name: name))
  }

  private mutating func hash(
    _ cursor: Cursor, _ decode: ([UInt8]) throws -> Segment
  ) throws -> ContentHash {
    if let known = read[cursor.run], known.first <= cursor.number,
      cursor.number < known.first + Int64(known.hashes.count)
    {
      return known.hashes[Int(cursor.number - known.first)]
    }
    var bytes: [UInt8]?
    try StoreReader(tables).segments(of: cursor.run, after: cursor.number - 1) {
      bytes = $0.bytes
      return false
    }
    guard let bytes else { throw StoreError.invariant("\(cursor.run) lacks \(cursor.number)") }
    let segment = try decode(bytes)
    let hashes = segment.commits.map {
      tables.hashing.sha256($0.canonicalBytes(log: segment.log))
    }
    read[cursor.run] = (segment.first, hashes)
    return hashes[Int(cursor.number - segment.first)]
  }
}
