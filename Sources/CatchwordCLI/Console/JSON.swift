import FoundationEssentials

/// One object on one line, keys in order, so that equal answers are equal bytes.
enum JSON {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("shapes hold only text, numbers and each other")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// A member that is there and `null` where nothing is known; scripts may rely on the key.
@propertyWrapper
struct OrNull<Wrapped: Encodable>: Encodable {
  private var value: Wrapped?

  var wrappedValue: Wrapped? {
    get { value }
    set { value = newValue }
  }

  init(wrappedValue: Wrapped?) { value = wrappedValue }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}
