/// One `<record>` element as it stands in the file.
struct XMLExtent {
  enum Ending { case endTag, nextRecord, endOfFile, tooLarge }

  var bytes: [UInt8]
  var offset: Int
  /// Where it begins, both counted from 1; columns count characters.
  var line: Int
  var column: Int
  var ending: Ending
}

/// Cuts a file into `<record>` elements without parsing it, so that one record which is not
/// well-formed costs only itself. Any prefix, any wrapper, several documents in one file or no
/// document element at all: none of that matters to it.
///
/// OAI-PMH and SRU wrap a MARC `<record>` in a `<record>` of their own. So a second start tag before
/// any MARC content makes the first a wrapper; after MARC content, the first is broken off.
struct XMLSplitter {
  private var position = 0
  private var open: Int?
  private var hasContent = false
  private var place = TextPlace()
  /// For each kind of markup, up to where its end has been looked for in vain.
  private var searched = [0, 0, 0, 0]

  mutating func next(in window: inout ByteWindow) throws(MARCError) -> XMLExtent? {
    while true {
      if let open, position - open > MARCLimits.recordBytes {
        return cut(open..<position, .tooLarge, &window)
      }
      guard let tag = try nextMarkup(in: &window) else {
        guard let open, hasContent else { return nil }
        return cut(open..<window.end, .endOfFile, &window)
      }
      switch tag {
      case .skipped: break
      case .content: if open != nil { hasContent = true }
      case .recordStart(let range, let isEmpty):
        if let open, hasContent {
          position = range.lowerBound
          return cut(open..<range.lowerBound, .nextRecord, &window)
        }
        open = range.lowerBound
        hasContent = false
        if isEmpty { return cut(range, .endTag, &window) }
      case .recordEnd(let end):
        if let open { return cut(open..<end, .endTag, &window) }
      }
      discard(before: open ?? position, &window)
    }
  }

  private mutating func discard(before offset: Int, _ window: inout ByteWindow) {
    place.advance(over: window.slice(place.offset..<offset), to: offset)
    window.discard(before: offset)
  }

  private mutating func cut(
    _ range: Range<Int>, _ ending: XMLExtent.Ending, _ window: inout ByteWindow
  ) -> XMLExtent {
    discard(before: range.lowerBound, &window)
    let extent = XMLExtent(
      bytes: ending == .tooLarge ? [] : Array(window.slice(range)), offset: range.lowerBound,
      line: place.line, column: place.column, ending: ending)
    open = nil
    hasContent = false
    position = max(position, range.upperBound)
    if ending == .nextRecord { position = range.upperBound }
    discard(before: range.upperBound, &window)
    return extent
  }

  private enum Markup {
    case recordStart(Range<Int>, isEmpty: Bool)
    case recordEnd(Int)
    case content
    case skipped
  }

  /// The next thing that begins with "<", and moves behind it; nil at the end of the file.
  private mutating func nextMarkup(in window: inout ByteWindow) throws(MARCError) -> Markup? {
    while true {
      if let found = window.firstIndex(of: UInt8(ascii: "<"), from: position) {
        position = found
        break
      }
      position = max(position, window.end)
      if let open, position - open > MARCLimits.recordBytes { return .skipped }
      if open == nil { discard(before: position, &window) }
      guard try window.fill() else { return nil }
    }
    _ = try window.reach(position + 9)
    if let next = window[position + 1], next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      let start = window.slice(position..<position + 9)
      for (kind, markup) in Self.opaque.enumerated() where start.starts(with: markup.opening) {
        let begin = position + markup.opening.count
        let end = try find(markup.closing, kind: kind, from: begin, in: &window)
        position = end ?? begin
        return .skipped
      }
    }
    return try element(in: &window)
  }

  /// What hides markup: comments, character data, processing instructions.
  private static let opaque: [(opening: [UInt8], closing: [UInt8])] = [
    (Array("<!--".utf8), Array("-->".utf8)),
    (Array("<![CDATA[".utf8), Array("]]>".utf8)),
    (Array("<?".utf8), Array("?>".utf8)),
  ]

  /// A tag, at whose "<" the position is. A tag that never ends is passed over as text.
  private mutating func element(in window: inout ByteWindow) throws(MARCError) -> Markup {
    let start = position
    let isEnd = window[start + 1] == UInt8(ascii: "/")
    let nameStart = start + (isEnd ? 2 : 1)
    _ = try window.reach(nameStart + Self.nameBytes)
    let name = window.slice(nameStart..<nameStart + Self.nameBytes).prefix { !Self.endsName($0) }
    let nameEnd = nameStart + name.count
    position = max(nameEnd, start + 1)
    let localName = Array(name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name)
    if Self.contentNames.contains(localName) { return .content }
    guard localName == Self.recordName,
      let end = try find([UInt8(ascii: ">")], kind: 3, from: nameEnd, in: &window)
    else { return .skipped }
    position = end
    if isEnd { return .recordEnd(end) }
    return .recordStart(start..<end, isEmpty: window[end - 2] == UInt8(ascii: "/"))
  }

  /// Bytes of a prefix and a name; a longer name is none that matters.
  private static let nameBytes = 128
  private static let recordName = Array("record".utf8)
  private static let contentNames = ["leader", "controlfield", "datafield"].map { Array($0.utf8) }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "<")
  }

  /// The offset after the first `pattern`; nil if there is none within the limit for markup.
  ///
  /// What has been searched in vain for that kind is not searched again: a file full of comments
  /// that never end must not cost the square of its length.
  private mutating func find(
    _ pattern: [UInt8], kind: Int, from start: Int, in window: inout ByteWindow
  ) throws(MARCError) -> Int? {
    var from = max(start, searched[kind] - pattern.count + 1)
    while from - start <= MARCLimits.markupBytes {
      if let last = pattern.last, let found = window.firstIndex(of: last, from: from) {
        let end = found + 1
        let isWhole = end - pattern.count >= start
        if isWhole, window.slice(end - pattern.count..<end).elementsEqual(pattern) { return end }
        from = end
      } else {
        from = max(from, window.end)
        guard try window.fill() else { break }
      }
    }
    searched[kind] = max(searched[kind], from)
    return nil
  }
}

/// A position as people count it.
struct TextPlace {
  private(set) var offset = 0
  private(set) var line = 1
  private(set) var column = 1

  init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }

  mutating func advance(over bytes: ArraySlice<UInt8>, to offset: Int) {
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes {
        if byte == 0x0a {
          line += 1
          column = 1
        } else if byte & 0xc0 != 0x80 {
          column += 1
        }
      }
    }
    self.offset = max(self.offset, offset)
  }
}
