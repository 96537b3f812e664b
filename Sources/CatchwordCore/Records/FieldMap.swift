/// Values by field number, ascending: what a derivation gives a row or a record.
///
/// There are a dozen of them at most times, which an array finds faster than a hash table, and in an
/// order that canonical bytes need anyway. No field holds null: what is set to null is taken away.
public struct FieldMap: Hashable, Sendable {
  private var fields: [FieldValue] = []

  public init() {}

  public init(minimumCapacity: Int) { fields.reserveCapacity(minimumCapacity) }

  public var isEmpty: Bool { fields.isEmpty }
  public var count: Int { fields.count }

  /// - Returns: nil where the field holds nothing.
  public subscript(field: Int) -> Value? {
    get {
      for each in fields {
        if each.field == field { return each.value }
        if each.field > field { return nil }
      }
      return nil
    }
    set {
      // Nearly all come in ascending order.
      var place = fields.count
      while place > 0, fields[place - 1].field >= field { place -= 1 }
      let stands = place < fields.count && fields[place].field == field
      guard let newValue, !newValue.isNull else {
        if stands { fields.remove(at: place) }
        return
      }
      if stands {
        fields[place] = FieldValue(field, newValue)
      } else if place == fields.count {
        fields.append(FieldValue(field, newValue))
      } else {
        fields.insert(FieldValue(field, newValue), at: place)
      }
    }
  }
}

extension FieldMap {
  /// What other values take the place of in this map, ascending: the value here, or null.
  public func differences(from other: FieldMap) -> [FieldValue] {
    var differences: [FieldValue] = []
    var (here, there) = (0, 0)
    while here < fields.count || there < other.fields.count {
      let mine = here < fields.count ? fields[here].field : Int.max
      let theirs = there < other.fields.count ? other.fields[there].field : Int.max
      if theirs < mine {
        differences.append(FieldValue(theirs, .null))
      } else if mine < theirs || fields[here].value != other.fields[there].value {
        differences.append(fields[here])
      }
      if mine <= theirs { here += 1 }
      if theirs <= mine { there += 1 }
    }
    return differences
  }
}

extension FieldMap: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Int, Value)...) {
    fields.reserveCapacity(elements.count + 12)
    for (field, value) in elements { self[field] = value }
  }
}

extension FieldMap: Sequence {
  public func makeIterator() -> IndexingIterator<[FieldValue]> { fields.makeIterator() }
}
