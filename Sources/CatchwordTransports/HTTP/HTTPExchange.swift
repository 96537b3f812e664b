import CCurl

/// What one request sends and what becomes of its answer. libcurl's callbacks reach it by pointer
/// while `CurlHandle.perform` keeps it alive.
///
/// An answer counts as the peer's own only with status 200 and our content type: a captive portal
/// answers 200 to anything, with a page.
final class HTTPExchange {
  static let contentType = "application/x-catchword"

  /// Sent one after the other as one body.
  private let chunks: [[UInt8]]
  private var chunkIndex = 0
  private var chunkOffset = 0
  private var sending: Pace
  private var receiving: Pace
  private let handle: UnsafeMutableRawPointer
  private let accept: (UnsafeRawBufferPointer) throws -> Void

  /// What `accept` threw; the transfer was broken off because of it.
  private(set) var failure: (any Error)?
  /// The beginning of an answer that is not 200, for the sentence in it.
  private(set) var refusal: [UInt8] = []
  /// The beginning of an answer that is not of our content type.
  private(set) var isForeign = false
  private(set) var bodyBytes = 0

  init(
    sending chunks: [[UInt8]], options: TransportOptions, on handle: UnsafeMutableRawPointer,
    accept: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.chunks = chunks
    sending = Pace(options)
    receiving = Pace(options)
    self.handle = handle
    self.accept = accept
  }

  /// Whether the session's deadline broke the transfer off.
  var isLate: Bool { sending.isLate || receiving.isLate }

  var sentBytes: Int { chunks.reduce(0) { $0 + $1.count } }

  var status: Int {
    var status = 0
    ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  var isOurContentType: Bool {
    var text: UnsafePointer<CChar>?
    ccurl_get_string(handle, CURLINFO_CONTENT_TYPE, &text)
    guard let text else { return false }
    let type = String(cString: text).split(separator: ";").first ?? ""
    return type.lowercased().filter { $0 != " " } == Self.contentType
  }

  /// - Returns: false to break the transfer off.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bodyBytes += bytes.count
    guard receiving.pass(bytes.count) else { return false }
    guard status == 200 else {
      refusal.append(contentsOf: bytes.prefix(max(0, HTTPLimits.refusalBytes - refusal.count)))
      // The rest of a long page is not worth its transfer.
      return bodyBytes <= HTTPLimits.refusalBytes
    }
    guard isOurContentType else {
      isForeign = true
      return false
    }
    do {
      try accept(bytes)
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// Fills the buffer with what comes next; 0 at the end, nil to break the transfer off.
  func supply(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let capacity = min(buffer.count, sending.pieceBytes)
    var filled = 0
    while filled < capacity, chunkIndex < chunks.count {
      let chunk = chunks[chunkIndex]
      let count = min(capacity - filled, chunk.count - chunkOffset)
      chunk.withUnsafeBytes { source in
        let part = UnsafeRawBufferPointer(rebasing: source[chunkOffset..<chunkOffset + count])
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(from: part)
      }
      filled += count
      chunkOffset += count
      if chunkOffset == chunk.count {
        chunkIndex += 1
        chunkOffset = 0
      }
    }
    return sending.pass(filled) ? filled : nil
  }

  /// libcurl begins anew when a connection that was kept open turns out to be dead.
  func rewind() {
    chunkIndex = 0
    chunkOffset = 0
  }
}

/// Bounds on what a peer may make this side hold; counted here, since libcurl's own size limit
/// looks at the announced length only.
enum HTTPLimits {
  static let messageBytes = 256 << 10
  static let refusalBytes = 16 << 10
}
