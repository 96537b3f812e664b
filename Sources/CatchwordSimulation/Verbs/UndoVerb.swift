import CatchwordLibrary

/// `undo main 31234`: takes back the last thing that this branch did with the item.
struct UndoVerb: Verb {
  /// What was stated about orders.
  enum Statement: String, CaseIterable {
    case order
    case delivery
    case cancellation
    case approval
    /// Of one of the others.
    case undo
  }

  static let word = "undo"
  static let forms = [
    VerbForm("undo HOST BARCODE", "Takes back the last thing that this branch did with the item."),
    VerbForm(
      "undo HOST BARCODE order|delivery|cancellation|undo",
      "Takes back the last order of the item's title that this branch placed, the last delivery that "
        + "it received, the last cancellation, or its last undo of any of them."),
    VerbForm("undo HOST FUND approval", "Takes back this branch's last approval of a fund."),
  ]

  let host: String
  /// A fund's code, if it is about an approval.
  let barcode: String
  let statement: Statement?

  init(host: String, barcode: String, _ statement: Statement? = nil) {
    self.host = host
    self.barcode = barcode
    self.statement = statement
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    statement = words.next.flatMap(Statement.init)
    if let statement { try words.expect(statement.rawValue) }
  }

  var arguments: [String] { [host, barcode] + (statement.map { [$0.rawValue] } ?? []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let reason = "a wrong scan"
    guard let statement else {
      let undo = DeskAction.Undo(.last(barcode: barcode), reason: reason)
      return try run.desk(.undo(undo), at: host, step)
    }
    let place = try run.find(host)
    try run.staff(at: place, Plan.line(self)) {
      let fact = try run.use(place) { engine in
        try engine.read { try $0.statement(statement, about: barcode, at: place.branch) }
      }
      guard let fact else { return "there is no such thing to undo" }
      let undo = DeskAction.Undo(.fact(fact), reason: reason)
      let answer = try run.commit(at: place, step) {
        try $0.perform(.undo(undo), staff: place.name)
      }
      return "\(answer.signal.rawValue): \(answer.lines.joined(separator: " "))"
    }
  }
}
