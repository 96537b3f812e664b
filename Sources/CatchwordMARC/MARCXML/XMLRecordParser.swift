import CYAZ

/// Parses the bytes of one `<record>` element with libxml2.
///
/// The document type declaration, if the file has one, never reaches the parser: it sees the element
/// alone. So there are no entities but the five of XML, nothing to load, and nothing to expand;
/// network access is forbidden on top, and libxml2's own limits on depth and length stay on.
struct XMLRecordParser {
  /// A name that libxml2 knows; nil for UTF-8.
  let encoding: String?

  /// libxml2's own first-time set-up is not safe from several threads; this is.
  private static let isReady: Void = xmlInitParser()

  /// Calls `body` with the root element, which is gone afterwards.
  func parse<Result>(
    _ extent: XMLExtent, _ body: (XMLElement) -> Result
  ) throws(XMLProblem) -> Result {
    if let problem = XMLProblem.inCharacters(of: extent, isUTF8: encoding == nil) { throw problem }
    if XMLProblem.hasOverlongTag(extent.bytes) {
      throw XMLProblem(extent, "a tag has more than \(MARCLimits.tagBytes.grouped) bytes")
    }
    _ = Self.isReady
    guard let context = xmlNewParserCtxt() else { throw XMLProblem(extent, "out of memory") }
    defer { xmlFreeParserCtxt(context) }
    // Stops at the first fatal error, which is the one that says what is wrong.
    context.pointee.sax.pointee.serror = { context, error in
      guard let context, let error, error.pointee.level == XML_ERR_FATAL else { return }
      xmlStopParser(context.assumingMemoryBound(to: xmlParserCtxt.self))
    }
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_COMPACT.rawValue)
    let document = extent.bytes.withUnsafeBytes { bytes in
      xmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil,
        encoding ?? "UTF-8", options)
    }
    defer { xmlFreeDoc(document) }
    guard let document, context.pointee.wellFormed != 0,
      let root = xmlDocGetRootElement(document)
    else { throw XMLProblem(extent, context.pointee.lastError) }
    return body(XMLElement(node: root))
  }

  /// Whether libxml2 can decode that encoding.
  static func knows(_ encoding: String) -> Bool {
    _ = isReady
    guard let handler = xmlFindCharEncodingHandler(encoding) else { return false }
    xmlCharEncCloseFunc(handler)
    return true
  }
}

/// Why a record is not well-formed, and where in the file.
struct XMLProblem: Error {
  var line: Int
  var column: Int
  var text: String

  init(_ extent: XMLExtent, _ text: String) {
    line = extent.line
    column = extent.column
    self.text = text
  }

  init(_ extent: XMLExtent, _ error: xmlError) {
    let inside = (line: max(Int(error.line), 1), column: max(Int(error.int2), 1))
    line = extent.line + inside.line - 1
    column = inside.line == 1 ? extent.column + inside.column - 1 : inside.column
    switch xmlParserErrors(UInt32(truncatingIfNeeded: error.code)) {
    case XML_ERR_TAG_NAME_MISMATCH:
      text = "</\(Self.string(error.str2))> where </\(Self.string(error.str1))> should be"
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED:
      text = "the record has no end"
    case XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_CHAR:
      text = "a character reference names no character that XML allows"
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      text = "entity \"\(Self.string(error.str1))\" is not defined"
    default:
      let message = error.message.map { String(cString: $0) } ?? "not well-formed"
      text = message.trimmingBlanks().quoted
    }
  }

  private static func string(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) }?.quoted ?? ""
  }

  /// Looks for what no XML document may contain, because the parser's own words for it are vague.
  static func inCharacters(of extent: XMLExtent, isUTF8: Bool) -> XMLProblem? {
    let bytes = extent.bytes[...]
    let control = bytes.firstIndex { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 }
    var bad = control
    var text = control.map { "character \(bytes[$0].hexadecimal) not allowed" }
    if isUTF8, let index = UTF8Text.firstInvalid(bytes), index < control ?? Int.max {
      bad = index
      text = "byte \(bytes[index].hexadecimal) is not UTF-8"
    }
    guard let bad, let text else { return nil }
    var place = TextPlace(line: extent.line, column: extent.column)
    place.advance(over: bytes[..<bad], to: 0)
    var problem = XMLProblem(extent, text)
    problem.line = place.line
    problem.column = place.column
    return problem
  }
}

extension XMLProblem {
  /// Whether any tag is longer than the limit, comments and character data left aside.
  static func hasOverlongTag(_ bytes: [UInt8]) -> Bool {
    var start: Int?
    for (position, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "<") {
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        start = next == UInt8(ascii: "!") || next == UInt8(ascii: "?") ? nil : position
      } else if byte == UInt8(ascii: ">") {
        if let start, position - start > MARCLimits.tagBytes { return true }
        start = nil
      }
    }
    return start.map { bytes.count - $0 > MARCLimits.tagBytes } ?? false
  }
}

/// An element of the parsed record; valid only while the parser's body runs.
struct XMLElement {
  fileprivate let node: xmlNodePtr

  /// The name without its prefix, declared or not.
  var name: String {
    guard let name = node.pointee.name else { return "" }
    return xmlStrchr(name, UInt8(ascii: ":")).map { String(cString: $0 + 1) }
      ?? String(cString: name)
  }

  func attribute(_ name: String) -> String? {
    guard let attribute = xmlHasProp(node, name) else { return nil }
    return Self.text(attribute.pointee.children)
  }

  /// The child elements, and the text beside them that is not only blanks.
  var children: (elements: [XMLElement], strayText: String) {
    var elements: [XMLElement] = []
    var text = ""
    var next = node.pointee.children
    while let child = next {
      switch child.pointee.type {
      case XML_ELEMENT_NODE: elements.append(XMLElement(node: child))
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: text += Self.content(child)
      default: break
      }
      next = child.pointee.next
    }
    return (elements, text.trimmingBlanks())
  }

  /// Its text, comments left out and elements inside it not entered.
  var text: String { Self.text(node.pointee.children) }

  private static func text(_ first: xmlNodePtr?) -> String {
    var text = ""
    var next = first
    while let node = next {
      if [XML_TEXT_NODE, XML_CDATA_SECTION_NODE].contains(node.pointee.type) {
        text += content(node)
      }
      next = node.pointee.next
    }
    return text
  }

  private static func content(_ node: xmlNodePtr) -> String {
    node.pointee.content.map { String(cString: $0) } ?? ""
  }
}
