package import CatchwordCore

/// What numbers a bib bears: OCLC's in 035$a and in 001 beside a 003 of OCoLC, the Library of
/// Congress's in 010$a, ISBNs in 020$a. Cancelled and wrong ones ($z) are not the bib's.
package struct BibIdentifiers: Equatable, Sendable {
  /// Ascending, each once.
  package let identifiers: [BibIdentifier]
  /// How many texts that should be ISBNs are none. They are never compared: a wrong digit would
  /// join two different titles.
  package let unreadableISBNs: Int

  /// - Parameter views: the bib's living fields.
  package init(_ views: [RecordView]) {
    self.init(
      fields: views.map { view in
        (
          tag: view[BibChildField.tag].text ?? "",
          content: FieldContent(view[BibChildField.content].text ?? "")
        )
      })
  }

  package init(fields: [(tag: String, content: FieldContent)]) {
    let tags = Set(fields.map(\.tag))
    // UNIMARC has its title in 200 and its ISBN in 010.
    let isUNIMARC = tags.contains("200") && !tags.contains("245")
    let isOfOCLC = fields.contains {
      $0.tag == "003" && $0.content.text.trimmingBlanks().utf8.elementsEqual("OCoLC".utf8)
    }
    var found: Set<BibIdentifier> = []
    var unreadable = 0
    let take = { (kind: BibIdentifier.Kind, texts: [String]) in
      for text in texts {
        if let identifier = try? BibIdentifier(kind, text) {
          found.insert(identifier)
        } else if kind == .isbn {
          unreadable += 1
        }
      }
    }
    for (tag, content) in fields {
      switch tag {
      case "001" where isOfOCLC: take(.oclc, [Self.named(content.text)])
      case "010": take(isUNIMARC ? .isbn : .lccn, content.texts("a"))
      case "020" where !isUNIMARC: take(.isbn, content.texts("a"))
      case "035": take(.oclc, content.texts("a"))
      default: break
      }
    }
    identifiers = found.sorted()
    unreadableISBNs = unreadable
  }

  /// A plain number in 001 is OCLC's where 003 says so; one with OCLC's letters says it itself.
  private static func named(_ text: String) -> String {
    text.trimmingBlanks().unicodeScalars.first?.digitValue == nil ? text : "(OCoLC)" + text
  }
}
