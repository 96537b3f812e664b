public import CatchwordCore

/// The library's fold, as a store asks for it.
///
/// Law: `derive` reads registers and facts only, never columns derived before, so the result does
/// not depend on which subject was derived first.
public struct LibraryDeriving: Deriving {
  package let hashing: Hashing

  public init(hashing: Hashing) { self.hashing = hashing }

  /// 1: first fold. 2: one conflict for several undos of one fact; a decided exclusion shows the side
  /// that was decided about; decisions about sightings hold on the sides that they saw. 3: a
  /// loan that a decision brings back ends by what was seen since; numbers given out twice are conflicts.
  /// 4: journeys between branches, holds, places on the shelf; policies loaded at once are a conflict.
  /// 5: charges and blocks; bibs and patrons that were merged are one; authorities control the
  /// headings of bibs; incomplete items, and what must not go out for its preservation; what was taken
  /// over keeps its time. 6: funds and orders; clocks in doubt; loans and people that are forgotten;
  /// nobody is asked about what was met in a crate, or lent where it was to arrive. 7: a
  /// sighting, no return, that knew only of a loan that is over ends the one that it missed. 8: it is
  /// kept at which fact an item was at rest, and every derived row has its own part of the digest; two
  /// holds of which clocks do not tell the first are a conflict. 9: notes about clocks of others; uses in
  /// the house are counted; what was stated of orders can be taken back.
  public var version: Int { 9 }

  public func subjects(of change: Change, in reader: any RecordReading) throws -> [Subject] {
    switch change.operation.kind {
    case LibraryKind.circulation:
      try subjects(ofFact: change.operation, in: reader)
        + DeviceClock.subjects(of: change.operation)
    case LibraryKind.hold:
      try (change.operation[HoldField.bib]?.record).map { try everyQueue(of: $0, in: reader) } ?? []
    case LibraryKind.item: try subjects(ofItem: change, in: reader)
    case LibraryKind.bibField: try subjects(ofBibField: change, in: reader)
    case LibraryKind.patron: try subjects(ofPatron: change, in: reader)
    case LibraryKind.policy: try subjects(ofPolicy: change.operation, in: reader)
    case LibraryKind.erasure: try subjects(ofErasure: change.operation, in: reader)
    case LibraryKind.clockNote: try subjects(ofClockNote: change.operation, in: reader)
    case LibraryKind.bib: try subjects(ofBib: change, in: reader)
    case LibraryKind.authority: try subjects(ofAuthority: change, in: reader)
    case LibraryKind.authorityField: try subjects(ofAuthorityField: change, in: reader)
    case LibraryKind.order: subjects(ofOrder: change.operation)
    case LibraryKind.branch, LibraryKind.fund:
      [.record(kind: change.operation.kind, change.operation.record)]
    default: []
    }
  }

  public func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation {
    try derive(subject, in: reader, explains: true)
  }

  public func deriveUnexplained(
    _ subject: Subject, in reader: any RecordReading
  ) throws -> Derivation {
    try derive(subject, in: reader, explains: false)
  }

  private func derive(
    _ subject: Subject, in replica: any RecordReading, explains: Bool
  ) throws -> Derivation {
    let reader = try replica.heedingClockNotes()
    #if Mutants
      var derivation = try wholly(subject, in: reader, explains: explains)
      derivation.reviews.removeAll { RuleOut.hides($0.conflictCase) }
      return derivation
    #else
      return try wholly(subject, in: reader, explains: explains)
    #endif
  }

  private func wholly(
    _ subject: Subject, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    switch subject {
    case .record(LibraryKind.item, let id): try deriveItem(id, in: reader, explains: explains)
    case .record(LibraryKind.bib, let id): try deriveBib(id, in: reader, explains: explains)
    case .record(LibraryKind.authority, let id):
      try deriveAuthority(id, in: reader, explains: explains)
    case .record(let kind, let id) where kind == LibraryKind.patron || kind == LibraryKind.branch:
      try deriveRegisters(kind: kind, id, in: reader, explains: explains)
    case .record(LibraryKind.hold, let bib):
      try deriveQueue(bib, in: reader, explains: explains)
    case .record(LibraryKind.circulation, let patron):
      try deriveAccount(patron, in: reader, explains: explains)
    case .record(LibraryKind.fund, let fund): try deriveFund(fund, in: reader, explains: explains)
    case .text(LibraryKind.item, let barcode):
      try deriveBarcode(barcode, in: reader, explains: explains)
    case .text(LibraryKind.circulation, let device):
      try deriveClock(of: device, in: reader, explains: explains)
    case PolicyConflict.subject: try derivePolicies(in: reader, explains: explains)
    default: Derivation()
    }
  }
}
