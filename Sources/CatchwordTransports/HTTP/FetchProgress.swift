import Catchword
import CatchwordCore

/// How far a fetch has come, so that a further request asks only for what is still missing.
struct FetchProgress {
  /// Answers that took longer may have been ended by the peer between two segments.
  static let longAnswer = Duration.seconds(60)

  private(set) var wants: [Want]

  init(_ wants: [Want]) { self.wants = wants.sorted() }

  /// A segment that cannot even be read as one moves nothing: whoever merges it says why.
  mutating func received(_ segment: [UInt8]) {
    guard let label = try? SegmentLabel(headerOf: segment) else { return }
    let log = LogName(label.log)
    guard let index = wants.firstIndex(where: { $0.log == log }) else { return }
    wants[index] = Want(log: log, after: max(wants[index].after, label.last))
  }
}
