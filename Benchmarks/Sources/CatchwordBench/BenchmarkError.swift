/// Why a measurement came to nothing.
enum BenchmarkError: Error, CustomStringConvertible {
  case usage(String)
  case sqlite(String)
  case notMerged(String)
  case child(String)
  case disagree(String)

  var description: String {
    switch self {
    case .usage(let text): text
    case .sqlite(let text): "SQLite: \(text)"
    case .notMerged(let text): "a segment was not merged: \(text)"
    case .child(let text): "a measured process failed: \(text)"
    case .disagree(let text): "the replicas do not agree: \(text)"
    }
  }
}
