import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordPolicies

struct PolicyConvertVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Make a policy's file of another system's tables.",
    discussion: """
      The file goes to standard output, the account of every row to standard error: what was taken, \
      what was not, and why. Read it, correct the file, check it, load it.

      evergreen: a folder of PostgreSQL COPY texts with headers, such as actor.org_unit.tsv and \
      config.circ_matrix_matchpoint.tsv. rero: a folder of RERO ILS's JSON files.

      Examples:
        catchword policy convert evergreen export/ --name "Valley" > valley.toml
        catchword policy convert rero export/ --json
      """)

  enum System: String, ExpressibleByArgument, CaseIterable {
    case evergreen
    case rero
  }

  @OptionGroup var workplace: Workplace
  @Argument(help: "Which system: evergreen or rero.") var system: System
  @Argument(help: ArgumentHelp("The folder of its tables.", valueName: "dir")) var folder: String
  @Option(help: "What the policy is called.") var name = ""
  @Option(help: ArgumentHelp("The currency, where the tables name none.", valueName: "code"))
  var currency = "USD"

  func run() throws {
    guard let digits = CurrencyCodes.digits(of: currency) else {
      throw CommandFault.usage("\"\(currency)\" is no currency in ISO 4217; write one such as EUR")
    }
    let conversion: PolicyConversion
    switch system {
    case .evergreen:
      conversion = try PolicyConversion.evergreen(
        try files(PolicyConversion.evergreenTables), name: name,
        currency: Currency(code: ExactText(currency), digits: digits))
    case .rero:
      conversion = try PolicyConversion.rero(try files(PolicyConversion.reroFiles), name: name)
    }
    let toml = PolicyFile.toml(conversion.policy)
    let reading = PolicyFile.read(toml, name: "the converted policy")
    if workplace.json {
      let shape = PolicyConvertShape(toml: toml, reading, conversion)
      Console.say(JSON.text(Answer("policy-convert", shape)))
    } else {
      Console.say(String(toml.dropLast()))
      for line in PolicyConvertShape.lines(conversion) { Console.note(line) }
      for finding in reading.findings { Console.note("\(finding)") }
    }
    if reading.policy == nil { throw CommandFault.said(.badData) }
  }

  /// Those that are there.
  private func files(_ names: [String]) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in names {
      let path = folder + "/" + name
      guard let size = InputFile.size(of: path) else { continue }
      guard size <= ConversionLimits.fileBytes else {
        throw CommandFault.usage(
          "\(path) has \(size) bytes; \(ConversionLimits.fileBytes) are the most")
      }
      files[name] = try InputFile.text(at: path)
    }
    return files
  }
}

/// `policy-convert`: the file, and what became of every row.
struct PolicyConvertShape: Encodable {
  struct Account: Encodable {
    let table: String
    let read: Int
    let taken: Int
    let notTaken: Int

    private enum CodingKeys: String, CodingKey {
      case table, read, taken
      case notTaken = "not_taken"
    }
  }

  struct Row: Encodable {
    let table: String
    let key: String
    let taken: Bool
    let remark: String
  }

  let toml: String
  let accepted: Bool
  let tables: [Account]
  let rows: [Row]
  let remarks: [String]

  init(toml: String, _ reading: PolicyFile.Reading, _ conversion: PolicyConversion) {
    self.toml = toml
    accepted = reading.policy != nil
    tables = conversion.accounts.map {
      Account(table: $0.table, read: $0.read, taken: $0.taken, notTaken: $0.notTaken)
    }
    rows = conversion.rows.map {
      Row(table: $0.table, key: $0.key, taken: $0.isTaken, remark: $0.remark)
    }
    remarks = conversion.remarks
  }

  /// What a person wants to read: the figures, and every row that lost something.
  static func lines(_ conversion: PolicyConversion) -> [String] {
    var lines = conversion.accounts.map {
      "\($0.table): read \($0.read), taken \($0.taken), not taken \($0.notTaken)"
    }
    for row in conversion.rows where !row.remark.isEmpty {
      let became = row.isTaken ? "taken;" : "not taken:"
      lines.append("\(row.table) \(row.key): \(became) \(row.remark)")
    }
    return lines + conversion.remarks
  }
}
