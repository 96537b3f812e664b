/// Reads a file of MARC records, one by one, and never fails on a record.
///
/// What libraries export is rarely clean: lengths counted in characters, MARC-8 flagged as UTF-8,
/// control characters in XML, files cut off by a full disk. The rule here is that each record is
/// judged alone. It is recovered as far as its bytes say clearly what was meant; everything lost or
/// interpreted on the way gets a message that names file, record, control number and field; and a
/// record that cannot be read costs only itself. So totals always add up: read = accepted + warned +
/// rejected. Errors are only for the file as a whole: not readable, or not MARC.
///
/// The parts: `ByteWindow` holds the piece of the file that is needed; `ISO2709Splitter` and
/// `XMLSplitter` cut it into records, each by the one mark its format has; `ISO2709Structure` and
/// `XMLRecordParser` take a record apart; the field readers and `CharacterSets/` turn bytes into
/// text, which is kept as decoded, never normalised. `MARCWriter` is the way back.
package struct MARCReader: ~Copyable {
  /// The file's name, as messages show it.
  package let file: String
  package let format: MARCFormat
  package private(set) var tally = MARCTally()
  /// What concerns the file rather than a record; complete once `next()` has returned nil.
  package private(set) var fileMessages: [MARCMessage] = []

  private var window: ByteWindow
  private var iso2709 = ISO2709Splitter()
  private var xml = XMLSplitter()
  private let parser: XMLRecordParser
  private var fieldReader: ISO2709FieldReader
  private var isAtEnd = false

  package init(path: String) throws(MARCError) {
    try self.init(window: try ByteWindow(path: path))
  }

  package init(bytes: [UInt8], file: String) throws(MARCError) {
    try self.init(window: ByteWindow(bytes: bytes, file: file))
  }

  init(window: ByteWindow) throws(MARCError) {
    var window = window
    let (format, encoding) = try MARCFormat.detect(&window)
    let fieldReader = try ISO2709FieldReader()
    self.init(window, format, encoding: encoding, fieldReader)
  }

  private init(
    _ window: ByteWindow, _ format: MARCFormat, encoding: String?,
    _ fieldReader: consuming ISO2709FieldReader
  ) {
    file = window.file
    self.format = format
    self.window = window
    parser = XMLRecordParser(encoding: encoding)
    self.fieldReader = fieldReader
  }

  /// The next record of the file, read or rejected; nil at the end.
  package mutating func next() throws(MARCError) -> MARCReading? {
    if isAtEnd { return nil }
    let reading =
      switch format {
      case .iso2709: try nextISO2709()
      case .marcXML: try nextXML()
      }
    if let reading { tally.count(reading.status) } else { finish() }
    return reading
  }

  private mutating func finish() {
    isAtEnd = true
    let place = MARCPlace(file: file)
    if iso2709.fillerBytes > 0 {
      fileMessages.append(MARCFinding.fillerSkipped(iso2709.fillerBytes).placed(at: place))
    }
    if tally.read == 0 { fileMessages.append(MARCFinding.noRecords(format).placed(at: place)) }
  }

  private func place(_ offset: Int) -> MARCPlace {
    MARCPlace(file: file, recordNumber: tally.read + 1, byteOffset: offset)
  }

  private mutating func nextISO2709() throws(MARCError) -> MARCReading? {
    guard let extent = try iso2709.next(in: &window) else { return nil }
    var findings: [MARCFinding] = []
    if !extent.junk.isEmpty {
      findings.append(.junkSkipped(extent.junk.count, atByte: extent.junk.lowerBound))
    }
    var place = place(extent.offset)
    let isWhole = extent.ending == .terminator || extent.ending == .nextLeader
    switch extent.ending {
    case .tooLarge: findings.append(.recordTooLarge(extent.skippedBytes))
    case .endOfFile: findings.append(.truncated(atByte: extent.offset))
    case .nextLeader: findings.append(.terminatorMissing)
    case .terminator: break
    }
    guard extent.bytes.count > LeaderShape.length else {
      if isWhole { findings.append(.recordTooShort(extent.bytes.count)) }
      return MARCReading(place: place, outcome: .rejected, findings: findings)
    }
    let structure = ISO2709Structure(extent.bytes)
    guard isWhole else {
      place.controlNumber = structure.controlNumber
      return MARCReading(place: place, outcome: .rejected, findings: findings)
    }
    if extent.ending == .terminator { checkLength(extent, &findings) }
    guard let record = fieldReader.record(structure, &findings) else {
      return MARCReading(place: place, outcome: .rejected, findings: findings)
    }
    return MARCReading(place: place, outcome: .record(record), findings: findings)
  }

  private func checkLength(_ extent: ISO2709Extent, _ findings: inout [MARCFinding]) {
    let actual = extent.bytes.count
    if actual > MARCLimits.iso2709RecordBytes {
      findings.append(.recordTooLong(actual))
    } else if extent.declaredLength != actual {
      let said = String(decoding: extent.bytes.prefix(5), as: UTF8.self)
      findings.append(
        .lengthWrong(
          said: extent.declaredLength.map(String.init) ?? "\"\(said.quoted)\"", actual: actual))
    }
  }

  private mutating func nextXML() throws(MARCError) -> MARCReading? {
    guard let extent = try xml.next(in: &window) else { return nil }
    let place = place(extent.offset)
    switch extent.ending {
    case .tooLarge:
      return MARCReading(
        place: place, outcome: .rejected, findings: [.recordTooLarge(MARCLimits.recordBytes)])
    case .endOfFile:
      return MARCReading(
        place: place, outcome: .rejected, findings: [.truncated(atByte: extent.offset)])
    case .endTag, .nextRecord: break
    }
    var reader = XMLFieldReader()
    do throws(XMLProblem) {
      let record = try parser.parse(extent) { reader.record($0) }
      let outcome = record.map(MARCReading.Outcome.record) ?? .rejected
      return MARCReading(place: place, outcome: outcome, findings: reader.findings)
    } catch {
      let finding = MARCFinding.xmlNotWellFormed(
        line: error.line, column: error.column, error.text)
      return MARCReading(place: place, outcome: .rejected, findings: [finding])
    }
  }
}
