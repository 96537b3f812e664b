import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordMARC

struct BibShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a bib with its fields and items.",
    discussion: """
      A field that an authority controls shows the authority's heading and is marked = with its id. \
      --dots tells of every field who wrote it and when, alternates of a conflict side by side. \
      --marcxml writes the record as others read it: headings as shown, with their $0.

      Examples:
        catchword bib show 37040000000409
        catchword bib show 37040000000409 --dots
        catchword bib show vl0000001 --marcxml > one.xml
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Control number, id, or the barcode of an item.", valueName: "bib"))
  var reference: String
  @Flag(help: "Who wrote each field, when, in which commit.") var dots = false
  @Flag(help: "As MARCXML instead.") var marcxml = false

  func run() throws {
    let replica = try workplace.openReplica()
    guard dots || marcxml else {
      return try ShowVerb.show(
        .bib, reference, replica, asJSON: workplace.json, verb: "bib-show")
    }
    guard dots != marcxml, !marcxml || !workplace.json else {
      throw CommandFault.usage("say one of --dots and --marcxml; --json goes with --dots alone")
    }
    let card = try replica.bib(reference)
    if marcxml {
      let bytes =
        MARCWriter.marcXMLStart + (try MARCWriter.marcXML(try record(of: card, in: replica)))
        + MARCWriter.marcXMLEnd
      return Console.say(String(decoding: bytes.dropLast(), as: UTF8.self))
    }
    let writings = try replica.writings(of: card.fields.flatMap(\.stamps))
    if workplace.json {
      let shape = BibDotsShape(card, writings)
      return Console.say(JSON.text(Answer("bib-dots", shape)))
    }
    for line in Self.lines(card, writings) { Console.say(line) }
  }

  private static func lines(_ card: BibCard, _ writings: [Stamp: Writing]) -> [String] {
    var lines = ["\(card.title)  [\(card.id), \(card.status)]"]
    for field in card.fields {
      let texts = [field.content] + field.alternates
      for (index, text) in texts.enumerated() {
        let letter = texts.count > 1 ? " \([ReviewSide].letter(index))" : ""
        lines.append("\(field.tag)\(letter)  \(DollarForm.text(text))")
        guard field.stamps.indices.contains(index), let said = writings[field.stamps[index]]
        else { continue }
        lines.append("       " + who(said))
      }
      if let authority = field.authority {
        lines.append("       shown as \(DollarForm.text(field.shown))  = \(authority)")
      }
    }
    return lines
  }

  private static func who(_ writing: Writing) -> String {
    let staff = writing.staff.flatMap { $0.isEmpty ? nil : $0 } ?? "somebody"
    let place = writing.branch.map { " at \($0)" } ?? ""
    return "\(staff)\(place), \(Moment.text(writing.time)), commit "
      + "\(writing.dot.writer.key.hex.prefix(16))/\(writing.dot.number)"
  }

  /// The bib as a MARC record: what is shown, and in `$0` the number of the authority behind it.
  private func record(of card: BibCard, in replica: Replica) throws -> MARCRecord {
    let fields = try card.fields.map { field -> MARCField in
      if FieldContent.isControl(tag: field.tag) { return .control(field.tag, field.content.text) }
      var content = field.shown
      if let authority = field.authority {
        content = try replica.numbered(content, by: authority)
      }
      return .data(
        field.tag, content.firstIndicator, content.secondIndicator,
        content.subfields.map { MARCSubfield($0.code, $0.text) })
    }
    return MARCRecord(leader: card.leader ?? "", fields: fields)
  }
}

/// A bib with the writers of its fields, as scripts read it.
private struct BibDotsShape: Encodable {
  struct Version: Encodable {
    let content: String
    @OrNull var staff: String?
    @OrNull var branch: String?
    let time: String
    let writer: String
    let number: Int64
  }

  struct Field: Encodable {
    let id: String
    let tag: String
    let shown: String
    @OrNull var authority: String?
    /// What is stored, then the alternates.
    let versions: [Version]
  }

  let id: String
  let fields: [Field]

  init(_ card: BibCard, _ writings: [Stamp: Writing]) {
    id = card.id.description
    fields = card.fields.map { field in
      Field(
        id: field.id.description, tag: field.tag, shown: DollarForm.text(field.shown),
        authority: field.authority?.description,
        versions: zip([field.content] + field.alternates, field.stamps).map { content, stamp in
          let said = writings[stamp]
          return Version(
            content: DollarForm.text(content), staff: said?.staff, branch: said?.branch,
            time: Moment.text(stamp.time), writer: stamp.dot.writer.key.hex,
            number: stamp.dot.number)
        })
    }
  }
}
