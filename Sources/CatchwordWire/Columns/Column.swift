import CatchwordCore

/// Where a column stands in a body: the order of columns is that of their places (Protocol §4.1).
struct ColumnPlace: Hashable, Comparable {
  /// 0 for the commits' own columns.
  let kind: Int
  /// 0 for the ids of the kind's records.
  let field: Int

  static func < (a: ColumnPlace, b: ColumnPlace) -> Bool { (a.kind, a.field) < (b.kind, b.field) }
}

/// One column as it stands in a body: a header, then bytes of a known length.
struct PackedColumn {
  let place: ColumnPlace
  let encoding: ColumnEncoding
  /// Values, nulls included.
  let count: Int
  let bytes: ArraySlice<UInt8>

  static func write(
    _ place: ColumnPlace, _ encoding: ColumnEncoding, count: Int, _ content: Draft,
    into draft: inout Draft
  ) {
    draft.append(varint: place.kind)
    draft.append(varint: place.field)
    draft.append(byte: encoding.byte)
    // Key 0: in clear. Sealed columns come with keys of their own.
    if encoding.isConfidential { draft.append(varint: 0) }
    draft.append(varint: count)
    draft.append(varint: content.count)
    draft.append(content)
  }

  static func read(_ reader: inout ByteReader) throws(WireError) -> PackedColumn {
    var kind = 0
    var field = 0
    let keyID: Int
    let column: PackedColumn
    do {
      kind = try reader.count(maximum: Limits.kinds)
      field = try reader.count(maximum: Limits.fieldsPerKind)
      let encoding = ColumnEncoding(byte: try reader.byte())
      keyID = encoding.isConfidential ? try reader.count(maximum: Limits.columnKeys) : 0
      let count = try reader.count(maximum: Limits.segmentValues)
      let bytes = try reader.counted(maximum: Limits.segmentRawBytes)
      column = PackedColumn(
        place: ColumnPlace(kind: kind, field: field), encoding: encoding, count: count,
        bytes: bytes)
    } catch { throw .badColumn(kind: kind, field: field, .bytes(error)) }
    guard keyID == 0 else { throw .sealedColumn(keyID: keyID) }
    return column
  }
}

/// The encoding byte: what type the values have, whether some are null, how they are laid out, and
/// whether the column may be sealed.
struct ColumnEncoding: Hashable {
  let byte: UInt8

  init(byte: UInt8) { self.byte = byte }

  init(type: FieldType?, hasNulls: Bool, code: UInt8, isConfidential: Bool) {
    byte =
      (type?.rawValue ?? 0) | (hasNulls ? 0x08 : 0) | code << 4 | (isConfidential ? 0x80 : 0)
  }

  /// 0: every value is null.
  var typeCode: UInt8 { byte & 0x07 }
  var hasNulls: Bool { byte & 0x08 != 0 }
  var code: UInt8 { byte >> 4 & 0x07 }
  var isConfidential: Bool { byte & 0x80 != 0 }
}
