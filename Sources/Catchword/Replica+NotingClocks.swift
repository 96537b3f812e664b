import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Before segments are merged, whoever knows what time it is looks whether their clocks can be right
/// (decision 0019).
///
/// The note stands before its segment does: a power cut between the two leaves a note about what will
/// come again, and never scans that nobody looked at.
extension Replica {
  /// Notes what the times of segments say against their clocks, one commit a segment.
  func noteClocks(of segments: [Segment]) throws {
    guard domain.notesClocks else { return }
    let suspects = segments.filter(ClockNote.isInQuestion)
    guard !suspects.isEmpty else { return }
    let reading = try readClock()
    let offset = try offset(of: reading)
    // A clock that was not compared itself judges none.
    guard offset.source.isMeasured else { return }
    for segment in suspects {
      let note = try store.read { reader in
        try reader.clockNote(
          about: segment, now: reading.wallSeconds &+ offset.seconds, at: branch, own: writer,
          lastExchange: lastExchange(in: segment.context, beside: segments, reader))
      }
      guard let note else { continue }
      _ = try commit(staff: "") { transaction, _ in
        try transaction.stage(note.operation(transaction.mint()))
      }
    }
  }

  /// What arrived together is certain as well, before it is merged.
  private func lastExchange(
    in context: Context, beside segments: [Segment], _ reader: StoreReader
  ) throws -> Int64? {
    let beside = segments.filter {
      $0.offset.source.isMeasured && context.heads[$0.log]?.number == $0.last
    }
    return ([try reader.lastExchange(in: context)] + beside.map(\.ended)).compactMap(\.self).max()
  }
}
