import Catchword
import CatchwordCore

/// How far a fetch has come, so that a further request asks only for what is still missing.
struct FetchProgress {
  /// Answers that took longer may have been ended by the peer between two segments.
  static let longAnswer = Duration.seconds(60)

  private(set) var wants: [Want]
  /// The last segment that came of each: a segment bears its writer's name, whichever history of the
  /// log it is of, and so the chain says what it was asked for by.
  private var ends: [ContentHash?]

  init(_ wants: [Want]) {
    self.wants = wants.sorted()
    ends = Array(repeating: nil, count: wants.count)
  }

  /// A segment that cannot even be read as one moves nothing: whoever merges it says why.
  mutating func received(_ segment: [UInt8]) {
    guard let place = try? SegmentPlace(headerOf: segment), let index = index(of: place) else {
      return
    }
    let want = wants[index]
    wants[index] = Want(log: want.log, after: max(want.after, place.link.last))
    ends[index] = place.link.hash
  }

  private func index(of place: SegmentPlace) -> Int? {
    wants.firstIndex { $0.log == place.armName }
      ?? ends.firstIndex(of: place.link.previous)
      ?? wants.firstIndex { $0.log == LogName(place.label.log) }
  }
}
