import CatchwordCore

extension WireError {
  /// Stable, for scripts and peers.
  package var code: String {
    switch self {
    case .tooLarge: "segment-too-large"
    case .unsealable: "unsealable"
    case .oversized: "oversized"
    case .notASegment: "not-a-segment"
    case .truncated: "truncated"
    case .badHeader: "bad-header"
    case .unknownFormat: "unknown-format"
    case .otherNetwork: "other-network"
    case .badSignature: "bad-signature"
    case .unknownWriter: "unknown-writer"
    case .bodyHashDiffers: "body-hash-differs"
    case .badFrame: "bad-frame"
    case .badColumn: "bad-column"
    case .badCommits: "bad-commits"
    case .notCanonical: "not-canonical"
    case .sealedColumn: "sealed-column"
    case .badMessage: "bad-message"
    case .badName: "bad-name"
    }
  }

  /// For a person, with what to do where there is something to do.
  package var sentence: String {
    switch self {
    case .tooLarge(let size, let maximum):
      "these commits would make \(size) of at most \(maximum); seal fewer of them"
    case .unsealable(let rule): "these commits cannot be sealed: \(rule.rawValue)"
    case .oversized(let bytes, let maximum): "\(bytes) bytes are more than the \(maximum) allowed"
    case .notASegment: "this is not a Catchword segment"
    case .truncated: "the segment was cut short; fetch it again"
    case .badHeader(let fault): "the segment's header is malformed: \(fault.rawValue)"
    case .unknownFormat(let format):
      "the segment has format \(format) and this program reads \(SegmentCodec.format); update it"
    case .otherNetwork(let network):
      "the segment belongs to network \(network.word.hex.prefix(16))"
    case .badSignature: "the signature is not the writer's: the segment was forged or damaged"
    case .unknownWriter(let short):
      "it builds upon writer \([UInt8](bigEndian: short).hex), who is not known here yet"
    case .bodyHashDiffers: "the body is not the one that was signed: fetch the segment again"
    case .badFrame(let fault): "the body cannot be unpacked: \(fault.rawValue)"
    case .badColumn(let kind, let field, let fault):
      "column \(field) of kind \(kind) is malformed: \(fault.sentence)"
    case .badCommits(let rule): "the commits break a rule: \(rule.rawValue)"
    case .notCanonical: "the body is not in its canonical form"
    case .sealedColumn(let keyID):
      "a column is sealed under key \(keyID), which this program cannot read"
    case .badMessage(let reason): "the message is malformed: \(reason)"
    case .badName: "this is not the name of a segment"
    }
  }
}

extension WireError.ColumnFault {
  package var sentence: String {
    switch self {
    case .bytes(let error): "\(error)"
    case .unordered: "it does not stand in its place"
    case .unexpected: "nothing takes values from it"
    case .missing: "it is missing"
    case .countDiffers(let count, let expected): "it holds \(count) values instead of \(expected)"
    case .encoding(let byte): "its encoding \(byte) is unknown"
    case .index(let index, let count): "index \(index) points outside \(count) entries"
    case .number(let number): "\(number) is out of range"
    case .wrongType(let type, let expected): "its values are \(type), not \(expected)"
    case .confidentialInClear: "it is confidential and not marked so"
    case .dictionary: "its dictionary does not ascend"
    case .notUTF8: "a text is not UTF-8 or too long"
    case .tooMuch: "its texts take too many bytes"
    }
  }
}

extension [UInt8] {
  init(bigEndian word: UInt64) {
    self = []
    append(bigEndian: word)
  }
}
