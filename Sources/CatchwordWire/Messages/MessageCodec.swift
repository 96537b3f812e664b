package import CatchwordCore
import SwiftProtobuf

/// The session's messages as bytes (Protocol §5). Decoding throws `WireError.badMessage`.
///
/// Unlike a segment a message is not kept: fields that only a newer peer knows are passed over.
package enum MessageCodec {
  package static func encode(_ hello: Hello) -> [UInt8] { bytes(Catchword_V1_Hello(hello)) }

  package static func hello(from bytes: [UInt8]) throws(WireError) -> Hello {
    try (message(bytes) as Catchword_V1_Hello).value()
  }

  package static func encode(_ have: Have) -> [UInt8] { bytes(Catchword_V1_Have(have)) }

  package static func have(from bytes: [UInt8]) throws(WireError) -> Have {
    try (message(bytes) as Catchword_V1_Have).value()
  }

  package static func encode(_ wants: [Want]) -> [UInt8] { bytes(Catchword_V1_WantList(wants)) }

  package static func wants(from bytes: [UInt8]) throws(WireError) -> [Want] {
    try (message(bytes) as Catchword_V1_WantList).value()
  }

  package static func encode(_ error: PeerError) -> [UInt8] {
    var message = Catchword_V1_Error()
    message.code = error.code.clipped(to: Limits.codeBytes)
    message.sentence = error.sentence.clipped(to: Limits.sentenceBytes)
    return bytes(message)
  }

  package static func error(from bytes: [UInt8]) throws(WireError) -> PeerError {
    let message: Catchword_V1_Error = try message(bytes)
    guard !message.code.isEmpty, message.code.utf8.count <= Limits.codeBytes,
      message.sentence.utf8.count <= Limits.sentenceBytes
    else { throw .badMessage("an error has a code and a sentence") }
    return PeerError(code: message.code, sentence: message.sentence)
  }

  static func bytes(_ message: some SwiftProtobuf.Message) -> [UInt8] {
    guard let bytes: [UInt8] = try? message.serializedBytes() else {
      preconditionFailure("our messages have no required fields and stay far below 2 GiB")
    }
    return bytes
  }

  private static func message<Content: SwiftProtobuf.Message>(
    _ bytes: [UInt8]
  ) throws(WireError) -> Content {
    guard bytes.count <= Limits.messageBytes else {
      throw .oversized(bytes: bytes.count, maximum: Limits.messageBytes)
    }
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    options.messageDepthLimit = 8
    guard let message = try? Content(serializedBytes: bytes, options: options) else {
      throw .badMessage("it is not protobuf")
    }
    return message
  }
}

/// Why a peer did not do what a request asked.
package struct PeerError: Error, Hashable, Sendable {
  /// Stable, for scripts and peers.
  package let code: String
  package let sentence: String

  package init(code: String, sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}
