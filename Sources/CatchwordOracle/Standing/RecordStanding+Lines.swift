extension RecordStanding {
  /// What a picture says of the record itself: registers, sets, counters, life.
  func lines(_ past: Past) -> [String] {
    let name = "\(key.kind) \(key.id.text)"
    var lines = registers.map { register in
      let siblings = register.siblings.map { past.dots[$0.commit].text + "=" + $0.value.form }
      return "register \(name) \(register.field) " + siblings.joined(separator: " ")
    }
    lines += sets.map { "set \(name) \($0.field) " + $0.elements.joined(separator: " ") }
    lines += counters.map { "counter \(name) \($0.field) \($0.sum)" }
    if isDead {
      lines.append("record \(name) dead")
    } else if !tombstones.isEmpty {
      let dots = tombstones.map { past.dots[$0.commit].text }
      lines.append("record \(name) survived " + dots.joined(separator: " "))
    }
    return lines
  }
}
