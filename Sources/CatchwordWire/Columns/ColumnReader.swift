import CatchwordCore

/// Reads one column's bytes; every fault is a `ColumnFault`.
struct ColumnReader {
  private var reader: ByteReader

  init(_ bytes: ArraySlice<UInt8>) { reader = ByteReader(bytes) }

  var remaining: Int { reader.remaining }

  mutating func byte() throws(WireError.ColumnFault) -> UInt8 {
    do { return try reader.byte() } catch { throw .bytes(error) }
  }

  mutating func varint() throws(WireError.ColumnFault) -> UInt64 {
    do { return try reader.varint() } catch { throw .bytes(error) }
  }

  mutating func signed() throws(WireError.ColumnFault) -> Int64 {
    do { return try reader.signed() } catch { throw .bytes(error) }
  }

  mutating func count(maximum: Int) throws(WireError.ColumnFault) -> Int {
    do { return try reader.count(maximum: maximum) } catch { throw .bytes(error) }
  }

  mutating func raw(_ length: Int) throws(WireError.ColumnFault) -> ArraySlice<UInt8> {
    do { return try reader.raw(length) } catch { throw .bytes(error) }
  }

  mutating func space() throws(WireError.ColumnFault) -> Space {
    do { return try reader.space() } catch { throw .bytes(error) }
  }

  func expectEnd() throws(WireError.ColumnFault) {
    do { try reader.expectEnd() } catch { throw .bytes(error) }
  }
}
