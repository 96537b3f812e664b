/// The content of one MARC field as one text, and its parts.
///
/// Control fields (001–009) hold the data alone. Others hold both indicators, then for every
/// subfield U+001F, its code and its text. Everything works on scalars: a combining mark after a
/// code belongs to the text, and Swift would make one character of both.
public struct FieldContent: Sendable, CustomStringConvertible {
  public struct Subfield: Sendable {
    public let code: Unicode.Scalar
    public let text: String

    public init(_ code: Unicode.Scalar, _ text: String) {
      self.code = code
      self.text = text
    }
  }

  public static let separator: Unicode.Scalar = "\u{1f}"

  /// As it stands in the record.
  public let text: String

  public init(_ text: String) { self.text = text }

  public init(
    indicators first: Unicode.Scalar = " ", _ second: Unicode.Scalar = " ",
    subfields: [Subfield]
  ) {
    var scalars = String.UnicodeScalarView()
    scalars.append(first)
    scalars.append(second)
    for subfield in subfields {
      scalars.append(Self.separator)
      scalars.append(subfield.code)
      scalars.append(contentsOf: subfield.text.unicodeScalars)
    }
    text = String(scalars)
  }

  public static func isControl(tag: String) -> Bool { tag.utf8.starts(with: "00".utf8) }

  /// Blank where the text is too short to hold it.
  public var firstIndicator: Unicode.Scalar { indicator(0) }
  public var secondIndicator: Unicode.Scalar { indicator(1) }

  /// In the order of the field; empty in control fields.
  public var subfields: [Subfield] {
    text.unicodeScalars.split(separator: Self.separator, omittingEmptySubsequences: false)
      .dropFirst()
      .compactMap { part in
        guard let code = part.first else { return nil }
        return Subfield(code, String(String.UnicodeScalarView(part.dropFirst())))
      }
  }

  /// The first subfield of that code.
  public subscript(code: Unicode.Scalar) -> String? {
    subfields.first { $0.code == code }?.text
  }

  /// The texts of the subfields that have one of the codes, in the order of the field.
  public func texts(_ codes: String) -> [String] {
    subfields.filter { codes.unicodeScalars.contains($0.code) }.map(\.text)
  }

  /// What a person or a search reads: no links, no control subfields, no relator codes.
  public var words: String {
    let silent: Set<Unicode.Scalar> = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "u", "w"]
    return subfields.filter { !silent.contains($0.code) }.map(\.text).joined(separator: " ")
  }

  /// As cataloguers write it: `10$aMoby-Dick /$cHerman Melville`.
  public var description: String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(scalar == Self.separator ? "$" : scalar) }
    return String(scalars)
  }

  private func indicator(_ index: Int) -> Unicode.Scalar {
    let head = text.unicodeScalars.prefix(index + 1)
    guard head.count == index + 1, let last = head.last, last != Self.separator else { return " " }
    return last
  }
}

extension FieldContent: Hashable {
  public static func == (a: FieldContent, b: FieldContent) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8)
  }

  public func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
}
