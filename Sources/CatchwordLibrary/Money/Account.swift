public import CatchwordCore

/// What a patron owes and has to their credit on a day, charge by charge.
///
/// Balances are sums, reckoned when somebody asks: nobody writes them.
public struct Account: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let charge: Charge
    public let item: RecordID?
    /// What the charge comes to, in minor units.
    public let amount: Int64
    /// Code in ISO 4217.
    public let currency: String

    /// Whether the loan may be a thief's: nothing is owed for it until that is decided.
    public var isDoubted = false

    public var owed: Int64 { isDoubted ? 0 : charge.owed(of: amount) }
    public var credit: Int64 { charge.credit(of: amount) }
  }

  /// The oldest first.
  public let lines: [Line]

  public static let empty = Account(lines: [])

  /// Minor units of one currency.
  public func owed(in currency: String) -> Int64 { sum(of: \.owed, in: currency) }
  public func credit(in currency: String) -> Int64 { sum(of: \.credit, in: currency) }

  /// Ascending by bytes.
  public var currencies: [String] {
    Set(lines.map { ExactText($0.currency) }).sorted().map(\.text)
  }

  /// Those in one currency.
  func lines(in currency: ExactText) -> [Line] {
    lines.filter { ExactText($0.currency) == currency }
  }

  private func sum(of part: KeyPath<Line, Int64>, in currency: String) -> Int64 {
    lines(in: ExactText(currency)).reduce(0) { $0 + $1[keyPath: part] }
  }
}

/// Reckons an account from derived rows and loans, under the policies that the facts name.
package struct AccountReckoning {
  private let reader: any RecordReading
  private let category: ExactText?
  private let today: CivilDate
  private let inForce: PolicyInForce
  private var policies: [RecordID: Policy] = [:]

  /// - Parameter patron: nil for one who is not known here, and has no category.
  package init(
    of patron: RecordView?, on today: CivilDate, under inForce: PolicyInForce,
    in reader: any RecordReading
  ) {
    self.reader = reader
    self.today = today
    category = patron?[PatronField.category].code
    self.inForce = inForce
  }

  /// - Parameters:
  ///   - rows: the patron's rows of `ChargeColumn.table`.
  ///   - loans: what the patron has at home.
  ///   - doubted: loans that may be a thief's.
  package mutating func account(
    _ rows: [DerivedRow], loans: [PatronLoan], doubted: Set<RecordID> = []
  ) throws -> Account {
    var lines: [Account.Line] = []
    var fines: [(charge: Charge, item: RecordID?)] = []
    for row in rows {
      guard let charge = Charge(row) else { continue }
      let item = row.values[ChargeColumn.item]?.record
      if charge.kind == .overdue {
        fines.append((charge, item))
      } else {
        lines.append(
          Account.Line(
            charge: charge, item: item,
            amount: charge.standing == .owed ? charge.amount ?? 0 : 0, currency: charge.currency))
      }
    }
    let billed = Set(
      lines.filter { $0.charge.kind == .replacement && $0.charge.standing == .owed }
        .compactMap(\.charge.loan))
    for loan in loans {
      guard let id = loan.loan, !loan.isDueInDoubt, let due = loan.due, due < today,
        !billed.contains(id),
        !fines.contains(where: { $0.charge.id == id })
      else { continue }
      fines.append((charge(for: loan, id, due), loan.item))
    }
    for loan in Set(fines.map(\.charge.id)).sorted() {
      lines += try fineLines(fines.filter { $0.charge.id == loan })
    }
    for index in lines.indices {
      lines[index].isDoubted = lines[index].charge.loan.map(doubted.contains) ?? false
    }
    return Account(
      lines: lines.sorted {
        ($0.charge.stated, $0.charge.id, $0.currency) < (
          $1.charge.stated, $1.charge.id, $1.currency
        )
      })
  }

  private func charge(for loan: PatronLoan, _ id: RecordID, _ due: CivilDate) -> Charge {
    var charge = Charge(
      id: id, kind: .overdue, patron: nil, loan: id, amount: nil, currency: "",
      branch: loan.branch, stated: due.day * 86_400)
    charge.due = due
    charge.policy = inForce.fact
    return charge
  }

  /// One loan's late return: the line in the policy's currency comes to the fine, money in any other
  /// is credit.
  private mutating func fineLines(
    _ fines: [(charge: Charge, item: RecordID?)]
  ) throws -> [Account.Line] {
    let first = fines[0]
    let (fine, currency) = try fine(first.charge, item: first.item)
    var lines: [Account.Line] = []
    for (charge, item) in fines {
      let isOwn = charge.currency.isEmpty || ExactText(charge.currency) == currency.code
      let settled = charge.paid - charge.refunded + charge.waived
      let amount =
        switch charge.standing {
        case .owed: isOwn ? fine : 0
        case .settled: max(0, settled)
        case .reversed, .covered: Int64(0)
        }
      guard amount > 0 || charge.paid > 0 || charge.waived > 0 else { continue }
      lines.append(
        Account.Line(
          charge: charge, item: item, amount: amount,
          currency: charge.currency.isEmpty ? currency.code.text : charge.currency))
    }
    let isMissing = !lines.contains { ExactText($0.currency) == currency.code }
    if isMissing, fine > 0, first.charge.standing == .owed {
      var charge = Charge(
        id: first.charge.id, kind: .overdue, patron: first.charge.patron,
        loan: first.charge.loan, amount: nil, currency: "", branch: first.charge.branch,
        stated: first.charge.stated)
      (charge.due, charge.returned) = (first.charge.due, first.charge.returned)
      lines.append(
        Account.Line(charge: charge, item: first.item, amount: fine, currency: currency.code.text))
    }
    return lines
  }

  /// Case 41: closures that were added since the loan was made move its due date and cost nothing.
  private mutating func fine(
    _ charge: Charge, item: RecordID?
  ) throws -> (amount: Int64, currency: Currency) {
    let policy = try policy(charge.policy)
    guard let due = charge.due, policy.category(category)?.paysFines != false else {
      return (0, policy.currency)
    }
    let branch = ExactText(charge.branch)
    let view = try item.flatMap { try reader.record(kind: LibraryKind.item, $0) }
    let terms = policy.choice(
      category: category, itemType: view?[ItemField.itemType].code, branch: branch
    ).terms
    guard terms.finePerDay > 0 else { return (0, policy.currency) }
    #if Mutants
      let chain = RuleOut.closedDaysAreFree.isAtWork ? [] : policy.chain(of: branch)
    #else
      let chain = policy.chain(of: branch)
    #endif
    let calendar = policy.calendar(of: branch, closures: try reader.closures(of: chain))
    let days = calendar.openDays(
      after: calendar.rolled(due), through: charge.returned ?? today)
    return (terms.fine(openDays: days), policy.currency)
  }

  private mutating func policy(_ fact: RecordID?) throws -> Policy {
    guard let fact, fact != inForce.fact else { return inForce.policy }
    if let known = policies[fact] { return known }
    let policy = try reader.policy(fact) ?? inForce.policy
    policies[fact] = policy
    return policy
  }
}
