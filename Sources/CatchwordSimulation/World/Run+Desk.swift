import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// What staff do, as verbs let them do it, and how the transcript tells of it.
extension Run {
  /// One action at a host's desk. A refusal is an answer like any other; only what contradicts the
  /// rules fails the run.
  func desk(_ action: DeskAction, at name: String, _ step: Step) throws {
    let line = Plan.line(step.verb)
    let host = try find(name)
    try staff(at: host, line) {
      let answer = try commit(at: host, step) { try $0.perform(action, staff: host.name) }
      heard = .answer(answer)
      checkAnswer(answer, to: action, at: host)
      return "\(answer.signal.rawValue): \(answer.lines.joined(separator: " "))"
    }
  }

  func edit(_ edit: CatalogEdit, at host: Host, _ step: Step) throws {
    try staff(at: host, Plan.line(step.verb)) {
      _ = try commit(at: host, step) { try $0.perform(edit, staff: host.name) }
      return "saved"
    }
  }

  /// Does something at a desk and writes down how it ended.
  func staff(at host: Host, _ line: String, _ body: () throws -> String) throws {
    guard host.isReachable else {
      say("\(line): nobody can, \(host.name) is \(host.condition)")
      return happened(.refusal, at: host, "\(line): the machine is \(host.condition)")
    }
    do {
      let answer = try body()
      say("\(line): \(answer)")
      happened(.action, at: host, "\(line): \(answer)")
    } catch let refusal as any Error & CustomStringConvertible where Self.isRefusal(refusal) {
      heard = .refusal(refusal)
      say("\(line): refused: \(readable(refusal.description))")
      happened(.refusal, at: host, "\(line): \(refusal.description)")
    } catch let error as StoreError where Self.isTrouble(error) {
      say("\(line): not saved: \(error)")
      happened(.failure, at: host, "\(line): \(error)")
    } catch let down as HostDown {
      say("\(line): the power went in the middle; nothing was acknowledged")
      throw down
    }
  }

  /// What a person is told to do otherwise, as opposed to a broken rule.
  static func isRefusal(_ error: any Error) -> Bool {
    error is DeskError || error is CatalogError || error is AuthorityError
      || error is ReviewError || error is ShowError || error is ReplicaError
      || error is BoardRefusal || error is OrderError
  }

  /// A disk that fails is trouble, and no contradiction.
  static func isTrouble(_ error: StoreError) -> Bool {
    switch error {
    case .ioFailure, .busy, .corrupt: true
    default: false
    }
  }

  /// C6: whoever lends a thing sees it lent.
  private func checkAnswer(_ answer: DeskAnswer, to action: DeskAction, at host: Host) {
    guard case .checkout = action, let item = answer.item, let loan = answer.loan else { return }
    do {
      let view = try use(host) { engine in
        try engine.read { try $0.record(kind: LibraryKind.item, item) }
      }
      guard view?.derived[ItemField.Derived.loan]?.record != loan else { return }
      // The desk answers from what it knows; with a clock behind, the fold may see it otherwise.
      let facts = try use(host) { engine in
        try engine.read {
          try $0.facts(
            kind: LibraryKind.circulation, where: CirculationField.item, is: .record(item))
        }
      }
      guard facts.contains(where: { $0.id == answer.fact }) else {
        return fail(
          CheckFailure(
            "C6", kind: "circulation", "a checkout is not there afterwards", host: host.name))
      }
    } catch {}
  }

  // MARK: Looking things up

  /// The living item that a story means by a barcode, as the host knows it.
  func item(_ barcode: String, at host: Host) throws -> RecordView? {
    try use(host) { engine in
      try engine.read { reader in
        let bearers = try reader.records(
          kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
        return bearers.first { !$0.state.isDead } ?? bearers.first
      }
    }
  }

  /// The subject under which facts about a barcode are folded.
  func subject(_ barcode: String, at host: Host) throws -> Subject {
    if domain.isBoard { return .record(kind: BoardKind.note, .note(barcode)) }
    return try item(barcode, at: host).map { .record(kind: LibraryKind.item, $0.id) }
      ?? .text(kind: LibraryKind.item, barcode)
  }

  /// A sentence with hosts in the place of writers' digits, and cards in the place of patrons' ids.
  package func readable(_ text: String) -> String {
    lazy var shortNames = shortNames
    var result = ""
    var digits = ""
    for character in text + "\n" {
      if character.isHexDigit && !character.isUppercase {
        digits.append(character)
        continue
      }
      // A writer is named by its first sixteen digits, or by all of them.
      let isWriter = digits.count == 16 || digits.count == 64
      result += isWriter ? shortNames[String(digits.prefix(16))] ?? digits : digits
      digits = ""
      result.append(character)
    }
    result.removeLast()
    return result
  }

  /// The first sixteen digits of every writer met so far, and whose they are.
  private var shortNames: [String: String] {
    for host in hosts {
      if let engine = host.engine {
        writerNames[engine.writer] = writerNames[engine.writer] ?? host.name
      }
    }
    return Dictionary(
      writerNames.map { ($0.key.key.shortHex, $0.value) },
      uniquingKeysWith: { a, _ in a })
  }
}

extension Run {
  /// Edits the first living field of a tag in an item's bib.
  func bibEdit(
    _ barcode: String, _ tag: String, at host: Host, _ step: Step,
    _ edit: (RecordView) -> CatalogEdit
  ) throws {
    guard host.isReachable else { return try self.edit(.deleteBib(.nobody), at: host, step) }
    let field = try use(host) { engine in
      try engine.read { reader -> RecordView? in
        let items = try reader.records(
          kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
        guard let bib = items.first?[ItemField.bib].record else { return nil }
        return try reader.liveFields(of: bib).first { $0[BibChildField.tag] == .text(tag) }
      }
    }
    guard let field else { return say("\(Plan.line(step.verb)): no field \(tag) here") }
    try self.edit(edit(field), at: host, step)
  }
}

extension RecordID {
  /// Names nothing; for an edit that is refused before anything is looked up.
  fileprivate static let nobody = RecordID(space: .source("nobody"), number: 0)
}
