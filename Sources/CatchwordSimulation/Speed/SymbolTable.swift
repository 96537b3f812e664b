import Foundation

/// The names of a program's functions, by where they begin: the symbol table of its ELF file, which
/// names also what the program does not export.
struct SymbolTable {
  private var starts: [UInt64] = []
  private var names: [Int] = []
  private var text = Data()

  /// - Returns: an empty table where the file is no 64-bit ELF file or was stripped.
  init(path: String) {
    guard let file = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe),
      file.count > 64, file.prefix(5) == Data([0x7f, 0x45, 0x4c, 0x46, 2])
    else { return }
    let reader = ElfReader(file)
    let sections = (0..<Int(reader.word16(0x3c))).map { index in
      ElfSection(reader, at: Int(reader.word64(0x28)) + index * Int(reader.word16(0x3a)))
    }
    guard let table = sections.first(where: { $0.isSymbolTable }),
      sections.indices.contains(table.link)
    else { return }
    let strings = sections[table.link]
    text = file.subdata(in: strings.offset..<strings.offset + strings.size)
    var functions: [(start: UInt64, name: Int)] = []
    for entry in stride(from: table.offset, to: table.offset + table.size, by: 24)
    where reader.byte(entry + 4) & 15 == 2 && reader.word64(entry + 8) != 0 {
      functions.append((reader.word64(entry + 8), Int(reader.word32(entry))))
    }
    functions.sort { $0.start < $1.start }
    starts = functions.map(\.start)
    names = functions.map(\.name)
  }

  var isEmpty: Bool { starts.isEmpty }

  /// The function that an offset from the start of the image lies in.
  func name(at offset: UInt64) -> String? {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let name = text[(text.startIndex + names[low - 1])...].prefix { $0 != 0 }
    return String(decoding: name, as: UTF8.self)
  }
}

/// A section of an ELF file, as far as it is needed here.
private struct ElfSection {
  let isSymbolTable: Bool
  let offset: Int
  let size: Int
  let link: Int

  init(_ reader: ElfReader, at start: Int) {
    isSymbolTable = reader.word32(start + 4) == 2
    offset = Int(reader.word64(start + 0x18))
    size = Int(reader.word64(start + 0x20))
    link = Int(reader.word32(start + 0x28))
  }
}

/// Little-endian numbers of a file; zero beyond its end.
private struct ElfReader {
  private let file: Data

  init(_ file: Data) { self.file = file }

  func byte(_ offset: Int) -> UInt8 { file.indices.contains(offset) ? file[offset] : 0 }
  func word16(_ offset: Int) -> UInt64 { word(offset, bytes: 2) }
  func word32(_ offset: Int) -> UInt64 { word(offset, bytes: 4) }
  func word64(_ offset: Int) -> UInt64 { word(offset, bytes: 8) }

  private func word(_ offset: Int, bytes: Int) -> UInt64 {
    guard offset >= 0, offset + bytes <= file.count else { return 0 }
    return (0..<bytes).reversed().reduce(0) { $0 << 8 | UInt64(file[offset + $1]) }
  }
}
