import CYAZ

/// A conversion of libyaz, used one character at a time and always from its initial state.
///
/// libyaz drops what it cannot convert without a word, and after an incomplete sequence its decoder
/// keeps stale combining characters. Fed with single characters, neither can lose text unseen: a
/// character without output is one that the set does not have.
struct YAZConverter: ~Copyable {
  private let handle: yaz_iconv_t

  /// - Parameter name: a decoder that libyaz has built in, such as `marc8` or `iso5426`.
  init(from name: String) throws(MARCError) {
    guard let handle = yaz_iconv_open("utf-8", name) else { throw .converterMissing(name) }
    self.handle = handle
  }

  deinit { yaz_iconv_close(handle) }

  /// The character that follows `designation` (an escape sequence, or nothing) as `bytes`.
  ///
  /// A blank is sent after it: combining characters come out behind that blank, others before it,
  /// and unknown ones leave it alone.
  func character(_ bytes: ArraySlice<UInt8>, after designation: [UInt8]) -> YAZCharacter {
    var output = [CChar](repeating: 0, count: 64)
    var input = designation.map(CChar.init(bitPattern:))
    input += bytes.map(CChar.init(bitPattern:))
    input.append(0x20)
    let written = convert(&input, into: &output)
    guard let written else { return .unknown }
    let text = output.prefix(written).map(UInt8.init(bitPattern:))
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    guard scalars.count == 2 else { return .unknown }
    if scalars[0] == " ", scalars[1] != " " { return .combining(scalars[1]) }
    return scalars[1] == " " ? .spacing(scalars[0]) : .unknown
  }

  private func convert(_ input: inout [CChar], into output: inout [CChar]) -> Int? {
    let inputCount = input.count
    let outputCount = output.count
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        // Without input the converter returns to its initial state.
        yaz_iconv(handle, nil, nil, nil, nil)
        var from = input.baseAddress
        var fromLeft = inputCount
        var to = output.baseAddress
        var toLeft = outputCount
        let result = yaz_iconv(handle, &from, &fromLeft, &to, &toLeft)
        guard result != -1, fromLeft == 0 else { return nil }
        yaz_iconv(handle, nil, nil, &to, &toLeft)
        return outputCount - toLeft
      }
    }
  }
}

/// What libyaz made of one character.
enum YAZCharacter {
  case spacing(Unicode.Scalar)
  /// Stands before its base character in MARC-8 and ISO 5426, after it in Unicode.
  case combining(Unicode.Scalar)
  case unknown
}
