import CCurl

/// One libcurl easy handle, used for request after request so that its connection stays open.
final class CurlHandle {
  struct Request {
    let base: HTTPBase
    let path: String
    let bearer: String
    let options: TransportOptions
    /// All of the request and its answer; nil where only a stall ends it.
    let limitSeconds: Int?
  }

  /// What libcurl made of a request: its code, its words, and the bytes with their headers.
  struct Result {
    let code: CURLcode
    let detail: String
    let sentBytes: Int64
    let receivedBytes: Int64
  }

  let handle: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>

  /// - Returns: nil when there is no memory for a handle.
  init?() {
    guard let handle = curl_easy_init() else { return nil }
    self.handle = handle
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    errorText.deallocate()
  }

  /// - Precondition: `exchange` was made for this handle.
  func perform(_ request: Request, _ exchange: HTTPExchange) -> Result {
    // Forgets every option of the last request; connections and resolved names stay.
    curl_easy_reset(handle)
    errorText.pointee = 0
    configureAddress(request)
    configureLimits(request)
    configureCallbacks(exchange)
    var headers: UnsafeMutablePointer<curl_slist>?
    for line in [
      "Authorization: Bearer \(request.bearer)", "Content-Type: \(HTTPExchange.contentType)",
      "Accept: \(HTTPExchange.contentType)",
      // A peer that does not answer 100-continue would cost a second for every push.
      "Expect:",
    ] {
      headers = curl_slist_append(headers, line)
    }
    defer { curl_slist_free_all(headers) }
    ccurl_set_headers(handle, headers)
    ccurl_set_error_buffer(handle, errorText)
    let code = withExtendedLifetime(exchange) { curl_easy_perform(handle) }
    ccurl_set_error_buffer(handle, nil)
    let words = String(cString: errorText)
    return Result(
      code: code, detail: words.isEmpty ? String(cString: curl_easy_strerror(code)) : words,
      sentBytes: sentBytes(), receivedBytes: receivedBytes())
  }

  private func configureAddress(_ request: Request) {
    ccurl_set_string(handle, CURLOPT_URL, request.base.text + request.path)
    ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, request.base.isSecure ? "https" : "http")
    ccurl_set_string(handle, CURLOPT_USERAGENT, "catchword")
    // A redirect would carry the bearer token to whoever asks for it.
    ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // Certificates are verified by default; pinned keys come with member certificates.
    ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_3))
    // No proxy from the environment may stand between this machine and itself.
    if !request.base.isSecure { ccurl_set_string(handle, CURLOPT_NOPROXY, "*") }
  }

  private func configureLimits(_ request: Request) {
    let options = request.options
    // Without this libcurl uses SIGALRM for name look-ups.
    ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT, options.connectTimeoutSeconds)
    ccurl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
    ccurl_set_long(handle, CURLOPT_LOW_SPEED_TIME, options.stallSeconds)
    // Servers close what was idle for 30 seconds; a connection near that age is not worth the race.
    ccurl_set_long(handle, CURLOPT_MAXAGE_CONN, 20)
    if let milliseconds = Self.timeoutMilliseconds(request) {
      ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds)
    }
    guard let rate = options.maximumRate else { return }
    // `Pace` does the limiting, piece by piece; what the kernel takes ahead of it has to be small.
    ccurl_set_long(handle, CURLOPT_BUFFERSIZE, max(1_024, min(16_384, rate / 8)))
    ccurl_set_receive_buffer(handle, max(4_096, min(262_144, rate)))
  }

  private func configureCallbacks(_ exchange: HTTPExchange) {
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    ccurl_set_long(handle, CURLOPT_POST, 1)
    ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(exchange.sentBytes))
    ccurl_set_writer(
      handle,
      { data, size, count, context in
        let exchange = Unmanaged<HTTPExchange>.fromOpaque(context!).takeUnretainedValue()
        let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
        // Any other number than was offered breaks the transfer off.
        return exchange.receive(bytes) ? bytes.count : bytes.count + 1
      }, context)
    ccurl_set_reader(
      handle,
      { buffer, size, count, context in
        let exchange = Unmanaged<HTTPExchange>.fromOpaque(context!).takeUnretainedValue()
        return exchange.supply(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
          ?? Int(CURL_READFUNC_ABORT)
      }, context)
    ccurl_set_seeker(
      handle,
      { context, offset, origin in
        guard offset == 0, origin == 0 else { return CURL_SEEKFUNC_CANTSEEK }
        Unmanaged<HTTPExchange>.fromOpaque(context!).takeUnretainedValue().rewind()
        return CURL_SEEKFUNC_OK
      }, context)
  }

  /// The sooner of the request's own limit and the session's deadline; at least one millisecond,
  /// since libcurl takes zero for never.
  private static func timeoutMilliseconds(_ request: Request) -> Int? {
    let own = request.limitSeconds.map { $0 * 1_000 }
    guard let deadline = request.options.deadline else { return own }
    let left = (deadline - .now).components
    let milliseconds = Int(left.seconds) * 1_000 + Int(left.attoseconds / 1_000_000_000_000_000)
    return max(1, min(milliseconds, own ?? milliseconds))
  }

  private func sentBytes() -> Int64 {
    var headers = 0
    var body: curl_off_t = 0
    ccurl_get_long(handle, CURLINFO_REQUEST_SIZE, &headers)
    ccurl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &body)
    return Int64(headers) + Int64(body)
  }

  private func receivedBytes() -> Int64 {
    var headers = 0
    var body: curl_off_t = 0
    ccurl_get_long(handle, CURLINFO_HEADER_SIZE, &headers)
    ccurl_get_offset(handle, CURLINFO_SIZE_DOWNLOAD_T, &body)
    return Int64(headers) + Int64(body)
  }
}
