/// The graphic character sets that MARC-8 can designate, by the final character of their escape
/// sequence (MARC 21 Specifications, "MARC-8 Encoding Environment").
enum MARC8Set: UInt8, CaseIterable {
  case ascii = 0x42  // B
  case ansel = 0x45  // !E
  case greekSymbols = 0x67  // g
  case subscripts = 0x62  // b
  case superscripts = 0x70  // p
  case hebrew = 0x32  // 2
  case cyrillic = 0x4e  // N
  case extendedCyrillic = 0x51  // Q
  case arabic = 0x33  // 3
  case extendedArabic = 0x34  // 4
  case greek = 0x53  // S
  case eastAsian = 0x31  // $1, the only one with three bytes a character

  /// The escape sequence that makes this set G0.
  var designation: [UInt8] {
    switch self {
    case .ansel: [0x1b, 0x28, 0x21, rawValue]
    case .eastAsian: [0x1b, 0x24, rawValue]
    case .greekSymbols, .subscripts, .superscripts: [0x1b, rawValue]
    default: [0x1b, 0x28, rawValue]
    }
  }

  var characterLength: Int { self == .eastAsian ? 3 : 1 }
}

/// An escape sequence as it stands in the bytes.
enum MARC8Escape {
  case designates(MARC8Set, isG1: Bool, length: Int)
  /// `name` is what follows the escape; `length` says how many bytes to leave out.
  case unknown(name: String, length: Int)

  /// Reads the sequence at the start of `bytes`, which is an escape character.
  ///
  /// Where the intermediate characters are those of a designation but the set is none of MARC-8's,
  /// the whole sequence is unknown; else only the escape character, so that no letter after a stray
  /// one is lost. `ESC s` outside of technique 1 is such a stray: good data never has it there.
  init(_ bytes: ArraySlice<UInt8>, g0: MARC8Set) {
    let rest = bytes.dropFirst()
    guard let first = rest.first else {
      self = .unknown(name: "", length: 1)
      return
    }
    switch first {
    case 0x67, 0x62, 0x70:  // g b p
      self = .designates(MARC8Set(rawValue: first) ?? .ascii, isG1: false, length: 2)
    case 0x73 where [.greekSymbols, .subscripts, .superscripts].contains(g0):  // s
      self = .designates(.ascii, isG1: false, length: 2)
    case 0x24, 0x28, 0x29, 0x2c, 0x2d:  // $ ( ) , -
      self = Self.designation(rest)
    default:
      self = .unknown(name: String(decoding: [first], as: UTF8.self), length: 1)
    }
  }

  private static func designation(_ bytes: ArraySlice<UInt8>) -> MARC8Escape {
    var intermediates = bytes.prefix(3).prefix { 0x20...0x2f ~= $0 }
    let final = bytes.dropFirst(intermediates.count).first
    guard let final, 0x30...0x7e ~= final else {
      return .unknown(name: String(decoding: intermediates, as: UTF8.self), length: 1)
    }
    let length = 2 + intermediates.count
    let name = String(decoding: bytes.prefix(intermediates.count + 1), as: UTF8.self)
    let isMultibyte = intermediates.first == 0x24
    if isMultibyte { intermediates = intermediates.dropFirst() }
    var isG1 = false
    if let first = intermediates.first, first != 0x21 {
      isG1 = first == 0x29 || first == 0x2d
      intermediates = intermediates.dropFirst()
    }
    let isSpecial = intermediates.first == 0x21
    if isSpecial { intermediates = intermediates.dropFirst() }
    let techniqueOne: [MARC8Set] = [.greekSymbols, .subscripts, .superscripts]
    guard intermediates.isEmpty, let set = MARC8Set(rawValue: final), !techniqueOne.contains(set),
      isMultibyte == (set == .eastAsian), !isSpecial || set == .ansel
    else { return .unknown(name: name, length: length) }
    return .designates(set, isG1: isG1, length: length)
  }
}
