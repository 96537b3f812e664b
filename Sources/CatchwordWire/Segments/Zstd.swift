import CZstd
import CatchwordCore

/// One zstd frame in, one out, each within bounds of our own (Protocol §3.3).
enum Zstd {
  /// Between 9 and 15 the day's changes differ by 2 %, and the time by three.
  private static let level: Int32 = 12
  /// A block shorter than this costs more than its own statistics save.
  private static let blockBytes = 512

  /// - Parameter cuts: ascending offsets at which the statistics of the bytes change.
  static func pack(_ bytes: [UInt8], cuts: [Int]) -> [UInt8] {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("no memory for zstd") }
    defer { ZSTD_freeCCtx(context) }
    check(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level))
    check(ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1))
    check(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 0))
    check(ZSTD_CCtx_setPledgedSrcSize(context, UInt64(bytes.count)))
    let ends = blockEnds(cuts, count: bytes.count)
    // A flushed block costs three bytes of header beyond the bound.
    let capacity = ZSTD_compressBound(bytes.count) + 4 * (ends.count + 1) + 64
    return [UInt8](unsafeUninitializedCapacity: capacity) { packed, count in
      bytes.withUnsafeBufferPointer { raw in
        var output = ZSTD_outBuffer(dst: packed.baseAddress, size: capacity, pos: 0)
        var input = ZSTD_inBuffer(src: raw.baseAddress, size: 0, pos: 0)
        for end in ends {
          input.size = end
          let directive = end == bytes.count ? ZSTD_e_end : ZSTD_e_flush
          let rest = ZSTD_compressStream2(context, &output, &input, directive)
          check(rest)
          precondition(rest == 0 && input.pos == end, "the bound gave room for all")
        }
        count = output.pos
      }
    }
  }

  /// What unpacking works in, kept from segment to segment: to make it anew takes longer than to
  /// unpack a small one. Packing keeps nothing, since what it works in grows with what it packs.
  ///
  /// Not `Sendable`: whoever has it unpacks one segment at a time.
  final class Room {
    private var made: OpaquePointer?

    deinit { ZSTD_freeDCtx(made) }

    /// Made when first needed; then ready for another frame, whatever became of the last.
    func cleared() -> OpaquePointer {
      guard let context = made ?? ZSTD_createDCtx() else {
        preconditionFailure("no memory for zstd")
      }
      made = context
      Zstd.check(ZSTD_DCtx_reset(context, ZSTD_reset_session_and_parameters))
      return context
    }
  }

  /// Unpacks exactly `rawBytes` out of exactly one frame.
  static func unpack(
    _ packed: [UInt8], rawBytes: Int, in room: Room = Room()
  ) throws(WireError) -> [UInt8] {
    let size = packed.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    // The two values that zstd keeps for "unknown" and "no frame"; Swift does not import them.
    if size == UInt64.max { throw .badFrame(.noContentSize) }
    if size == UInt64.max - 1 { throw .badFrame(.damaged) }
    guard size == UInt64(rawBytes), isStandard(packed) else {
      throw .badFrame(.contentSizeDiffers)
    }
    guard windowBytes(packed) <= 1 << Int(Limits.zstdWindowLog) else { throw .badFrame(.window) }
    let context = room.cleared()
    check(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Limits.zstdWindowLog))
    var fault: WireError.FrameFault?
    let raw = [UInt8](unsafeUninitializedCapacity: rawBytes) { target, count in
      packed.withUnsafeBytes { source in
        var output = ZSTD_outBuffer(dst: target.baseAddress, size: rawBytes, pos: 0)
        var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        fault = decompress(context, &input, &output)
        count = output.pos
      }
    }
    if let fault { throw .badFrame(fault) }
    guard raw.count == rawBytes else { throw .badFrame(.contentSizeDiffers) }
    return raw
  }

  private static func decompress(
    _ context: OpaquePointer, _ input: inout ZSTD_inBuffer, _ output: inout ZSTD_outBuffer
  ) -> WireError.FrameFault? {
    while true {
      let before = (input.pos, output.pos)
      let rest = ZSTD_decompressStream(context, &output, &input)
      if ZSTD_isError(rest) != 0 {
        return ZSTD_getErrorCode(rest) == ZSTD_error_frameParameter_windowTooLarge
          ? .window : .damaged
      }
      if rest == 0 { return input.pos == input.size ? nil : .notOneFrame }
      // Neither side moved: the frame wants more bytes than there are, or more room than declared.
      if before == (input.pos, output.pos) { return .damaged }
    }
  }

  /// Skippable frames and those of old versions are not the format's.
  private static func isStandard(_ packed: [UInt8]) -> Bool {
    packed.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
  }

  /// What the frame's header asks for (RFC 8878 §3.1.1.1.2). Read here, because zstd passes over its
  /// own limit where the output is one piece, and a decoder that streams would not.
  private static func windowBytes(_ packed: [UInt8]) -> Int {
    let isSingleSegment = packed[4] & 0x20 != 0
    guard !isSingleSegment, packed.count > 5 else { return 0 }
    let base = 1 << (10 + Int(packed[5] >> 3))
    return base + base / 8 * Int(packed[5] & 7)
  }

  private static func blockEnds(_ cuts: [Int], count: Int) -> [Int] {
    var ends: [Int] = []
    for (index, cut) in cuts.enumerated() where cut > ends.last ?? 0 && cut < count {
      let next = cuts[(index + 1)...].first { $0 > cut } ?? count
      // Cut around what is long on either side.
      if cut - (ends.last ?? 0) >= blockBytes || next - cut >= blockBytes { ends.append(cut) }
    }
    return ends + [count]
  }

  private static func check(_ code: Int) {
    precondition(ZSTD_isError(code) == 0, "zstd refused its own parameters")
  }
}
