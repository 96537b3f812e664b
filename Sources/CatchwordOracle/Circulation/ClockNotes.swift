/// What was said of clocks that nobody measured, when their scans were taken in (case 43).
struct ClockNotes: Sendable {
  enum Field {
    static let writer = 1
    static let first = 2
    static let last = 3
    static let supposed = 4
    static let place = 6
    static let branch = 7
    static let network = 8
  }

  /// One note, as far as it names commits.
  struct Note: Sendable {
    let fact: Fact
    let writer: [UInt8]
    let numbers: ClosedRange<Int64>
    let supposed: Int64
    /// Whose clock it is, or who took its scans in.
    let owner: [UInt8]

    fileprivate init?(_ fact: Fact) {
      guard let writer = fact[Field.writer].bytesValue, writer.count == 32,
        let first = fact[Field.first].integerValue, let last = fact[Field.last].integerValue,
        first <= last, let supposed = fact[Field.supposed].integerValue
      else { return nil }
      self.fact = fact
      self.writer = writer
      numbers = first...last
      self.supposed = supposed
      let place = fact[Field.place].textValue ?? []
      owner = place.isEmpty ? fact[Field.branch].textValue ?? [] : place
    }
  }

  let all: [Note]

  init(_ past: Past) {
    all = Facts.stated(LibraryKind.clockNote, past, notes: nil).compactMap(Note.init)
  }

  /// When a commit of the lane of circulation counts; nil where it counts by its own time. Of several
  /// notes the one of the least writer holds, and of his the first.
  func supposed(_ dot: OracleDot) -> Int64? {
    all.filter {
      $0.fact[Field.network] == .integer(1) && $0.writer == dot.writer
        && $0.numbers.contains(dot.number)
    }.min { a, b in
      if a.fact.dot.writer != b.fact.dot.writer {
        return a.fact.dot.writer.lexicographicallyPrecedes(b.fact.dot.writer)
      }
      return (a.fact.sequence, a.fact.id) < (b.fact.sequence, b.fact.id)
    }?.supposed
  }
}
