/// Something that is wrong in a policy's file: where, what, and what to do.
package struct PolicyFinding: Error, Hashable, Sendable {
  package let file: String
  /// From 1; nil where no line is to blame.
  package let line: Int?
  /// The key's path: `rule 2, days`.
  package let place: String
  /// Stable, for scripts.
  package let code: String
  /// A sentence and its remedy.
  package let text: String

  package init(file: String, line: Int?, place: String, code: String, text: String) {
    self.file = file
    self.line = line
    self.place = place
    self.code = code
    self.text = text
  }
}

extension PolicyFinding: CustomStringConvertible {
  /// `policy.toml:12: rule 2: days is -1 …`
  package var description: String {
    let location = line.map { "\(file):\($0): " } ?? "\(file): "
    return location + (place.isEmpty ? "" : "\(place): ") + text
  }
}
