import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// One import of bibs and items, cut into commits of at most `Limits.importRecordsPerCommit` bibs.
///
/// What was committed stays when a later record fails or the power goes: running the import again
/// finds it unchanged and writes the rest. A file that says nothing new makes no commit at all.
package final class CatalogueImporter {
  /// Totals over the run so far.
  package struct Totals: Equatable, Sendable {
    package var bibs = 0
    package var newBibs = 0
    package var changedBibs = 0
    package var items = 0
    /// New or changed.
    package var authorities = 0
  }

  package private(set) var totals = Totals()
  /// Every commit made, in order; each was durable before the next record was taken.
  package private(set) var acknowledgements: [Acknowledgement] = []
  private let replica: Replica
  private let staff: String
  private let isDryRun: Bool
  private var run: CatalogImport
  private var authorities: CatalogImport
  private var pending: [ImportedBib] = []
  private let report: (Int, CatalogImport.Outcome) -> Void
  private var numbers: [Int] = []

  /// - Parameters:
  ///   - source: an ILS and an instance, `koha:valley`.
  ///   - report: hears, in order, what became of each record, by the number it was added under.
  init(
    replica: Replica, source: String, staff: String, isDryRun: Bool,
    report: @escaping (Int, CatalogImport.Outcome) -> Void
  ) throws {
    self.replica = replica
    self.staff = staff
    self.isDryRun = isDryRun
    self.report = report
    run = try CatalogImport(source: source, hashing: replica.hashing)
    authorities = try CatalogImport(authoritiesOf: source, hashing: replica.hashing)
  }

  /// - Parameter number: the record's place in its file, for messages.
  package func add(_ bib: ImportedBib, number: Int) throws {
    pending.append(bib)
    numbers.append(number)
    if pending.count == Limits.importRecordsPerCommit { try flush() }
  }

  package func finish() throws { try flush() }

  private func flush() throws {
    guard !pending.isEmpty else { return }
    defer {
      pending = []
      numbers = []
    }
    var outcomes: [CatalogImport.Outcome] = []
    let batch = pending
    var (next, nextAuthorities) = (run, authorities)
    do {
      let performed = try replica.commit(staff: staff) { transaction, _ in
        for bib in pending {
          let outcome =
            try bib.isAuthority
            ? nextAuthorities.plan(bib, in: transaction) : next.plan(bib, in: transaction)
          for operation in outcome.operations { try transaction.stage(operation) }
          outcomes.append(outcome)
        }
        if isDryRun { throw DryRun() }
      }
      acknowledgements += performed.acknowledgements
    } catch is DryRun {
      // Everything was planned against the real replica and rolled back.
    }
    (run, authorities) = (next, nextAuthorities)
    for (index, outcome) in outcomes.enumerated() {
      let number = numbers[index]
      if batch[index].isAuthority {
        if !outcome.operations.isEmpty { totals.authorities += 1 }
        report(number, outcome)
        continue
      }
      totals.bibs += 1
      totals.items += outcome.items
      if outcome.isNew {
        totals.newBibs += 1
      } else if !outcome.operations.isEmpty {
        totals.changedBibs += 1
      }
      report(number, outcome)
    }
  }

  private struct DryRun: Error {}
}

extension Replica {
  package func importer(
    source: String, staff: String, isDryRun: Bool,
    report: @escaping (Int, CatalogImport.Outcome) -> Void
  ) throws -> CatalogueImporter {
    try CatalogueImporter(
      replica: self, source: source, staff: staff, isDryRun: isDryRun, report: report)
  }
}
