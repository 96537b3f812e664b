import CatchwordCore
import CatchwordLibrary

/// `delete main patron p12`: a record goes, whoever edits it meanwhile.
struct DeleteVerb: Verb {
  static let word = "delete"
  static let forms = [
    VerbForm("delete HOST patron CARD", "Deletes the record of a patron."),
    VerbForm("delete HOST branch CODE", "Deletes the record of a branch."),
  ]

  let host: String
  let sort: DescribedSort
  let reference: String

  init(host: String, _ sort: DescribedSort, _ reference: String) {
    self.host = host
    self.sort = sort
    self.reference = reference
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    sort = try words.choice()
    reference = try words.take(sort.reference)
  }

  var arguments: [String] { [host, sort.rawValue, reference] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.change(sort, reference, at: host, step, "deleted") { view in
      [Operation(.delete, kind: sort.kind, record: view.id)]
    }
  }
}

/// `rename east patron p12 "Mary Wren"`: a record gets another name.
struct RenameVerb: Verb {
  static let word = "rename"
  static let forms = [
    VerbForm("rename HOST patron CARD NAME", "Gives a patron another name."),
    VerbForm("rename HOST branch CODE NAME", "Gives a branch another name."),
  ]

  let host: String
  let sort: DescribedSort
  let reference: String
  let name: String

  init(host: String, _ sort: DescribedSort, _ reference: String, name: String) {
    self.host = host
    self.sort = sort
    self.reference = reference
    self.name = name
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    sort = try words.choice()
    reference = try words.take(sort.reference)
    name = try words.take("a name")
  }

  var arguments: [String] { [host, sort.rawValue, reference, name] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let field = sort == .patron ? PatronField.name : BranchField.name
    try run.change(sort, reference, at: host, step, "saved") { view in
      Operation.writes([FieldValue(field, .text(name))], over: view)
    }
  }
}

/// Records that stand for themselves: no item and no title hangs on them.
enum DescribedSort: String, Sendable, CaseIterable {
  case patron
  case branch

  var kind: Int { self == .patron ? LibraryKind.patron : LibraryKind.branch }
  var reference: String { self == .patron ? "a card" : "the code of a branch" }
}

extension Run {
  /// - Parameter done: what the transcript says of it.
  fileprivate func change(
    _ sort: DescribedSort, _ reference: String, at name: String, _ step: Step, _ done: String,
    _ operations: (RecordView) throws -> [Operation]
  ) throws {
    let host = try find(name)
    try staff(at: host, Plan.line(step.verb)) {
      _ = try commit(at: host, step) { engine in
        try engine.commit(staff: host.name) { reader, _ in
          let found: RecordView? =
            switch sort {
            case .patron: try reader.persons(card: reference).first
            case .branch:
              try reader.records(
                kind: sort.kind, where: BranchField.code, is: .text(reference.uppercased())
              ).first { !$0.state.isDead }
            }
          guard let found else {
            throw sort == .patron ? DeskError.unknownCard : .unknownBranch(reference)
          }
          return try operations(found)
        }
      }
      return done
    }
  }
}
