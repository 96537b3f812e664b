package import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Who wrote something, and when.
package struct Writing: Equatable, Sendable {
  package let dot: Dot
  /// Seconds since 1970, by the corrected clock.
  package let time: Int64
  /// Nil where its commit cannot be told from its dot any more.
  package let staff: String?
  /// The branch of the device; nil for one that is not known as a member.
  package let branch: String?
}

extension Replica {
  /// The writings behind stamps of the catalogue, in their order. Segments are opened one by one, so
  /// this is for one bib on a screen and not for lists.
  package func writings(of stamps: [Stamp]) throws -> [Stamp: Writing] {
    var staff: [Dot: String] = [:]
    var branches: [WriterID: String] = [:]
    for (writer, stamps) in Dictionary(grouping: stamps, by: \.dot.writer) {
      let wanted = Set(stamps.map(\.dot.number)).sorted()
      for (number, name) in try staffNames(of: wanted, in: LogID(writer: writer, lane: .catalog)) {
        staff[Dot(writer: writer, number: number)] = name
      }
      branches[writer] = try store.read { reader in
        try reader.records(
          kind: LibraryKind.member, where: MemberField.key, is: .bytes(writer.key.bytes)
        ).first?[MemberField.branch].text
      }
    }
    return Dictionary(
      stamps.map { stamp in
        (
          stamp,
          Writing(
            dot: stamp.dot, time: stamp.time, staff: staff[stamp.dot],
            branch: branches[stamp.dot.writer])
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter numbers: ascending.
  private func staffNames(of numbers: [Int64], in log: LogID) throws -> [Int64: String] {
    var names: [Int64: String] = [:]
    if log.writer == writer {
      for commit in try store.read({ try $0.tailCommits(log.lane) }) {
        names[commit.number] = commit.staff
      }
    }
    for number in numbers where names[number] == nil {
      guard let stored = try segment(of: log, after: number - 1) else { continue }
      for commit in try reopen(stored).commits { names[commit.number] = commit.staff }
    }
    return names
  }
}
