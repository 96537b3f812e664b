/// Authorities, the bibs that name them, and what needs a person of both.
struct Authorities: Sendable {
  private enum Field {
    static let tag = 7
    static let heading = 8
    static let key = 9
    static let status = 10
  }

  private enum Child {
    static let authority = 1
    static let tag = 3
    static let content = 4
    static let key = 7
    static let successor = 8
  }

  private enum BibChild {
    static let bib = 1
    static let tag = 3
    static let content = 4
    static let authority = 7
  }

  let records: Records
  let names: ConflictNames
  private let living: [OracleID: RecordStanding]
  /// Living further fields by their authority.
  private let children: [OracleID: [RecordStanding]]

  init(records: Records, names: ConflictNames) {
    self.records = records
    self.names = names
    living = Dictionary(
      uniqueKeysWithValues: records.all(LibraryKind.authority).filter { !$0.isDead }
        .map { ($0.key.id, $0) })
    var children: [OracleID: [RecordStanding]] = [:]
    for child in records.all(LibraryKind.authorityField) where !child.isDead {
      if let parent = child.shown(Child.authority).recordValue {
        children[parent, default: []].append(child)
      }
    }
    self.children = children
  }

  // MARK: Where links lead

  private func isRetired(_ record: RecordStanding) -> Bool {
    record.text(Field.status) == Array("retired".utf8)
  }

  private func successors(_ id: OracleID) -> Set<OracleID> {
    Set((children[id] ?? []).compactMap { $0.shown(Child.successor).recordValue })
  }

  private enum End: Equatable {
    case established(OracleID)
    case open(OracleID)
    case nowhere
  }

  /// An authority that nothing or several took the place of keeps its links; so does the least of a
  /// circle.
  private func end(_ id: OracleID, after path: [OracleID] = []) -> End {
    guard let record = living[id] else { return .nowhere }
    guard isRetired(record) else { return .established(id) }
    if let start = path.firstIndex(of: id) { return .open(path[start...].min() ?? id) }
    let next = successors(id)
    guard next.count == 1, let only = next.first else { return .open(id) }
    return end(only, after: path + [id])
  }

  private func heading(_ id: OracleID) -> (tag: [UInt8], heading: Heading)? {
    guard let tag = living[id]?.text(Field.tag), let text = living[id]?.text(Field.heading) else {
      return nil
    }
    return (tag, Heading(text))
  }

  // MARK: Lines

  /// Fields of bibs that name an authority, with what they show in place of their content.
  ///
  /// - Parameter bibs: those that are there, with whose queue each stands in.
  func lines(_ bibs: [OracleID: [UInt8]]) -> [String] {
    records.all(LibraryKind.bibField).compactMap { field in
      guard !field.isDead, let bib = field.shown(BibChild.bib).recordValue, bibs[bib] != nil,
        let link = field.shown(BibChild.authority).recordValue
      else { return nil }
      var said = heading(link)
      if case .established(let other) = end(link) { said = heading(other) }
      let stored = field.text(BibChild.content) ?? []
      let shown = said.flatMap {
        Heading(stored).shown(field.text(BibChild.tag) ?? [], by: $0.heading, $0.tag)
      }
      let form = shown.flatMap { $0 == stored ? nil : OracleValue.text($0).form } ?? "-"
      return "heading \(LibraryKind.bib):\(bib.text) \(field.key.id.text) authority=\(link.text) "
        + "shows=\(form)"
    }
  }

  // MARK: Conflicts

  func conflicts(_ bibs: [OracleID: [UInt8]]) -> [Conflict] { edited() + former(bibs) + retired() }

  private func edited() -> [Conflict] {
    let descriptions = Descriptions(records: records, names: names)
    return living.keys.sorted().flatMap { id -> [Conflict] in
      guard let record = living[id] else { return [] }
      let subject = Subject.record(record.key)
      return descriptions.conflicts(of: record, .authority, subject: subject, owner: [])
        + (children[id] ?? []).flatMap {
          descriptions.conflicts(of: $0, .authorityField, subject: subject, owner: [])
        }
    }
  }

  /// Case 35: bare text that was a heading once and is none now.
  private func former(_ bibs: [OracleID: [UInt8]]) -> [Conflict] {
    var bearers: [[UInt8]: [OracleID]] = [:]
    for (id, record) in living {
      if let key = record.text(Field.key) { bearers[key, default: []].append(id) }
    }
    var once: [[UInt8]: [OracleID]] = [:]
    for (id, fields) in children {
      for field in fields where isFormer(field) {
        if let key = field.text(Child.key) { once[key, default: []].append(id) }
      }
    }
    return records.all(LibraryKind.bibField).compactMap { field in
      guard !field.isDead, let bib = field.shown(BibChild.bib).recordValue, let owner = bibs[bib],
        isUndecided(field), let tag = field.text(BibChild.tag), Heading.isControlled(tag),
        let key = Heading(field.text(BibChild.content) ?? []).key(tag)
      else { return nil }
      let same = bearers[key] ?? []
      guard same.allSatisfy({ living[$0].map(isRetired) ?? true }) else { return nil }
      let targets = Set(
        (same + (once[key] ?? [])).compactMap { id -> OracleID? in
          guard case .established(let target) = end(id) else { return nil }
          return living[target]?.siblings(Field.heading).isEmpty == false ? target : nil
        }
      ).sorted()
      guard !targets.isEmpty, let text = field.siblings(BibChild.content).first else { return nil }
      let commits = targets.compactMap { living[$0]?.siblings(Field.heading).first?.commit }
      let subject = Subject.record(RecordKey(kind: LibraryKind.bib, id: bib))
      return Conflict(
        id: names.name(subject, .formerHeading(field.key.id)), number: Case.formerHeading,
        severity: .b, owner: owner, subject: subject,
        sides: (commits + [text.commit]).map { records.past.dots[$0] })
    }
  }

  /// Nobody linked the field, and nobody said that it is to have no link: a null that came with the
  /// text says nothing.
  private func isUndecided(_ field: RecordStanding) -> Bool {
    guard let link = field.siblings(BibChild.authority).first else { return true }
    return link.value == .null && link.commit == field.siblings(BibChild.content).first?.commit
  }

  private func isFormer(_ field: RecordStanding) -> Bool {
    guard field.text(Child.tag)?.first == 0x34,
      let control = Heading(field.text(Child.content) ?? []).first("w")
    else { return false }
    let scalars = Array(control.unicodeScalars)
    return scalars.count > 2 && ["a", "e", "o"].contains(scalars[2])
  }

  /// Case 36: of every bib that still names a retired authority, directly or through others, one
  /// field stands for it.
  private func retired() -> [Conflict] {
    var lists: [OracleID: [OracleID: RecordStanding]] = [:]
    for field in records.all(LibraryKind.bibField) where !field.isDead {
      guard let bib = field.shown(BibChild.bib).recordValue,
        let record = records.record(LibraryKind.bib, bib), !record.isDead,
        let link = field.shown(BibChild.authority).recordValue, case .open(let id) = end(link)
      else { continue }
      // Fields come ascending by id.
      if lists[id]?[bib] == nil { lists[id, default: [:]][bib] = field }
    }
    return lists.sorted { $0.key < $1.key }.map { id, bibs in
      let subject = Subject.record(RecordKey(kind: LibraryKind.authority, id: id))
      let listed = bibs.sorted { $0.key < $1.key }.prefix(100)
      return Conflict(
        id: names.name(subject, .retiredAuthority(id)), number: Case.linkToRetired, severity: .b,
        owner: [], subject: subject,
        sides: listed.compactMap { $0.value.siblings(BibChild.authority).first?.commit }
          .map { records.past.dots[$0] })
    }
  }
}
