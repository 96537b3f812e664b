package import CatchwordCore

extension Derivation {
  /// What a subject adds to the `derived` digest: one part for its columns and reviews, one for each
  /// of its rows, so that a row comes and goes without a look at the others.
  ///
  /// Search documents, explanations and sentences are not part of it: they say nothing that columns
  /// and rows do not, and programs of two versions may say it in other words.
  package func digest(_ subject: Subject, _ hashing: Hashing) -> Digest {
    var digest = Digest.empty
    if let bytes = canonicalBytes(subject) { digest.insert(hashing.sha256(bytes)) }
    for row in rows { digest.insert(hashing.sha256(row.canonicalBytes(of: subject))) }
    return digest
  }

  /// Columns and reviews; nil where there are none.
  func canonicalBytes(_ subject: Subject) -> [UInt8]? { bytes(subject, withWords: false) }

  /// Whether it adds nothing to the digest.
  var isEmpty: Bool {
    rows.isEmpty && reviews.isEmpty && columns.isEmpty
  }

  /// All that stands in the queues, to tell whether it changed.
  func reviewBytes(_ subject: Subject) -> [UInt8]? {
    var alone = Derivation()
    alone.reviews = reviews
    return alone.bytes(subject, withWords: true)
  }

  private func bytes(_ subject: Subject, withWords: Bool) -> [UInt8]? {
    guard !columns.isEmpty || !reviews.isEmpty else { return nil }
    var bytes = ByteWriter(minimumCapacity: 256)
    bytes.append(byte: DerivedPart.subject.rawValue)
    bytes.append(subject: subject)
    bytes.append(varint: UInt64(columns.count))
    for each in columns {
      bytes.append(varint: UInt64(each.field))
      bytes.append(value: each.value)
    }
    bytes.append(varint: UInt64(reviews.count))
    for review in reviews.sorted(by: { $0.id < $1.id }) {
      bytes.append(review: review)
      if withWords { bytes.append(wordsOf: review) }
    }
    return bytes.bytes
  }
}

/// What a part of the derived digest is of.
private enum DerivedPart: UInt8 {
  case subject = 0
  case row = 1
}

extension DerivedRow {
  func canonicalBytes(of subject: Subject) -> [UInt8] {
    var bytes = ByteWriter(minimumCapacity: 256)
    bytes.append(byte: DerivedPart.row.rawValue)
    bytes.append(subject: subject)
    bytes.append(text: table)
    for each in values {
      bytes.append(varint: UInt64(each.field))
      bytes.append(value: each.value)
    }
    return bytes.bytes
  }
}

extension ByteWriter {
  fileprivate mutating func append(subject: Subject) {
    switch subject {
    case .record(let kind, let id):
      append(byte: 0)
      append(varint: UInt64(kind))
      append(id: id)
    case .text(let kind, let text):
      append(byte: 1)
      append(varint: UInt64(kind))
      append(text: text)
    }
  }

  fileprivate mutating func append(review: ReviewItem) {
    append(review.id.word)
    append(signed: Int64(review.conflictCase))
    append(signed: review.severity.rawValue)
    append(text: review.owner)
    append(byte: review.record == nil ? 0 : 1)
    if let record = review.record { append(id: record) }
    append(varint: UInt64(review.kind))
    append(varint: UInt64(review.field))
    append(varint: UInt64(review.sides.count))
    for side in review.sides { append(side: side) }
    append(byte: review.isResolved ? 1 : 0)
  }

  fileprivate mutating func append(wordsOf review: ReviewItem) {
    let words = [review.summary, review.proposal, review.resolution] + review.sides.map(\.text)
    for text in words { append(text: text) }
  }

  private mutating func append(side: ReviewSide) {
    append(text: side.letter)
    append(side.dot.writer.key)
    append(varint: UInt64(bitPattern: side.dot.number))
    append(value: side.value)
  }
}
