import CatchwordCore
import CatchwordLibrary

/// `fund main BOOKS 5000`: money to be spent.
struct FundVerb: Verb {
  static let word = "fund"
  static let forms = [
    VerbForm(
      "fund HOST CODE CENTS",
      "Adds a fund of the host's branch, or changes what is in one that is known there.")
  ]

  let host: String
  let code: String
  let amount: Int64

  init(host: String, code: String, amount: Int64) {
    self.host = host
    self.code = code
    self.amount = amount
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    code = try words.take("a fund's code")
    amount = try words.sum()
  }

  var arguments: [String] { [host, code, "\(amount)"] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let branch = try run.find(host).branch
    try run.acquire(at: host, step, or: "nothing changed") { reader in
      if let known = try reader.funds(code: code).first {
        return .setFund(known.id, .init(amount: amount))
      }
      return .addFund(
        .init(code: code, name: "", branch: branch, amount: amount, currency: "USD"))
    }
  }
}

/// `approve main BOOKS`: what a fund is over by may stay so.
struct ApproveVerb: Verb {
  static let word = "approve"
  static let forms = [
    VerbForm("approve HOST CODE", "Approves what a fund is over by, as the host knows it.")
  ]

  let host: String
  let fund: String

  init(host: String, fund: String) {
    self.host = host
    self.fund = fund
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    fund = try words.take("a fund's code")
  }

  var arguments: [String] { [host, fund] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.acquire(at: host, step, or: "no such fund here") { reader in
      try reader.funds(code: fund).first.map {
        .approve(fund: $0.id, reason: "from the reserve")
      }
    }
  }
}
