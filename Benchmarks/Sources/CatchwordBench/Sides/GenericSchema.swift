import CatchwordCore

/// The workload's two tables as Catchword declares them: items are records, loan events are facts.
/// No domain, hence no fold.
enum GenericSchema {
  static let item = 1
  static let loan = 2

  enum ItemField {
    static let barcode = 1
    static let callNumber = 2
    static let home = 3
    static let current = 4
    static let status = 5
    static let condition = 6
    static let note = 7
  }

  enum LoanField {
    static let action = 1
    static let item = 2
    static let patron = 3
    static let branch = 4
    static let at = 5
    static let due = 6
  }

  static let schema = Schema(
    version: 1,
    kinds: [
      Kind(
        item, "item", lane: .catalog,
        fields: [
          Field(ItemField.barcode, "barcode", .text, isIndexed: true),
          Field(ItemField.callNumber, "call_number", .text),
          Field(ItemField.home, "home", .integer),
          Field(ItemField.current, "current", .integer),
          Field(ItemField.status, "status", .integer),
          Field(ItemField.condition, "condition", .integer),
          Field(ItemField.note, "note", .text),
        ]),
      Kind(
        loan, "loan", lane: .circulation, form: .fact,
        fields: [
          Field(LoanField.action, "action", .integer),
          Field(LoanField.item, "item", .record),
          Field(LoanField.patron, "patron", .integer),
          Field(LoanField.branch, "branch", .integer),
          Field(LoanField.at, "at", .integer),
          Field(LoanField.due, "due", .integer),
        ]),
    ])
}

/// Derives nothing: what is measured is replication alone.
struct NoDeriving: Deriving {
  let version = 1

  func subjects(of change: CatchwordCore.Change, in reader: any RecordReading) throws -> [Subject] {
    []
  }

  func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation {
    Derivation()
  }
}
