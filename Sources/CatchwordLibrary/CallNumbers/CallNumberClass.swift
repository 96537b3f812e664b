/// By which rules a call number files: what its digits mean.
public enum CallNumberClass: String, Sendable, Hashable, CaseIterable {
  /// Dewey: three digits and decimals, then cutters whose digits are decimals too.
  case dewey
  /// Library of Congress, and the National Library of Medicine which files like it: letters, a whole
  /// number, decimals, cutters as decimals.
  case lcc
  /// Anything else: words, and numbers as people count.
  case generic

  /// What the source says; where it says nothing, what the label looks like.
  ///
  /// - Parameter scheme: the item's `call_number_scheme` as its source wrote it. Understood are
  ///   Koha's codes (952 subfield 2), MARC's codes of 852 and its first indicator, and the words of
  ///   Sirsi and Unicorn (subfield w).
  public init(_ label: String, scheme: String? = nil) {
    self = scheme.flatMap(Self.init(scheme:)) ?? Self(shapeOf: LabelUnit.units(of: label))
  }

  /// - Returns: nil where the source says nothing of how digits file. So do the indicators 4
  ///   (shelving control number, which Evergreen writes for every item) and 7 (see elsewhere), and
  ///   words that a library made up for itself.
  init?(scheme: String) {
    let words = LabelUnit.units(of: scheme)
    switch words.first.map({ String(decoding: $0.text, as: UTF8.self) }) {
    case "1": self = .dewey
    case "0", "2": self = .lcc
    case "3", "5", "6", "8", "z", "other", "generic", "alphanum", "asis", "xx", "udc", "anscr",
      "sudoc", "sudocs", "title":
      self = .generic
    case let word? where word.hasPrefix("ddc") || word.hasPrefix("dewey"): self = .dewey
    case let word? where word.hasPrefix("lc") || word.hasPrefix("nlm"): self = .lcc
    default: return nil
    }
  }
}

extension CallNumberClass {
  init(shapeOf units: [LabelUnit]) {
    if LCCNumber(units, isStated: false) != nil {
      self = .lcc
    } else {
      self = DeweyNumber(units, isStated: false) == nil ? .generic : .dewey
    }
  }
}
