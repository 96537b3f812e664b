import CatchwordCore
import CatchwordLibrary

/// What the writers of a random network do to three authorities and four fields that may name them.
extension RandomNetwork {
  private typealias Deed = CatchwordCore.Operation

  private static let words = ["Whales", "Dvo\u{159}\u{e1}k, A.", "dvorak a", "Sea,"]

  func authority(_ number: Int) -> RecordID { source("authority", number) }

  mutating func heading(at one: Int) -> CatchwordCore.Operation {
    switch random.number(1...10) {
    case 1...4: return field(at: one)
    case 5...7: return authority(at: one)
    default: return further(at: one)
    }
  }

  private mutating func write(
    _ kind: Int, _ record: RecordID, _ values: [Int: Value], at one: Int
  ) -> CatchwordCore.Operation {
    Deed(
      .write, kind: kind, record: record,
      values: values.sorted { $0.key < $1.key }.map { FieldValue($0.key, $0.value) },
      keeps: headingKeeps(at: one, kind, record))
  }

  /// Some of the dots in conflict.
  private mutating func headingKeeps(at one: Int, _ kind: Int, _ record: RecordID) -> [Dot] {
    guard random.once(in: 3), let state = replicas[one].states[kind]?[record] else { return [] }
    return state.conflictingDots.filter { _ in random.once(in: 2) }
  }

  private mutating func text(_ lead: String = "") -> FieldContent {
    FieldContent("1 " + lead + "\u{1f}a" + random.element(of: Self.words) + tail())
  }

  private mutating func tail() -> String {
    random.once(in: 4) ? random.element(of: ["\u{1f}xHistory", "\u{1f}0(X)1", "\u{1f}tOpus", "."]) : ""
  }

  private mutating func field(at one: Int) -> CatchwordCore.Operation {
    let record = source("field", random.number(1...4))
    if random.once(in: 12) { return Deed(.delete, kind: LibraryKind.bibField, record: record) }
    let link = Value.record(authority(random.number(1...3)))
    switch random.number(1...4) {
    case 1:
      return write(
        LibraryKind.bibField, record,
        [BibChildField.authority: random.once(in: 4) ? .null : link], at: one)
    case 2:
      return write(
        LibraryKind.bibField, record,
        [BibChildField.content: .text(text().text), BibChildField.authority: .null], at: one)
    default:
      var values: [Int: Value] = [
        BibChildField.bib: .record(bib(random.number(1...2))),
        BibChildField.tag: .text(random.element(of: ["650", "650", "700", "245"])),
        BibChildField.content: .text(text().text),
      ]
      if random.once(in: 3) { values[BibChildField.authority] = link }
      return write(LibraryKind.bibField, record, values, at: one)
    }
  }

  private mutating func authority(at one: Int) -> CatchwordCore.Operation {
    let record = authority(random.number(1...3))
    if random.once(in: 12) { return Deed(.delete, kind: LibraryKind.authority, record: record) }
    if random.once(in: 4) {
      let status = random.once(in: 3) ? Value.null : .text("retired")
      return write(LibraryKind.authority, record, [AuthorityField.status: status], at: one)
    }
    let tag = random.element(of: ["150", "150", "100"])
    let heading = text()
    let key = HeadingKey(tag: tag, heading).map { Value.text($0.text) } ?? .null
    return write(
      LibraryKind.authority, record,
      [
        AuthorityField.tag: .text(tag), AuthorityField.heading: .text(heading.text),
        AuthorityField.key: key,
      ], at: one)
  }

  private mutating func further(at one: Int) -> CatchwordCore.Operation {
    let record = source("authfield", random.number(1...4))
    if random.once(in: 12) {
      return Deed(.delete, kind: LibraryKind.authorityField, record: record)
    }
    let parent = Value.record(authority(random.number(1...3)))
    guard random.once(in: 2) else {
      return write(
        LibraryKind.authorityField, record,
        [
          AuthorityChildField.authority: parent, AuthorityChildField.tag: .text("550"),
          AuthorityChildField.successor: .record(authority(random.number(1...3))),
        ], at: one)
    }
    let tag = random.element(of: ["450", "450", "400"])
    let content = text(random.element(of: ["\u{1f}wnne", "\u{1f}wnne", "\u{1f}wnnn", ""]))
    let key = HeadingKey(tag: tag, content).map { Value.text($0.text) } ?? .null
    return write(
      LibraryKind.authorityField, record,
      [
        AuthorityChildField.authority: parent, AuthorityChildField.tag: .text(tag),
        AuthorityChildField.content: .text(content.text), AuthorityChildField.key: key,
      ], at: one)
  }
}
