import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordMARC

/// One import of MARC files: every record becomes exactly one of accepted, warned, rejected or
/// skipped, and its messages come in the order of the files.
///
/// Bibs are committed in batches, so what became of a record is known some records later; until then
/// its entry waits in `open`.
final class MARCImportRun {
  /// A record on its way.
  private struct Entry {
    var messages: [ImportMessageShape]
    var isWarned: Bool
    let place: MARCPlace
    let mapped: MappedBib?
    var outcome: CatalogImport.Outcome?
  }

  /// Completes a bib, and says why it is not to be taken in; nil where it is.
  typealias Preparing = (inout ImportedBib) -> String?

  /// Bibs that were taken in, by their keys; of several with one key the first.
  private(set) var taken: [String: CatalogImport.Outcome] = [:]
  private let prepare: Preparing?
  private let replica: Replica
  private let profile: HoldingsProfile
  private let isDryRun: Bool
  private let knownBranches: Set<[UInt8]>
  private var importer: CatalogueImporter?
  private var totals = ImportTotals()
  private var messages: [ImportMessageShape] = []
  private var open: [Int: Entry] = [:]
  private var next = 0
  /// Weight of the bibs that wait to be committed: half a commit, so that one more always fits.
  private var load = 0
  private var barcodes = BarcodeLedger()
  private var foreignBranches: [String: Int] = [:]
  private var bar = ProgressBar("import")

  init(
    _ replica: Replica, profile: HoldingsProfile, source: String, staff: String, isDryRun: Bool,
    preparing prepare: Preparing? = nil
  ) throws {
    self.prepare = prepare
    self.replica = replica
    self.profile = profile
    self.isDryRun = isDryRun
    knownBranches = Set(try replica.branchCodes().map { Array($0.utf8) })
    importer = try replica.importer(
      source: source, staff: staff, isDryRun: isDryRun
    ) { [unowned self] number, outcome in
      self.open[number]?.outcome = outcome
    }
  }

  func read(_ path: String) throws {
    var reader = try MARCReader(path: path)
    let size = InputFile.size(of: path)
    while let reading = try reader.next() {
      try take(reading)
      bar.advance(to: reading.byteOffset, of: size, "\(totals.read) records")
    }
    try flush()
    messages += reader.fileMessages.map(ImportMessageShape.init)
  }

  func finish() throws -> ImportShape {
    try flush()
    bar.finish()
    for (code, count) in foreignBranches.sorted(by: {
      $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }) {
      messages.append(
        ImportMessageShape(
          file: "", record: nil, controlNumber: nil, field: nil, severity: "warning",
          code: "branch-unknown",
          text: "branch \"\(code)\" of \(count) items is not defined; add it with "
            + "`catchword import branches`"))
    }
    if let written = importer?.totals {
      totals.bibs = written.newBibs + written.changedBibs
      totals.items = written.items
      totals.authorities = written.authorities
    }
    return ImportShape(
      totals, isDryRun: isDryRun, messages, acknowledgements: importer?.acknowledgements ?? [])
  }

  private func take(_ reading: MARCReading) throws {
    totals.read += 1
    let said = reading.messages.map(ImportMessageShape.init)
    var entry = Entry(
      messages: said, isWarned: reading.status == .warned, place: reading.place,
      mapped: reading.record.map {
        MappedBib(
          $0, profile, reading.place, replica.fingerprinting, &barcodes, preparing: prepare)
      })
    if let mapped = entry.mapped {
      entry.messages += mapped.messages
      entry.isWarned = entry.isWarned || mapped.isWarned
    }
    let number = totals.read
    if let mapped = entry.mapped, mapped.refusal == nil {
      if load > Limits.commitBytes / 2 { try flush() }
      load += mapped.weight
      open[number] = entry
      for item in mapped.bib.items { note(item.owningBranch) }
      try importer?.add(mapped.bib, number: number)
    } else {
      open[number] = entry
    }
    if open.count > Limits.importRecordsPerCommit { settle() }
  }

  private func note(_ branch: String?) {
    guard let branch, !knownBranches.contains(Array(branch.utf8)) else { return }
    foreignBranches[branch, default: 0] += 1
  }

  private func flush() throws {
    try importer?.finish()
    load = 0
    settle()
    precondition(open.isEmpty, "every record has an outcome once all is committed")
  }

  /// Counts, in order, the records whose outcome is known.
  private func settle() {
    while let entry = open[next + 1] {
      let isRefused = entry.mapped == nil || entry.mapped?.refusal != nil
      guard isRefused || entry.outcome != nil else { return }
      next += 1
      open[next] = nil
      messages += entry.messages
      if let key = entry.mapped?.bib.key, let outcome = entry.outcome, taken[key] == nil {
        taken[key] = outcome
      }
      let later = entry.outcome?.messages.map { message in
        ImportMessageShape(
          entry.place, severity: "warning", code: message.code.rawValue, message.text)
      }
      messages += later ?? []
      if isRefused {
        totals.rejected += 1
      } else if entry.outcome?.operations.isEmpty == true {
        totals.skipped += 1
      } else if entry.isWarned || later?.isEmpty == false {
        totals.warned += 1
      } else {
        totals.accepted += 1
      }
    }
  }
}

extension ImportMessageShape {
  init(_ message: MARCMessage) {
    self.init(
      file: message.place.file, record: message.place.recordNumber,
      controlNumber: message.place.controlNumber, field: message.field,
      severity: message.severity.rawValue, code: message.code.rawValue, text: message.text)
  }

  init(
    _ place: MARCPlace, field: String? = nil, severity: String, code: String, _ text: String
  ) {
    self.init(
      file: place.file, record: place.recordNumber, controlNumber: place.controlNumber,
      field: field, severity: severity, code: code, text: text)
  }
}
