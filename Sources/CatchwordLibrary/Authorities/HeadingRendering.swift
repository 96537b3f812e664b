/// A bib's field with the heading of the authority that controls it.
///
/// The authority's subfields take the place of the field's own. What a heading does not speak of
/// stays: relators, links, numbers; the title behind a name where the heading is the name alone; and
/// subdivisions where the heading has none. Where nothing but closing punctuation differs, the
/// field is shown as it was written.
package enum HeadingRendering {
  /// - Parameters:
  ///   - tag: the field's own.
  ///   - headingTag: the authority's, 1XX.
  /// - Returns: nil where the two are headings of different sorts, or the heading is empty.
  package static func shown(
    _ content: FieldContent, tag: String, by heading: FieldContent, headingTag: String
  ) -> FieldContent? {
    guard let own = HeadingTag(ofBib: tag), let other = HeadingTag(headingTag),
      own.sort == other.sort
    else { return nil }
    let said = heading.subfields.filter { other.holds($0.code) }
    guard !said.isEmpty else { return nil }
    let tail = tailCodes(said)
    var parts: [FieldContent.Subfield] = []
    var replaced: [FieldContent.Subfield] = []
    var place: Int?
    var isTail = false
    for subfield in content.subfields {
      if own.holds(subfield.code) && tail.contains(subfield.code) { isTail = true }
      guard own.holds(subfield.code), !isTail else {
        parts.append(subfield)
        continue
      }
      if place == nil { place = parts.count }
      replaced.append(subfield)
    }
    guard !isAlike(replaced, said) else { return content }
    parts.insert(contentsOf: said, at: place ?? 0)
    let isName = [.person, .corporation, .meeting].contains(own.sort)
    return FieldContent(
      indicators: isName ? heading.firstIndicator : content.firstIndicator,
      content.secondIndicator, subfields: parts)
  }

  /// Codes from which on the field goes on by itself.
  private static func tailCodes(_ said: [FieldContent.Subfield]) -> Set<Unicode.Scalar> {
    var codes: Set<Unicode.Scalar> = []
    let subdivisions: Set<Unicode.Scalar> = ["v", "x", "y", "z"]
    if !said.contains(where: { subdivisions.contains($0.code) }) { codes = subdivisions }
    if !said.contains(where: { $0.code == "t" }) { codes.insert("t") }
    return codes
  }

  private static func isAlike(
    _ a: [FieldContent.Subfield], _ b: [FieldContent.Subfield]
  ) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { one, other in
        one.code == other.code
          && trimmed(one.text).utf8.elementsEqual(trimmed(other.text).utf8)
      }
  }

  private static func trimmed(_ text: String) -> Substring {
    var rest = Substring(text)
    while let last = rest.unicodeScalars.last, " .,;:/".unicodeScalars.contains(last) {
      rest.unicodeScalars.removeLast()
    }
    return rest
  }
}
