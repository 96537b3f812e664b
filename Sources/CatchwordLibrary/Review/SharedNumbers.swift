import CatchwordCore

/// Cases 26 and 27: one number given out twice, which nobody could know while the line was down.
///
/// Identity is the record's id, so loans and facts are never mixed up; but a scan of the number does
/// not say who or what is meant, until one of them has got another.
struct SharedNumbers {
  let hashing: Hashing

  /// - Parameter bearers: living items, at least two.
  func review(_ barcode: String, _ bearers: [RecordView], _ subject: Subject) -> ReviewItem {
    let bearers = Self.byAge(bearers, ItemField.barcode)
    let later = bearers[bearers.count - 1]
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .bearers),
      conflictCase: ConflictCase.sharedBarcode, severity: .a,
      owner: later[ItemField.owningBranch].text ?? "", subject: subject,
      summary: "\(bearers.count) items bear barcode \(barcode).",
      sides: bearers.enumerated().map { index, item in
        let owner = item[ItemField.owningBranch].text.map { " of \($0)" } ?? ""
        let callNumber = item[ItemField.callNumber].text.map { ", \($0)" } ?? ""
        return ReviewSide(
          letter: [ReviewSide].letter(index), text: "Item \(item.id)\(owner)\(callNumber).",
          dot: Self.stamp(item, ItemField.barcode).dot)
      },
      proposal: "Give item \(later.id) a new label: it got this one later.")
  }

  /// The entry of a patron who got a card that somebody else had; nil for the first bearer.
  ///
  /// - Parameter bearers: living patrons with the card, one for each person, as a rule this one among
  ///   them.
  func review(ofPatron patron: RecordView, _ bearers: [RecordView]) -> ReviewItem? {
    let bearers = Self.byAge(bearers, PatronField.card)
    guard let first = bearers.first, first.id != patron.id,
      bearers.contains(where: { $0.id == patron.id })
    else { return nil }
    let branch = { (view: RecordView) in view[PatronField.branch].text ?? "" }
    let subject = Subject.record(kind: LibraryKind.patron, patron.id)
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .bearers),
      conflictCase: ConflictCase.sharedCard, severity: .a, owner: branch(patron), subject: subject,
      summary: "Two patrons have one card.",
      sides: [(first, "had it before"), (patron, "got it later")].enumerated().map { index, each in
        let place = branch(each.0)
        return ReviewSide(
          letter: [ReviewSide].letter(index),
          text: "A patron\(place.isEmpty ? "" : " of \(place)") \(each.1).",
          dot: Self.stamp(each.0, PatronField.card).dot)
      },
      proposal: "Give the patron who got it later another card; loans stay with each of them.")
  }

  /// Who got the number first; of one commit, by id.
  static func byAge(_ bearers: [RecordView], _ field: Int) -> [RecordView] {
    bearers.sorted { a, b in
      let (first, second) = (stamp(a, field), stamp(b, field))
      return first == second ? a.id < b.id : first < second
    }
  }

  private static func stamp(_ view: RecordView, _ field: Int) -> Stamp {
    guard let shown = view.state.registers[field]?.siblings.first else {
      preconditionFailure("a number that nobody wrote")
    }
    return shown.stamp
  }
}
