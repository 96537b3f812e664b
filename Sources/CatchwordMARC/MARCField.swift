/// One variable field. Its text is what the file said, decoded to Unicode and otherwise untouched.
///
/// Equality is by scalar: Swift's `String` holds "é" equal to "e" with an accent after it, but a
/// record that a library sent in one form must not silently match, or become, the other.
package struct MARCField: Sendable, Hashable {
  package enum Content: Sendable {
    /// A field without indicators and subfields: 001 to 009, and local ones such as Aleph's FMT.
    case control(String)
    case data(
      indicator1: Unicode.Scalar, indicator2: Unicode.Scalar, subfields: [MARCSubfield])
  }

  /// Three ASCII characters, usually digits.
  package var tag: String
  package var content: Content
  /// The field as the file had it, without its terminator, where the text could not keep all of it.
  package var originalBytes: [UInt8]?

  package init(tag: String, content: Content, originalBytes: [UInt8]? = nil) {
    self.tag = tag
    self.content = content
    self.originalBytes = originalBytes
  }

  package static func control(_ tag: String, _ text: String) -> MARCField {
    MARCField(tag: tag, content: .control(text))
  }

  package static func data(
    _ tag: String, _ indicator1: Unicode.Scalar, _ indicator2: Unicode.Scalar,
    _ subfields: [MARCSubfield]
  ) -> MARCField {
    MARCField(
      tag: tag,
      content: .data(indicator1: indicator1, indicator2: indicator2, subfields: subfields))
  }

  /// The text of a control field; nil in a data field.
  package var controlText: String? {
    if case .control(let text) = content { text } else { nil }
  }

  /// Empty in a control field.
  package var subfields: [MARCSubfield] {
    if case .data(_, _, let subfields) = content { subfields } else { [] }
  }

  /// Blank in a control field.
  package var indicator1: Unicode.Scalar {
    if case .data(let indicator, _, _) = content { indicator } else { " " }
  }

  /// Blank in a control field.
  package var indicator2: Unicode.Scalar {
    if case .data(_, let indicator, _) = content { indicator } else { " " }
  }

  /// The first subfield of that code.
  package func subfield(_ code: Unicode.Scalar) -> String? {
    subfields.first { $0.code == code }?.value
  }

  /// Every subfield of that code, in order.
  package func subfields(_ code: Unicode.Scalar) -> [String] {
    subfields.filter { $0.code == code }.map(\.value)
  }
}

extension MARCField.Content: Hashable {
  package static func == (one: Self, other: Self) -> Bool {
    switch (one, other) {
    case (.control(let text), .control(let otherText)):
      text.utf8.elementsEqual(otherText.utf8)
    case (.data(let first, let second, let parts), .data(let a, let b, let others)):
      first == a && second == b && parts == others
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .control(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .data(let first, let second, let subfields):
      hasher.combine(first)
      hasher.combine(second)
      hasher.combine(subfields)
    }
  }
}

/// A subfield: one character that says what the text is, and the text. Equality is by scalar.
package struct MARCSubfield: Sendable, Hashable {
  package var code: Unicode.Scalar
  package var value: String

  package init(_ code: Unicode.Scalar, _ value: String) {
    self.code = code
    self.value = value
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.code == other.code && one.value.utf8.elementsEqual(other.value.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    for byte in value.utf8 { hasher.combine(byte) }
  }
}
