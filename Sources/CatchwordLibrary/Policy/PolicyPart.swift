import CatchwordCore

/// A part of a policy that has a canonical form.
///
/// Law: reading what `append` wrote gives the part again, and equal parts write equal bytes.
protocol PolicyPart: Hashable {
  func append(to writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(ByteError)
}

extension ByteWriter {
  mutating func append(optional value: Int64?) {
    append(byte: value == nil ? 0 : 1)
    if let value { append(signed: value) }
  }

  mutating func append(flag: Bool) { append(byte: flag ? 1 : 0) }

  mutating func append(parts: [some PolicyPart]) {
    append(varint: UInt64(parts.count))
    for part in parts { part.append(to: &self) }
  }
}

extension ByteReader {
  mutating func optional() throws(ByteError) -> Int64? { try flag() ? try signed() : nil }

  mutating func flag() throws(ByteError) -> Bool {
    let start = position
    let byte = try byte()
    guard byte <= 1 else { throw .overlong(at: start) }
    return byte == 1
  }

  mutating func parts<Part: PolicyPart>(
    _ part: Part.Type, maximum: Int
  ) throws(ByteError) -> [Part] {
    let count = try count(maximum: maximum)
    var parts: [Part] = []
    for _ in 0..<count { parts.append(try Part(from: &self)) }
    return parts
  }
}

extension Array where Element: PolicyPart {
  /// In the order of their bytes, each once: one list has one form.
  func inOrder() -> [Element] {
    let written = map { part in
      var writer = ByteWriter()
      part.append(to: &writer)
      return (bytes: writer.bytes, part: part)
    }
    var ordered: [Element] = []
    for each in written.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) })
    where ordered.last != each.part { ordered.append(each.part) }
    return ordered
  }
}

extension ExactText: PolicyPart {
  func append(to writer: inout ByteWriter) { writer.append(text: text) }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(try reader.text(maximum: PolicyLimits.textBytes))
  }
}

extension CivilDate: PolicyPart {
  func append(to writer: inout ByteWriter) { writer.append(signed: day) }

  init(from reader: inout ByteReader) throws(ByteError) {
    let start = reader.position
    let day = try reader.signed()
    self.init(day: day)
    // A day beyond the calendar became another: one date has one form.
    guard self.day == day else { throw .overlong(at: start) }
  }
}

extension OpenSpan: PolicyPart {
  func append(to writer: inout ByteWriter) {
    writer.append(signed: from)
    writer.append(signed: to)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(from: try reader.signed(), to: try reader.signed())
  }
}

extension PolicyClosure: PolicyPart {
  func append(to writer: inout ByteWriter) {
    first.append(to: &writer)
    last.append(to: &writer)
    reason.append(to: &writer)
    writer.append(flag: isYearly)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(
      first: try CivilDate(from: &reader), last: try CivilDate(from: &reader),
      reason: try ExactText(from: &reader), isYearly: try reader.flag())
  }
}

extension TravelTimes.Pair: PolicyPart {
  func append(to writer: inout ByteWriter) {
    first.append(to: &writer)
    second.append(to: &writer)
    writer.append(signed: minutes)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(
      try ExactText(from: &reader), try ExactText(from: &reader), minutes: try reader.signed())
  }
}

extension FloatingGroup: PolicyPart {
  func append(to writer: inout ByteWriter) {
    name.append(to: &writer)
    writer.append(parts: branches)
    writer.append(parts: itemTypes)
    writer.append(optional: itemsPerTitle)
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    self.init(
      try ExactText(from: &reader),
      try reader.parts(ExactText.self, maximum: PolicyLimits.codes))
    itemTypes = try reader.parts(ExactText.self, maximum: PolicyLimits.codes)
    itemsPerTitle = try reader.optional()
  }
}
