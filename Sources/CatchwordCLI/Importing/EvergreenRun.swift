import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordMARC
import CatchwordPolicies

/// One import of an export's folder, with what three modules know of it: the tables, the MARC records
/// and the policy.
final class EvergreenRun {
  private let replica: Replica
  private let folder: EvergreenFolder
  private let source: String
  private let staff: String
  private let isDryRun: Bool
  private let run: EvergreenImport

  var report: TablesReport { run.report }

  init(
    _ replica: Replica, _ folder: EvergreenFolder, source: String, staff: String, isDryRun: Bool
  ) throws {
    self.replica = replica
    self.folder = folder
    self.source = source
    self.staff = staff
    self.isDryRun = isDryRun
    let wanted =
      EvergreenTables.columns.map(\.file) + EvergreenTables.moneyFiles
      + PolicyConversion.evergreenTables
    let tables = try EvergreenTables(try folder.texts(wanted))
    run = try EvergreenImport(replica, tables, source: source, staff: staff, isDryRun: isDryRun)
  }

  /// - Parameter currency: nil where no policy is wanted.
  func takeAll(currency: Currency?) throws {
    try run.takeBranches()
    if let currency {
      try takePolicy(currency)
    } else {
      run.remark("Hours, closings and loan rules were left out, as --no-policy says.")
    }
    try run.readItems()
    let taken = try takeBibs()
    try run.settleBibs(taken)
    try run.settleItems(taken)
    try run.takePatrons()
    try run.takeLoans()
    try run.takeStates()
    try run.takeHolds()
    run.leaveMoney()
    run.remarkUnread(folder.names, policy: PolicyConversion.evergreenTables)
    run.report.checkInvariants()
  }

  // MARK: Bibs

  private func takeBibs() throws -> [Int64: EvergreenImport.TakenBib] {
    let file = EvergreenTables.bibFile
    guard folder.names.contains(file) else {
      run.remark("Not in the folder: \(file).")
      return [:]
    }
    let marc = try MARCImportRun(
      replica, profile: .evergreen901, source: source, staff: staff, isDryRun: isDryRun,
      preparing: { [run] bib in run.prepare(&bib) })
    try marc.read(folder.path + "/" + file)
    let shape = try marc.finish()
    run.count(
      file, accepted: shape.accepted, warned: shape.warned, skipped: shape.skipped,
      rejected: shape.rejected, lines: shape.messages.filter { $0.record != nil }.map(line))
    var taken: [Int64: EvergreenImport.TakenBib] = [:]
    for (key, outcome) in marc.taken {
      guard let number = Int64(key) else { continue }
      taken[number] = EvergreenImport.TakenBib(id: outcome.bib, items: outcome.items)
    }
    return taken
  }

  private func line(_ message: ImportMessageShape) -> TablesReport.Line {
    let fate: TablesReport.Fate =
      switch message.severity {
      case "rejected": .rejected
      case "note": .accepted
      default: .warned
      }
    let field = message.field.map { "\($0): " } ?? ""
    return TablesReport.Line(
      EvergreenTables.bibFile, row: message.record, id: message.controlNumber, fate,
      code: message.code, field + message.text)
  }

  // MARK: Policy

  private func takePolicy(_ currency: Currency) throws {
    let files = PolicyConversion.evergreenTables
    var texts: [String: String] = [:]
    for file in files { texts[file] = run.tables[file]?.whole }
    let conversion: PolicyConversion
    do {
      conversion = try PolicyConversion.evergreen(texts, name: source, currency: currency)
    } catch {
      return leavePolicy(because: "no policy was made: \(error)")
    }
    let toml = PolicyFile.toml(conversion.policy)
    let reading = PolicyFile.read(
      toml, name: "the converted policy", known: try replica.branchCodes())
    guard let policy = reading.policy else {
      for finding in reading.findings { run.remark("\(finding)") }
      return leavePolicy(because: "the policy that the tables make cannot stand")
    }
    let hash = Replica.hash(of: policy)
    let isKnown = try replica.policies().contains { $0.hash == hash }
    if !isKnown && !isDryRun {
      _ = try replica.load(policy, reason: "taken over from \(source)", staff: staff)
    }
    settle(conversion, isKnown: isKnown)
  }

  private func settle(_ conversion: PolicyConversion, isKnown: Bool) {
    let tables = PolicyConversion.evergreenTables.filter { $0 != "actor.org_unit.tsv" }
    for file in tables {
      run.settleBroken(file)
      var lines: [String: Int] = [:]
      for row in run.tables[file]?.rows ?? [] {
        if let key = row["id"] ?? row["code"] { lines[key] = row.line }
      }
      for row in conversion.rows where row.table + ".tsv" == file {
        let fate: TablesReport.Fate =
          !row.isTaken ? .rejected : isKnown ? .skipped : row.remark.isEmpty ? .accepted : .warned
        let isSaid = !row.remark.isEmpty && fate != .skipped
        run.settle(
          file, row: lines[row.key], id: row.key, fate, code: "policy",
          isSaid ? row.remark : nil)
      }
    }
    for remark in conversion.remarks { run.remark(remark) }
  }

  private func leavePolicy(because reason: String) {
    for file in PolicyConversion.evergreenTables where file != "actor.org_unit.tsv" {
      run.leave(file, code: "policy", because: reason)
    }
    run.remark(reason)
  }
}
