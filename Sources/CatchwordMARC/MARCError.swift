/// Why a file cannot be read at all. What concerns one record is a `MARCMessage`, never an error.
package enum MARCError: Error, Hashable, Sendable {
  case unreadable(file: String, reason: String)
  case empty(file: String)
  case notMARC(file: String, looksLike: String)
  case encodingUnknown(file: String, encoding: String)
  /// libyaz was built without the conversion; no file can be read until that is repaired.
  case converterMissing(String)

  /// Stable, for programs.
  package var code: String {
    switch self {
    case .unreadable: "marc-file-unreadable"
    case .empty: "marc-file-empty"
    case .notMARC: "marc-file-not-marc"
    case .encodingUnknown: "marc-file-encoding-unknown"
    case .converterMissing: "marc-converter-missing"
    }
  }
}

extension MARCError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): cannot be read (\(reason)); check the path and its permissions"
    case .empty(let file):
      "\(file): the file is empty; export the records again"
    case .notMARC(let file, let looksLike):
      "\(file): neither MARC 21 (ISO 2709) nor MARCXML; it looks like \(looksLike). "
        + "Export it as MARC 21 (.mrc) or MARCXML"
    case .encodingUnknown(let file, let encoding):
      "\(file): encoding \"\(encoding.quoted)\" is not known here; save the file as UTF-8"
    case .converterMissing(let name):
      "libyaz does not know \"\(name)\"; install a complete libyaz"
    }
  }
}
