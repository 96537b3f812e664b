package import Catchword
import CatchwordCore
import CatchwordLibrary

/// Says in sentences how what a replica shows differs from what an independent account of the same
/// commits comes to.
///
/// Pictures name things by sixty-four digits and moments by seconds: exact, and nothing that a person
/// reads. Here stand barcodes, cards, hosts and the simulation's own time.
package struct DifferenceWords {
  let run: Run
  let words: OperationWords
  let schema: Schema
  let log: [LoggedCommit]
  /// Items by how pictures name them.
  private let barcodes: [String: String]

  /// - Parameters:
  ///   - host: whose state is read for barcodes and names.
  ///   - log: all commits, for what facts are.
  package init(_ run: Run, _ host: Host, _ log: [LoggedCommit]) {
    self.run = run
    self.log = log
    schema = run.schema(of: host)
    words = OperationWords(run, barcode: "")
    let items = try? host.engine?.read { try $0.everyRecord(kind: LibraryKind.item) }
    barcodes = Dictionary(
      (items ?? []).compactMap { view in
        view[ItemField.barcode].text.map { ("\(LibraryKind.item):\(view.id.full)", $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter differences: lines of pictures, after `+ ` what is shown, after `- ` what must be.
  /// - Returns: a sentence for each thing, loans first and what follows from them after them.
  package func sentences(_ differences: [String]) -> [String] {
    var keys: [String] = []
    var shown: [String: PictureEntry] = [:]
    var due: [String: PictureEntry] = [:]
    for difference in differences {
      guard let entry = PictureEntry(difference.dropFirst(2)) else { continue }
      if shown[entry.key] == nil && due[entry.key] == nil { keys.append(entry.key) }
      if difference.hasPrefix("+") { shown[entry.key] = entry } else { due[entry.key] = entry }
    }
    let order = [
      "loan", "transit", "capture", "hold", "charge", "item", "order", "fund", "conflict",
    ]
    let rank = { (key: String) in order.firstIndex { key.hasPrefix($0 + " ") } ?? order.count }
    let sorted = keys.enumerated().sorted { a, b in
      (rank(a.element), a.offset) < (rank(b.element), b.offset)
    }
    return sorted.compactMap { sentence(shown[$0.element], due[$0.element]) }
  }

  private func sentence(_ shown: PictureEntry?, _ due: PictureEntry?) -> String? {
    switch (shown, due) {
    case (let shown?, let due?):
      let fields = shown.differing(from: due)
      return "\(name(shown)) is \(state(shown, fields)); by the rules it is \(state(due, fields))"
    case (let shown?, nil):
      return "\(name(shown)) is there, \(state(shown, nil)); by the rules there is no such thing"
    case (nil, let due?):
      return "\(name(due)) is not there; by the rules it is, \(state(due, nil))"
    case (nil, nil): return nil
    }
  }

  // MARK: Names

  private func name(_ entry: PictureEntry) -> String {
    switch entry.sort {
    case "loan":
      let card = words.card(named: entry["patron"])
      return "loan \(run.readable(entry.subject[1])) of \(thing(entry.subject[0])) to \(card)"
    case "transit":
      return "the way of \(thing(entry.subject[0])) from \(entry["from"]) to \(entry["to"]) "
        + "(\(run.readable(entry.subject[1])))"
    case "capture":
      return "what was put aside of \(thing(entry.subject[0])) by "
        + "\(run.readable(entry.subject[1])) for \(run.readable(entry["hold"]))"
    case "hold":
      return "hold \(run.readable(entry.subject[1])) of \(words.card(named: entry["patron"]))"
    case "charge":
      let kind = ChargeKind(rawValue: entry.number("kind") ?? 0)?.word ?? "unknown"
      return "the \(kind) charge \(run.readable(entry.subject[1])) to "
        + words.card(named: entry["patron"])
    case "item", "fund": return thing(entry.subject[0])
    case "order": return "order \(run.readable(entry.subject[1])) of \(run.readable(entry["bib"]))"
    case "conflict":
      return "the conflict about \(thing(entry["subject"])) (\(Self.caseWords(entry["case"])))"
    case "register", "set", "counter":
      let kind = Int(entry.subject[0]).flatMap { schema.kind($0) }
      let field = Int(entry.subject[2]).flatMap { kind?.field($0)?.name } ?? "field"
      return spaced(field) + " of " + thing(entry.subject[0] + ":" + entry.subject[1])
    default: return thing(entry.subject[0] + ":" + entry.subject[1])
    }
  }

  /// `item b1`, `bib main.3`: of a subject as pictures name it.
  func thing(_ subject: String) -> String {
    if let barcode = barcodes[subject] { return "item \(barcode)" }
    let parts = subject.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let number = Int(parts[0]) else { return run.readable(subject) }
    if parts[1].hasPrefix("\"") {
      return "barcode \(Self.text(String(parts[1].dropFirst().dropLast())))"
    }
    let kind = schema.kind(number)?.name ?? "kind \(number)"
    return spaced(kind) + " " + run.readable(parts[1])
  }

  /// A sentence of the rules' own, with what it is about in words.
  func plain(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let named = words.map { word in barcodes[word].map { "item \($0)" } ?? word }
    return run.readable(named.joined(separator: " "))
  }

  private static func caseWords(_ number: String) -> String {
    let name = ExpectVerb.cases.first { $0.numbers.contains(Int(number) ?? -1) }?.name
    return [name, "case \(number)"].compactMap { $0 }.joined(separator: ", ")
  }

  private func spaced(_ name: String) -> String {
    name.split(separator: "_").joined(separator: " ")
  }

  private static func text(_ hex: String) -> String {
    [UInt8](hex: hex).map { String(decoding: $0, as: UTF8.self) } ?? hex
  }

  // MARK: States

  /// - Parameter fields: what alone is told; nil: all that matters.
  private func state(_ entry: PictureEntry, _ fields: Set<String>?) -> String {
    let parts: [String]
    switch entry.sort {
    case "loan": parts = loan(entry, fields)
    case "transit": parts = [journey(entry)]
    case "capture", "hold", "charge", "order", "fund":
      parts = entry.fields.sorted { $0.key < $1.key }
        .filter { fields?.contains($0.key) ?? true }
        .map { "\($0.key) \(run.readable($0.value))" }
    case "item": parts = item(entry, fields)
    case "conflict": parts = conflict(entry, fields)
    case "register": parts = [entry.rest.map { sibling($0, entry) }.joined(separator: " and ")]
    case "set": parts = [entry.rest.map { value($0, entry) }.joined(separator: ", ")]
    default: parts = [run.readable(entry.rest.joined(separator: " "))]
    }
    return parts.joined(separator: ", ")
  }

  private func loan(_ entry: PictureEntry, _ fields: Set<String>?) -> [String] {
    let tells = { (names: [String]) in
      fields.map { !$0.isDisjoint(with: names) } ?? false
    }
    var parts: [String] = []
    if fields == nil || tells(["standing", "closedAt", "closedBy", "closedHow"]) {
      parts.append(ending(entry))
    }
    if tells(["due"]) { parts.append("due \(date(entry.number("due")))") }
    if tells(["renewals"]) { parts.append("renewed \(entry["renewals"]) times") }
    if tells(["returnedOn"]) { parts.append("backdated to \(date(entry.number("returnedOn")))") }
    if tells(["started"]) { parts.append("begun at \(instant(entry.number("started")))") }
    if tells(["branch"]) { parts.append("lent by \(entry["branch"])") }
    if tells(["patron"]) { parts.append("lent to \(words.card(named: entry["patron"]))") }
    return parts
  }

  private func ending(_ entry: PictureEntry) -> String {
    guard entry["standing"] == "closed" else { return entry["standing"] }
    let at = instant(entry.number("closedAt"))
    let by = run.readable(entry["closedBy"])
    switch entry["closedHow"] {
    case "checkin": return "closed at \(at) by the check-in \(by)"
    case "implied": return "closed at \(at) as returned by implication (\(by))"
    case "found": return "closed at \(at) as found on the shelf (\(by))"
    case "paid": return "closed at \(at) as lost and paid for (\(by))"
    case "claim": return "closed at \(at) as its borrower had claimed (\(by))"
    case "review": return "closed at \(at) by a decision (\(by))"
    default: return "closed at \(at)"
    }
  }

  private func item(_ entry: PictureEntry, _ fields: Set<String>?) -> [String] {
    let tells = { (name: String) in fields?.contains(name) ?? true }
    var parts: [String] = []
    if tells("custody") || tells("since") {
      parts.append(custody(entry["custody"]) + since(entry))
    }
    if tells("eligibility") { parts.append(entry["eligibility"]) }
    if tells("claims") {
      parts.append(entry["claims"] == "-" ? "with no claim on it" : "claimed \(entry["claims"])")
    }
    if tells("uses") {
      let uses = entry.number("uses").map { times($0) }
      parts.append(uses.map { "used in the house \($0)" } ?? "never used in the house")
    }
    return parts
  }

  /// Since when, and by which fact.
  private func since(_ entry: PictureEntry) -> String {
    guard let seconds = entry.number("since") else { return "" }
    let fact = facts { each, operation in
      each.time == seconds && subject(operation) == thing(entry.subject[0])
    }.first
    let name = fact.map { " (\(run.readable($0.operation.record.description)))" } ?? ""
    return " since \(Run.instant(seconds))" + name
  }

  private func custody(_ text: String) -> String {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return "of unknown whereabouts" }
    switch parts[0] {
    case "loan": return "with the borrower of loan \(run.readable(parts[1]))"
    case "transit":
      let ends = parts[1].split(separator: ">", omittingEmptySubsequences: false)
      return "on its way from \(ends.first ?? "") to \(ends.last ?? "")"
    default: return "at \(parts[1])"
    }
  }

  private func journey(_ entry: PictureEntry) -> String {
    let (at, by) = (instant(entry.number("endedAt")), run.readable(entry["endedBy"]))
    return switch entry["ending"] {
    case "-": "not over"
    case "received": "over at \(at), received by \(by)"
    case "lent": "over at \(at), lent by \(by)"
    case "lost": "over at \(at), marked lost by \(by)"
    default: "over at \(at), seen elsewhere by \(by)"
    }
  }

  private func conflict(_ entry: PictureEntry, _ fields: Set<String>?) -> [String] {
    let tells = { (name: String) in fields?.contains(name) ?? true }
    var parts: [String] = []
    if fields?.contains("case") == true { parts.append(Self.caseWords(entry["case"])) }
    if fields?.contains("severity") == true { parts.append("severity \(entry["severity"])") }
    if tells("owner") {
      parts.append("with \(entry["owner"] == "-" ? "cataloguing" : entry["owner"])")
    }
    if tells("sides") {
      let sides = entry["sides"].split(separator: ",").map {
        $0.split(separator: ":").map(String.init).joined(separator: " ")
      }
      parts.append("between " + run.readable(sides.joined(separator: " and ")))
    }
    if tells("resolved") { parts.append(entry["resolved"] == "1" ? "decided" : "open") }
    return parts
  }

  // MARK: Values

  /// `<dot>=<value>`.
  private func sibling(_ text: String, _ entry: PictureEntry) -> String {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return text }
    return "\(value(parts[1], entry)) (\(run.readable(parts[0])))"
  }

  private func value(_ form: String, _ entry: PictureEntry) -> String {
    let rest = String(form.dropFirst())
    guard form != "null" else { return "nothing" }
    switch form.first {
    case "i": return rest
    case "r": return run.readable(rest)
    case "t":
      return words.shown(
        .text(Self.text(rest)), of: Int(entry.subject[0]) ?? 0, field: Int(entry.subject[2]) ?? 0)
    default: return "\(rest.count / 2) bytes"
    }
  }

  private func instant(_ seconds: Int64?) -> String { seconds.map(Run.instant) ?? "no time" }

  private func date(_ day: Int64?) -> String {
    day.map { CivilDate(day: $0).description } ?? "no date"
  }
}

// MARK: Facts that are named

extension DifferenceWords {
  private static let mostFacts = 6

  /// What the facts are that a text names: `Of item b1: main.6 is the checkout to p77, …`.
  ///
  /// - Returns: empty where the text names none.
  func facts(namedIn text: String) -> String {
    let accounts = Dictionary(
      run.acknowledged.map { ($0.hash, $0) }, uniquingKeysWith: { first, _ in first })
    let named = facts { text.names(run.readable($1.record.description)) }.prefix(Self.mostFacts)
    let told = named.map { each, operation -> (thing: String, words: String) in
      let name = run.readable(operation.record.description)
      let made = accounts[each.hash].map { "\($0.host) at \($0.at)" }
      let place = made ?? "\(run.hostName(of: each.log.writer)) at \(Run.instant(each.time))"
      return (subject(operation), "\(name) is the \(words.deed(operation)), made at \(place)")
    }
    let things = told.map(\.thing)
    return things.indices.filter { things.firstIndex(of: things[$0]) == $0 }.map { index in
      let all = told.filter { $0.thing == things[index] }.map(\.words)
      return "Of \(things[index]): \(all.joined(separator: "; "))."
    }.joined(separator: " ")
  }

  private func facts(
    where matches: (LoggedCommit, Operation) -> Bool
  ) -> [(commit: LoggedCommit, operation: Operation)] {
    log.flatMap { each in
      each.commit.operations.filter {
        $0.action == .fact && $0.kind == LibraryKind.circulation && matches(each, $0)
      }.map { (each, $0) }
    }
  }

  private func subject(_ operation: Operation) -> String {
    if let item = operation[CirculationField.item]?.record {
      return thing("\(LibraryKind.item):\(item.full)")
    }
    return "barcode " + (operation[CirculationField.barcode]?.text ?? "unknown")
  }
}

extension String {
  /// Whether the text has the name as a word of its own, and not in a longer name.
  func names(_ name: String) -> Bool { !places(ofName: name).isEmpty }

  /// Where the name stands as a word of its own.
  func places(ofName name: String) -> [Index] {
    ranges(of: name).filter { range in
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      return before?.isInName != true && after?.isInName != true
    }.map(\.lowerBound)
  }
}

extension Character {
  fileprivate var isInName: Bool { isLetter || isNumber || self == "-" }
}
