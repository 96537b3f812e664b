import CatchwordCore

/// A run of letters or of digits in a label, folded, with what stood before it.
///
/// Everything else in a label separates units and counts no further: blanks, points, signs, control
/// characters. So `PS3545.I5365 A6 1998` has seven units.
struct LabelUnit: Hashable, Sendable {
  /// What separates a unit from the one before it.
  enum Gap: Hashable, Sendable {
    /// Nothing: a letter follows a digit, or a digit a letter.
    case none
    /// Something that ends with a point.
    case point
    /// A prime mark, which Dewey numbers bear where they may be cut short.
    case prime
    /// Blanks and anything else; also before the first unit.
    case other
  }

  let isNumber: Bool
  /// Letters in lower case without diacritics, or ASCII digits.
  let text: [UInt8]
  let gap: Gap
  /// Whether the label has all of its letters in lower case.
  let isLowercase: Bool

  static func units(of label: String) -> [LabelUnit] {
    var reading = LabelReading()
    for scalar in label.unicodeScalars.prefix(Limits.shelfLabelScalars) { reading.take(scalar) }
    return reading.finished()
  }
}

/// A label that is being taken apart.
private struct LabelReading {
  private var units: [LabelUnit] = []
  private var text: [UInt8] = []
  private var isNumber = false
  private var isLowercase = true
  private var gap = LabelUnit.Gap.other

  mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z": letter([UInt8(scalar.value)], isLowercase: true)
    case "A"..."Z": letter([UInt8(scalar.value) | 0x20], isLowercase: false)
    case "0"..."9": digit(UInt8(scalar.value))
    case ".": separate(by: .point)
    case "'", "\u{2019}", "\u{2bc}":
      // In O'Neill it is part of the name, in 813'.54 a prime mark.
      if text.isEmpty || isNumber { separate(by: .prime) }
    case "/", "\u{2032}": separate(by: .prime)
    case _ where scalar.isASCII: separate(by: .other)
    default: takeBeyondASCII(scalar)
    }
  }

  mutating func finished() -> [LabelUnit] {
    close()
    return units
  }

  private mutating func takeBeyondASCII(_ scalar: Unicode.Scalar) {
    switch LetterFolding.folded(scalar) {
    case .letters(let letters):
      letter(letters, isLowercase: scalar.properties.isLowercase)
    case .digit(let digit): self.digit(digit)
    case .nothing: break
    case .separator: separate(by: .other)
    }
  }

  private mutating func letter(_ letters: [UInt8], isLowercase: Bool) {
    if isNumber { close() }
    isNumber = false
    text += letters
    self.isLowercase = self.isLowercase && isLowercase
  }

  private mutating func digit(_ digit: UInt8) {
    if !isNumber { close() }
    isNumber = true
    text.append(digit)
  }

  private mutating func separate(by gap: LabelUnit.Gap) {
    close()
    // A prime mark beside a point (813/.54) leaves the point what it is.
    if gap == .prime && self.gap != .none { return }
    self.gap = gap
  }

  private mutating func close() {
    guard !text.isEmpty else { return }
    units.append(
      LabelUnit(isNumber: isNumber, text: text, gap: gap, isLowercase: isLowercase))
    text = []
    isLowercase = true
    isNumber = false
    gap = .none
  }
}
