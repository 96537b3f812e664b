import CatchwordCore

/// Combines texts into all of their words, each once, in the order of their bytes.
///
/// Sample: a combined value. A union is commutative, associative and idempotent by nature; what it
/// cannot hold (a cleared field, a deletion, values that are no texts) it leaves to a person.
public struct UnionOfWords: ConflictPolicy {
  public init() {}

  public func decide(_ conflict: FieldConflict) -> PolicyDecision {
    let texts = Set(
      conflict.sides.filter { !$0.deletesRecord }.compactMap(\.value.text).map(Bytes.init))
    guard texts.count > 1 else {
      let written = conflict.sides.filter { !$0.deletesRecord && !$0.value.isNull }.max()
      let shown = written ?? conflict.greatestEdit ?? conflict.greatest
      return .showing(
        shown, review: conflict.contradicts(shown) ? .b : nil,
        because: "there are no two texts whose words could be put together")
    }
    let words = Set(texts.flatMap(\.words)).sorted { $0.lexicographicallyPrecedes($1) }
    let isWhole = conflict.sides.allSatisfy { !$0.deletesRecord && !$0.value.isNull }
    return .combining(
      .text(String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)),
      review: isWhole ? nil : .b, because: "all words of all texts are kept")
  }

  /// A text by its bytes: Swift would call two spellings of one letter equal.
  private struct Bytes: Hashable {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    var words: [[UInt8]] { bytes.split(separator: 0x20).map(Array.init) }
  }
}
