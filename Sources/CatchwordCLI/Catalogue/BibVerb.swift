import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct BibVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bib",
    abstract: "Bibliographic records.",
    discussion: """
      Example:
        catchword bib show vl0000001
      """,
    subcommands: [
      BibAddVerb.self, BibShowVerb.self, BibEditVerb.self, BibDeleteVerb.self,
      BibDuplicatesVerb.self, BibMergeVerb.self, BibUnmergeVerb.self,
    ])
}

struct BibAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a bib: by title for a fast-add, or field by field.",
    discussion: """
      Fields are typed as two indicators (# for blank), then $ and a code before each subfield; a \
      dollar sign in the text is $$. Quote them, or the shell takes the dollar signs.

      Examples:
        catchword bib add --title "Walking in the Valley" --author "Alderbrook, Wren"
        catchword bib add --field '100=1#$aAlderbrook, Wren.' --field '245=10$aWalking.'
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: "The title.") var title: String?
  @Option(help: "The author, surname first.") var author: String?
  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("A field, repeatable: TAG=CONTENT.", valueName: "tag=content"))
  var fields: [String] = []

  func run() throws {
    var new = try fields.map(Self.field)
    if let author, !author.isEmpty {
      new.append(Self.field("100", "1", " ", author))
    }
    if let title, !title.isEmpty {
      new.append(Self.field("245", author == nil ? "0" : "1", "0", title))
    }
    guard !new.isEmpty else {
      throw CommandFault.usage("give --title, or at least one --field TAG=CONTENT")
    }
    new.sort { $0.tag.utf8.lexicographicallyPrecedes($1.tag.utf8) }
    let performed = try workplace.openReplica().perform(
      .addBib(leader: Self.leader, fields: new), staff: workplace.staff)
    workplace.tell(performed, verb: "bib-add", "Added bib \(performed.answer).")
  }

  /// A new record of printed language material, monograph, in Unicode.
  private static let leader = "00000nam a2200000   4500"

  private static func field(_ text: String) throws(CommandFault) -> CatalogEdit.NewField {
    guard let equals = text.firstIndex(of: "=") else {
      throw .usage("\"\(text)\" is no field; write TAG=CONTENT, such as 245=10$aTitle")
    }
    let tag = String(text[..<equals])
    let content = String(text[text.index(after: equals)...])
    return CatalogEdit.NewField(tag: tag, content: try DollarForm.content(content, tag: tag))
  }

  private static func field(
    _ tag: String, _ first: Unicode.Scalar, _ second: Unicode.Scalar, _ text: String
  ) -> CatalogEdit.NewField {
    CatalogEdit.NewField(
      tag: tag,
      content: FieldContent(
        indicators: first, second, subfields: [FieldContent.Subfield("a", text)]))
  }
}

struct BibEditVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change, add or remove one field of a bib.",
    discussion: """
      Fields are typed as two indicators (# for blank), then $ and a code before each subfield; a \
      dollar sign in the text is $$. Quote them, or the shell takes the dollar signs. Other versions \
      of a field in conflict stay until somebody decides (`catchword review`).

      Examples:
        catchword bib edit 37040000000409 --field 245 --set '10$aSeven samurai :$bthree discs.'
        catchword bib edit vl0000001 --field 650 --add '#0$aRock music.'
        catchword bib edit vl0000001 --field 650 --occurrence 2 --remove
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Control number, id, or the barcode of an item.", valueName: "bib"))
  var reference: String
  @Option(help: ArgumentHelp("Which field.", valueName: "tag")) var field: String
  @Option(help: ArgumentHelp("What it says from now on.", valueName: "content")) var set: String?
  @Option(help: ArgumentHelp("A further field of this tag.", valueName: "content")) var add: String?
  @Flag(help: "Remove the field.") var remove = false
  @Option(help: "Which one, counted from 1, where the tag stands several times.")
  var occurrence: Int?

  func run() throws {
    guard [set != nil, add != nil, remove].count(where: { $0 }) == 1 else {
      throw CommandFault.usage("say one of --set CONTENT, --add CONTENT and --remove")
    }
    let replica = try workplace.openReplica()
    let bib = try replica.bib(reference)
    let edit: CatalogEdit
    if let add {
      let new = CatalogEdit.NewField(
        tag: field, content: try DollarForm.content(add, tag: field))
      edit = .addField(bib: bib.id, new, after: nil)
    } else {
      let target = try FieldChoice(tag: field, occurrence: occurrence).field(of: bib).id
      edit =
        try set.map {
          .setField(target, content: try DollarForm.content($0, tag: field), settles: [])
        } ?? .deleteField(target)
    }
    let performed = try replica.perform(edit, staff: workplace.staff)
    workplace.tell(
      performed, verb: "bib-edit",
      "\(remove ? "Removed" : add != nil ? "Added" : "Changed") field \(field) of \(bib.title).")
  }
}

struct BibDeleteVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a bib that has no items.",
    discussion: """
      Whoever edits it or attaches an item at the same time brings it back, for somebody to decide.

      Example:
        catchword bib delete vl0000001
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Control number or id.", valueName: "bib")) var reference: String

  func run() throws {
    let replica = try workplace.openReplica()
    let bib = try replica.bib(reference)
    let performed = try replica.perform(.deleteBib(bib.id), staff: workplace.staff)
    workplace.tell(performed, verb: "bib-delete", "Deleted \(bib.title) (\(bib.id)).")
  }
}
