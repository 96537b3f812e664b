/// Every bound of this module, in one place. A file that exceeds one costs a record and a message,
/// never the process: staff import what a stranger's system wrote.
package enum MARCLimits {
  /// Bytes of one record, in either form. The longest real one in our samples has 1.1 million.
  package static let recordBytes = 16 << 20
  /// Fields of one record.
  package static let recordFields = 100_000
  /// Subfields of one field.
  package static let fieldSubfields = 20_000
  /// Messages about one record; one more counts those left out.
  package static let recordMessages = 100
  /// Bytes read from a file at a time.
  package static let readBytes = 1 << 20
  /// Bytes of one XML comment, processing instruction or section of character data.
  package static let markupBytes = 1 << 20
  /// Bytes of one XML tag: libxml2 compares each attribute with every other.
  package static let tagBytes = 16 << 10
  /// Bytes in which the first look at a file tells its format.
  package static let detectionBytes = 64 << 10
  /// Bytes of an ISO 2709 record: its leader counts in five digits.
  package static let iso2709RecordBytes = 99_999
  /// Bytes of an ISO 2709 field: its directory counts in four digits.
  package static let iso2709FieldBytes = 9_999
  /// Characters of a control number or other foreign text quoted in a message.
  package static let quotedCharacters = 60
}
