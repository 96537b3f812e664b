import CatchwordCore
import CatchwordStore
import CatchwordWire

/// Segments that are at hand together are merged together, in one transaction with one fold at its
/// end: the segments of a night touch the same items again and again.
///
/// Each is received as if it came alone, and in order. So only such segments share a transaction as
/// change nothing about the way in which the next is opened: of members, in other lanes than theirs,
/// whose contexts name known writers. Whatever else comes goes through the single door, and so does
/// each of a group that could not be merged: then a bad segment harms itself alone.
extension Replica {
  /// Receives segments in order, as `receive` does each of them.
  ///
  /// - Returns: for each segment what became of it, or why it was refused at the door.
  /// - Throws: what merging throws otherwise; what stands before is received then, and durable.
  package func receive(all segments: [[UInt8]]) throws -> [Result<Reception, ReceiveError>] {
    var receptions: [Result<Reception, ReceiveError>] = []
    // Up to here each comes alone, since they could not be merged together.
    var end = 0
    while receptions.count < segments.count {
      let next = receptions.count
      let group = next < end ? [] : try group(beginning: segments[next...])
      var outcomes: [MergeOutcome] = []
      do {
        if !group.isEmpty {
          try noteClocks(of: group.map(\.segment))
          outcomes = try sealingFirst { try store.merge(group) }
        }
      } catch {
        // Nothing of the group is applied. Whatever it was, the single door meets it again.
        end = next + group.count
      }
      if outcomes.isEmpty {
        receptions.append(try refusing { try receive(segments[next]) })
      } else {
        receptions += try results(of: group, outcomes)
      }
    }
    return receptions
  }

  /// The longest beginning of what arrived that may be merged together.
  private func group(beginning segments: ArraySlice<[UInt8]>) throws -> [ArrivedSegment] {
    // In doubt about its own past, a replica sees nothing of others before that is settled.
    guard segments.count > 1, doubt == nil else { return [] }
    let known = try writersByShortName()
    var members: [WriterID: Bool] = [:]
    var room = GroupRoom()
    var group: [ArrivedSegment] = []
    for bytes in segments {
      // What cannot be opened is refused, or set aside, by the single door.
      guard let envelope = try? codec.peek(bytes), room.takes(envelope) else { break }
      let author = envelope.log.writer
      guard author != writer, envelope.log.lane != .members, known[author.short] == author,
        envelope.context.keys.allSatisfy({ known[$0.writer] != nil })
      else { break }
      let isAuthorMember = try members[author] ?? isMember(author)
      members[author] = isAuthorMember
      guard isAuthorMember, let opened = try? read(bytes, known) else { break }
      group.append(
        ArrivedSegment(
          segment: opened.segment, sealed: SealedBytes(bytes: bytes, chainHash: opened.chainHash)))
    }
    return group
  }

  /// - Parameter outcomes: of the first of a group.
  private func results(
    of group: [ArrivedSegment], _ outcomes: [MergeOutcome]
  ) throws -> [Result<Reception, ReceiveError>] {
    var results: [Result<Reception, ReceiveError>] = zip(group, outcomes).map { each, outcome in
      switch outcome {
      case .parted: preconditionFailure("a log that forks was merged with others")
      case .applied: .success(.applied(commits: each.segment.commits.count))
      case .alreadyHeld: .success(.alreadyHeld)
      case .waiting(let reason): .success(.held(reason: reason.description))
      }
    }
    if let last = outcomes.lastIndex(of: .applied) {
      results[last] = try refusing {
        try admitWaiting()
        return .applied(commits: group[last].segment.commits.count)
      }
    }
    return results
  }

  private func refusing(
    _ receive: () throws -> Reception
  ) throws -> Result<Reception, ReceiveError> {
    do {
      return .success(try receive())
    } catch let refusal as ReceiveError {
      return .failure(refusal)
    }
  }
}

extension Result<Reception, ReceiveError> {
  var refusal: ReceiveError? {
    if case .failure(let refusal) = self { refusal } else { nil }
  }
}

/// What still goes into one transaction: a desk waits for its end, and its segments are in memory.
private struct GroupRoom {
  private var commits = 0
  private var packedBytes = 0
  private var rawBytes = 0

  mutating func takes(_ envelope: SegmentEnvelope) -> Bool {
    commits += envelope.commitCount
    packedBytes += envelope.packedBytes
    rawBytes += envelope.rawBytes
    return commits <= Limits.groupCommits && packedBytes <= Limits.groupPackedBytes
      && rawBytes <= Limits.groupRawBytes
  }
}
