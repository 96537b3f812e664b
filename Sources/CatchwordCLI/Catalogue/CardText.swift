import Catchword
import CatchwordCore
import CatchwordLibrary

/// Cards as people read them on a terminal.
enum CardText {
  static func lines(_ item: ItemCard) -> [String] {
    var lines = ["\(item.title.isEmpty ? "(no title)" : item.title)"]
    lines.append(
      [
        item.barcode.map { "barcode \($0)" } ?? "no barcode", item.callNumber, item.enumeration,
        item.itemType,
      ].compactMap { $0 }.joined(separator: ", "))
    var place = item.status
    if let branch = item.custodyBranch, item.custody == "branch" { place += " at \(branch)" }
    if let sender = item.custodyFrom { place += " from \(sender) to \(item.custodyBranch ?? "")" }
    if let since = item.since { place += " since \(Moment.text(since))" }
    lines.append(place)
    let home = [item.owningBranch.map { "belongs to \($0)" }, item.shelvingLocation]
      .compactMap { $0 }.joined(separator: ", ")
    if !home.isEmpty { lines.append(home) }
    if !item.claims.isEmpty { lines.append("claims: \(item.claims.joined(separator: ", "))") }
    if let loan = item.loan { lines += Self.lines(loan) }
    if let parts = item.parts { lines.append("contains \(parts)") }
    if item.usesInHouse > 0 { lines.append("used in the house \(times(item.usesInHouse))") }
    lines += item.notes.map { "note: \($0)" }
    return lines
  }

  static func lines(_ loan: LoanCard) -> [String] {
    var line = "loan \(loan.id): \(loan.standing)"
    if let due = loan.due { line += ", due \(due)" }
    if loan.renewals > 0 { line += ", renewed \(loan.renewals) times" }
    line += ", lent at \(loan.branch) at \(Moment.text(loan.started))"
    if let closed = loan.closedAt {
      line += ", ended at \(Moment.text(closed)) by \(loan.closedHow ?? "an unknown fact")"
    }
    return [line]
  }

  static func lines(_ bib: BibCard) -> [String] {
    var lines = ["\(bib.title.isEmpty ? "(no title)" : bib.title)  [\(bib.id), \(bib.status)]"]
    if let other = bib.mergedInto { lines.append("merged into \(other)") }
    lines += bib.merged.map { "stands also for \($0)" }
    if let leader = bib.leader { lines.append("LDR    \(leader)") }
    for field in bib.fields {
      let mark = field.authority.map { "  = \($0)" } ?? ""
      lines.append("\(field.tag)    \(DollarForm.text(field.shown))\(mark)")
      lines += field.alternates.map { "  also \(DollarForm.text($0))" }
    }
    for item in bib.items {
      let place = item.custodyBranch ?? item.owningBranch ?? ""
      lines.append(
        "item   \(item.barcode ?? item.id.description)  \(item.callNumber ?? "")  \(item.status)"
          + (place.isEmpty ? "" : " (\(place))"))
    }
    return lines
  }

  static func lines(_ patron: PatronCard) -> [String] {
    var lines = [
      "\(patron.name), card \(patron.card)",
      "\(patron.category.isEmpty ? "no category" : patron.category) of \(patron.branch)"
        + (patron.expiry.map { ", card good until \($0)" } ?? ""),
    ]
    if patron.isProvisional { lines.append("provisional: the registration is to be completed") }
    if patron.isRetired { lines.append("the card is retired") }
    if let other = patron.mergedInto { lines.append("merged into \(other)") }
    lines += patron.merged.map { "stands also for \($0)" }
    if let guardian = patron.guardian {
      lines.append("\(patron.isInstitution ? "contact" : "guardian"): \(guardian)")
    }
    if !patron.wards.isEmpty {
      lines.append("answers for \(patron.wards.joined(separator: ", "))")
    }
    if let note = patron.note { lines.append("note: \(note)") }
    for loan in patron.loans {
      lines.append(
        "\(loan.barcode ?? "")  \(loan.title)  due \(loan.due?.description ?? "on no day")"
          + (loan.standing == "open" ? "" : "  (\(loan.standing))"))
    }
    if patron.loans.isEmpty { lines.append("nothing on loan") }
    return lines
  }
}
