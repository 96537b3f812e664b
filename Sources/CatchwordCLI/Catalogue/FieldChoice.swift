import Catchword
import CatchwordCore

/// Which field of a bib somebody means: a tag, and where it stands several times its place.
struct FieldChoice {
  let tag: String
  /// Counted from 1.
  let occurrence: Int?

  func field(of bib: BibCard) throws(CommandFault) -> FieldCard {
    let fields = bib.fields.filter { $0.tag == tag }
    guard !fields.isEmpty else {
      throw .usage("\(bib.title) has no field \(tag); add one with --add CONTENT")
    }
    guard let occurrence else {
      guard fields.count == 1 else {
        throw .usage(
          "\(bib.title) has \(fields.count) fields \(tag); say which with --occurrence N")
      }
      return fields[0]
    }
    guard fields.indices.contains(occurrence - 1) else {
      throw .usage("\(bib.title) has \(fields.count) fields \(tag), no number \(occurrence)")
    }
    return fields[occurrence - 1]
  }
}
