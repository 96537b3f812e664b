import CatchwordCore

/// Who wrote what of a row, and when: runs of fields that bear one stamp.
///
/// A field in several runs has equal concurrent siblings. Fields in no run were never written, or
/// their siblings stand beside the row. Bytes: one of flags, then per run the field mask, the
/// interned writer, the number and the time.
struct RowMeta {
  struct Run {
    /// Bit n - 1 stands for field n.
    var fields: UInt64
    let writer: Int64
    let number: Int64
    let time: Int64
  }

  var hasBeside = false
  var runs: [Run] = []

  init() {}

  init(_ bytes: [UInt8]) throws {
    var reader = ByteReader(bytes)
    do {
      hasBeside = try reader.byte() & 1 != 0
      while !reader.isAtEnd {
        runs.append(
          Run(
            fields: try reader.varint(), writer: Int64(bitPattern: try reader.varint()),
            number: Int64(bitPattern: try reader.varint()), time: try reader.signed()))
      }
    } catch {
      throw StoreError.invariant("a row's metadata cannot be read: \(error)")
    }
  }

  var bytes: [UInt8] {
    var bytes = ByteWriter()
    bytes.append(byte: hasBeside ? 1 : 0)
    for run in runs {
      bytes.append(varint: run.fields)
      bytes.append(varint: UInt64(bitPattern: run.writer))
      bytes.append(varint: UInt64(bitPattern: run.number))
      bytes.append(signed: run.time)
    }
    return bytes.bytes
  }

  mutating func add(field: Int, writer: Int64, number: Int64, time: Int64) {
    let bit: UInt64 = 1 << UInt64(field - 1)
    for index in runs.indices
    where runs[index].number == number && runs[index].writer == writer && runs[index].time == time {
      runs[index].fields |= bit
      return
    }
    runs.append(Run(fields: bit, writer: writer, number: number, time: time))
  }

  /// The one commit that wrote the whole row, where it was one.
  var soleRun: Run? { runs.count == 1 && !hasBeside ? runs[0] : nil }
}
