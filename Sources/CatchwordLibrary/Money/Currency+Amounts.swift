extension Currency {
  /// Reads an amount as staff write it: `3`, `3.5` or `3.50`, with no more digits than the currency
  /// has.
  ///
  /// - Returns: minor units, more than 0; nil where the text is no such amount.
  package func minorUnits(parsing text: String) -> Int64? {
    let parts = text.utf8.split(separator: 0x2e, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 9,
      parts.count == 1 || !parts[1].isEmpty && parts[1].count <= max(0, min(digits, 4))
    else { return nil }
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    let padding = [UInt8](repeating: 0x30, count: Int(max(0, min(digits, 4))) - fraction.count)
    var amount: Int64 = 0
    for digit in Array(whole) + fraction + padding {
      guard (0x30...0x39).contains(digit) else { return nil }
      amount = amount * 10 + Int64(digit - 0x30)
    }
    return (1...PolicyLimits.amount).contains(amount) ? amount : nil
  }

  /// The currency of an amount that stands in a fact: the policy's own, or one with two digits.
  package func named(_ code: String) -> Currency {
    ExactText(code) == self.code ? self : Currency(code: ExactText(code), digits: 2)
  }
}
