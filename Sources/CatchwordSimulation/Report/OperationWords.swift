import Catchword
import CatchwordCore
import CatchwordLibrary

/// Says in a sentence what an operation does, with cards, hosts and dates in the place of ids.
struct OperationWords {
  private let run: Run
  private let schema: Schema
  private let barcode: String
  private let cards: [RecordID: String]

  init(_ run: Run, barcode: String) {
    self.run = run
    self.barcode = barcode
    schema = run.domain.domain.schema
    var cards: [RecordID: String] = [:]
    for host in run.hosts where host.isReachable {
      let views = try? host.engine?.read { try $0.everyRecord(kind: LibraryKind.patron) }
      for view in views ?? [] {
        if let card = view[PatronField.card].text { cards[view.id] = card }
      }
    }
    self.cards = cards
  }

  private static let touching = "touches the "

  /// A sentence for each operation; those that only keep a record alive are told where there are
  /// no others.
  func sentences(_ operations: [Operation]) -> [String] {
    let all = operations.map(sentence)
    let telling = all.filter { !$0.hasPrefix(Self.touching) }
    return telling.isEmpty ? all : telling
  }

  private func sentence(_ operation: Operation) -> String {
    if operation.kind == LibraryKind.circulation { return fact(operation) }
    if operation.kind == LibraryKind.order { return order(operation, run) }
    if operation.kind == LibraryKind.erasure { return erasure(operation) }
    if let note = ClockNote(operation) { return self.note(note) }
    let kind = schema.kind(operation.kind)?.name ?? "kind \(operation.kind)"
    let name = kind.split(separator: "_").joined(separator: " ")
    switch operation.action {
    case .delete: return "deletes the \(name)"
    case .add, .remove, .increment, .fact, .write:
      let fields = operation.values.filter { !isSilent(operation.kind, $0) }
        .map { field(operation.kind, $0) }
      let kept = operation.keeps.isEmpty ? "" : ", leaving \(operation.keeps.count) others to stand"
      return fields.isEmpty
        ? Self.touching + name : "\(name): " + fields.joined(separator: ", ") + kept
    }
  }

  private func note(_ note: ClockNote) -> String {
    "note that the clock of \(note.commits) of \(run.readable(note.writer.key.hex)) was "
      + note.error
  }

  // MARK: Facts

  private func erasure(_ operation: Operation) -> String {
    let patron = operation[ErasureField.patron]
    guard operation[ErasureField.action]?.integer == ErasureAction.anonymise.rawValue else {
      return "erasure of \(card(patron))"
    }
    let until = date(operation[ErasureField.until]).map { " until \($0)" } ?? ""
    return "anonymisation of \(patron.map { card($0) } ?? "everybody")\(until)"
  }

  private func fact(_ operation: Operation) -> String {
    deed(operation) + " (\(run.readable(operation.record.description)))"
  }

  /// What a fact says, without its own name.
  func deed(_ operation: Operation) -> String {
    let text = { (field: Int) in operation[field]?.text }
    let action = operation[CirculationField.action]?.integer.flatMap(CirculationAction.init)
    var parts: [String]
    switch action {
    case .checkout: parts = ["checkout to \(card(operation[CirculationField.patron]))"]
    case .checkin: parts = ["check-in"]
    case .renew:
      let isRemote = operation[CirculationField.presence]?.integer == Presence.remote.rawValue
      parts = ["renewal" + (isRemote ? " without the item" : "")]
    case .inHouseUse: parts = ["use in the house"]
    case .inventory: parts = ["inventory scan"]
    case .send: parts = ["dispatch to \(text(CirculationField.destination) ?? "nowhere")"]
    case .receive: parts = ["receipt"]
    case .capture:
      parts = [
        "capture for hold \(id(operation[CirculationField.hold]))",
        "to be fetched at \(text(CirculationField.destination) ?? "nowhere")",
      ]
    case .release: parts = ["release"]
    case .mark:
      let mark = operation[CirculationField.mark]?.integer.flatMap(Mark.init)
      parts = ["mark \(mark?.word ?? "unknown")"]
    case .void: parts = ["undo of \(id(operation[CirculationField.target]))"]
    case .resolve: parts = ["decision about a conflict"]
    case .charge, .pay, .waive, .refund, .count: parts = [money(operation, action)]
    case .today:
      let day = operation[CirculationField.day]?.integer.map(CivilDate.init(day:))
      parts = ["word that today is \(day.map(\.description) ?? "a day")"]
    case .block, .unblock:
      let card = card(operation[CirculationField.account])
      parts = [action == .block ? "block of \(card)" : "end of the blocks of \(card)"]
    case nil: parts = ["a fact of another version"]
    }
    let hasLoan = operation[CirculationField.loan].map { !$0.isNull } ?? false
    if action == .checkin && !hasLoan { parts.append("which saw no loan") }
    if let due = date(operation[CirculationField.due]) { parts.append("due \(due)") }
    if let loan = operation[CirculationField.loan], !loan.isNull {
      parts.append("of loan \(id(loan))")
    }
    if let day = date(operation[CirculationField.backdate]) { parts.append("backdated to \(day)") }
    if operation[CirculationField.item]?.record == nil, action != .void,
      action?.isOfAccount != true, action != .block, action != .unblock,
      action != .today
    {
      parts.append("by its barcode alone")
    }
    if let reason = text(CirculationField.override) { parts.append("override: \(reason)") }
    if let reason = text(CirculationField.reason) { parts.append("“\(reason)”") }
    return parts.joined(separator: ", ")
  }

  private func money(_ operation: Operation, _ action: CirculationAction?) -> String {
    let amount = operation[CirculationField.amount]?.integer ?? 0
    let sum = "\(amount) \(operation[CirculationField.currency]?.text ?? "of no currency")"
    let kind = operation[CirculationField.chargeKind]?.integer.flatMap(ChargeKind.init)?.word
    let card = card(operation[CirculationField.account])
    switch action {
    case .charge: return "\(kind ?? "unknown") charge of \(sum) to \(card)"
    case .pay: return "payment of \(sum) by \(card) for \(kind ?? "nothing")"
    case .waive: return "waiver of \(sum) for \(card)"
    case .refund: return "refund of \(sum) to \(card)"
    default: return "count of \(sum)"
    }
  }

  /// - Parameter id: of a patron, as pictures name it.
  func card(named id: String) -> String {
    cards.first { $0.key.full == id }?.value ?? "patron \(run.readable(id))"
  }

  private func card(_ value: Value?) -> String {
    guard let patron = value?.record else { return "nobody" }
    return cards[patron] ?? "patron \(run.readable(patron.description))"
  }

  private func id(_ value: Value?) -> String {
    value?.record.map { run.readable($0.description) } ?? "nothing"
  }

  private func date(_ value: Value?) -> String? {
    value?.integer.map { CivilDate(day: $0).description }
  }

  // MARK: Fields

  /// Links and marks that say nothing to a reader.
  private func isSilent(_ kind: Int, _ value: FieldValue) -> Bool {
    switch kind {
    case LibraryKind.bib:
      [BibField.touched, BibField.leader, BibField.imported].contains(value.field)
    case LibraryKind.bibField:
      [BibChildField.bib, BibChildField.position, BibChildField.imported].contains(value.field)
    case LibraryKind.authority:
      [AuthorityField.leader, AuthorityField.imported, AuthorityField.touched, AuthorityField.key]
        .contains(value.field)
    case LibraryKind.authorityField:
      [
        AuthorityChildField.authority, AuthorityChildField.position, AuthorityChildField.imported,
        AuthorityChildField.key,
      ].contains(value.field)
    case LibraryKind.item: value.field == ItemField.imported
    default: false
    }
  }

  private func field(_ kind: Int, _ value: FieldValue) -> String {
    let name = schema.kind(kind)?.field(value.field)?.name ?? "field \(value.field)"
    return name.split(separator: "_").joined(separator: " ") + " "
      + shown(value.value, of: kind, field: value.field)
  }

  func shown(_ value: Value, of kind: Int, field: Int) -> String {
    switch value {
    case .null: return "nothing"
    case .integer(let integer): return "\(integer)"
    case .text(let text):
      let isContent =
        kind == LibraryKind.authority
        ? field == AuthorityField.heading
        : [LibraryKind.bibField, LibraryKind.authorityField].contains(kind)
          && field == BibChildField.content
      let words = isContent ? FieldContent(text).words : text
      return "“\((words.isEmpty ? text : words).shortened(to: 60))”"
    case .bytes(let bytes): return "\(bytes.count) bytes"
    case .record(let id): return run.readable(id.description)
    }
  }
}
