/// All records of a history, each as it stands.
struct Records: Sendable {
  let past: Past
  private let standings: [RecordKey: RecordStanding]
  /// Ascending by kind and id: everything that any operation but a fact ever named.
  let keys: [RecordKey]
  private let idsOfBarcode: [[UInt8]: [OracleID]]

  init(_ past: Past) {
    self.past = past
    var deeds: [RecordKey: [Deed]] = [:]
    for (index, commit) in past.commits.enumerated() {
      for (place, operation) in commit.operations.enumerated() where operation.action != .fact {
        let key = RecordKey(kind: operation.kind, id: operation.record)
        deeds[key, default: []].append(Deed(commit: index, place: place, operation: operation))
      }
    }
    keys = deeds.keys.sorted()
    var standings: [RecordKey: RecordStanding] = [:]
    var idsOfBarcode: [[UInt8]: [OracleID]] = [:]
    for key in keys {
      let standing = RecordStanding(key, deeds[key] ?? [], past)
      standings[key] = standing
      if key.kind == LibraryKind.item, let barcode = standing.text(ItemField.barcode) {
        idsOfBarcode[barcode, default: []].append(key.id)
      }
    }
    self.standings = standings
    self.idsOfBarcode = idsOfBarcode
  }

  func record(_ kind: Int, _ id: OracleID) -> RecordStanding? {
    standings[RecordKey(kind: kind, id: id)]
  }

  /// Ascending by id.
  func all(_ kind: Int) -> [RecordStanding] {
    keys.filter { $0.kind == kind }.compactMap { standings[$0] }
  }

  /// The living items that bear a barcode, ascending by id: only where there is exactly one does
  /// the barcode alone say which item was meant.
  func bearers(_ barcode: [UInt8]) -> [RecordStanding] {
    (idsOfBarcode[barcode] ?? []).compactMap { record(LibraryKind.item, $0) }
      .filter { !$0.isDead }
  }

  /// - Parameter kind: of bibs or of patrons.
  func merges(_ kind: Int) -> Merges {
    guard kind == LibraryKind.bib else {
      return Merges(self, kind: kind, field: PatronField.redirect) { _ in 0 }
    }
    let named = all(LibraryKind.item).filter { !$0.isDead }
      .compactMap { $0.shown(ItemField.bib).recordValue }
    let counts = Dictionary(named.map { ($0, 1) }, uniquingKeysWith: +)
    return Merges(self, kind: kind, field: BibField.redirect) { counts[$0] ?? 0 }
  }

  func lines() -> [String] { keys.flatMap { standings[$0]?.lines(past) ?? [] } }
}

/// Numbers of the library's kinds, as the wire has them.
enum LibraryKind {
  static let branch = 10
  static let bib = 11
  static let bibField = 12
  static let item = 13
  static let policy = 14
  static let authority = 16
  static let authorityField = 17
  static let fund = 18
  static let patron = 20
  static let circulation = 30
  static let hold = 31
  static let order = 32
  static let erasure = 33
  static let clockNote = 34
}

/// Numbers of the fields that decide something.
enum ItemField {
  static let bib = 1
  static let barcode = 2
  static let owningBranch = 4
  static let currentBranch = 5
  static let enumeration = 10
  static let notForLoan = 19
  static let imported = 22
}

enum BibField {
  static let imported = 3
  static let touched = 6
  static let redirect = 7
}

enum BibChildField {
  static let bib = 1
  static let position = 2
  static let imported = 5
  static let original = 6
}

enum PatronField {
  static let card = 1
  static let branch = 4
  static let redirect = 8
  static let retired = 9
}

enum BranchField { static let code = 1 }
