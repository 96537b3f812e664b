/// Lengths, names, SQL, and what must not stay behind.
enum WritingRules {
  static let longestSource = 600
  static let longestArchitecture = 250
  static let longestDecision = 60

  static func checkLength(_ file: TextFile) -> [Finding] {
    guard !file.isGenerated else { return [] }
    let isDecision = file.path.hasPrefix("Documentation/Decisions/")
    let limit =
      file.module != nil
      ? longestSource
      : file.path == "ARCHITECTURE.md" ? longestArchitecture : isDecision ? longestDecision : Int.max
    let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
    return count > limit ? [file.finding(limit, "\(count) lines; \(limit) is the limit")] : []
  }

  /// Names that say nothing about what is inside.
  private static let emptyNames = ["Utils", "Util", "Common", "Helpers", "Helper", "Manager", "Impl"]

  static func checkNames(_ file: TextFile) -> [Finding] {
    let stem = file.name.split(separator: ".").first.map(String.init) ?? file.name
    let folder = file.folders.first { emptyNames.contains($0) }
    let name = emptyNames.first { stem.hasSuffix($0) }
    return [folder, name].compactMap { $0 }.map {
      file.finding(0, "`\($0)` says nothing about what is inside")
    }
  }

  /// Marks the one audited place where identifiers from a schema become part of a statement; it
  /// stands on the line, the line above, or with the declaration around it.
  static let marker = "// schema-built SQL"
  private static let statements = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "REPLACE", "PRAGMA",
  ]

  static func checkSQL(_ file: TextFile) -> [Finding] {
    guard file.module == "CatchwordStore" else { return [] }
    let text = SwiftText(file.text)
    return text.literals.compactMap { literal in
      guard literal.isInterpolated || literal.isExtended,
        statements.contains(where: { Words.contains(literal.text, $0) }),
        !isMarked(file.lines, at: literal.line)
      else { return nil }
      return file.finding(literal.line, "SQL takes bound parameters, not interpolation")
    }
  }

  private static func isMarked(_ lines: [String], at line: Int) -> Bool {
    if isMarked(lines, around: line) { return true }
    var depth = indentation(lines[line])
    for above in stride(from: line - 1, through: 0, by: -1) {
      let candidate = lines[above]
      guard !candidate.allSatisfy(\.isWhitespace), indentation(candidate) < depth else { continue }
      depth = indentation(candidate)
      if ["func ", "init(", "var ", "let "].contains(where: candidate.contains) {
        if isMarked(lines, around: above) { return true }
        if candidate.contains("func ") || candidate.contains("init(") { return false }
      }
    }
    return false
  }

  /// On the line itself, or in the comment directly above it.
  private static func isMarked(_ lines: [String], around line: Int) -> Bool {
    if lines[line].contains(marker) { return true }
    var above = line - 1
    while above >= 0, lines[above].drop(while: \.isWhitespace).hasPrefix("//") {
      if lines[above].contains(marker) { return true }
      above -= 1
    }
    return false
  }

  private static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  static func checkLeftovers(_ file: TextFile) -> [Finding] {
    guard file.module != nil, !file.isGenerated else { return [] }
    // Put together here, so that a search of the tree for them finds nothing.
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    return file.lines.enumerated().flatMap { index, line in
      words.filter { Words.contains(line, $0) }.map { file.finding(index, "`\($0)`: do it or drop it") }
    }
  }

  /// Places that exist on one developer's machine only.
  ///
  /// - Parameter checkout: the absolute path of this checkout; no file may name where it stands.
  static func checkMachinePaths(_ file: TextFile, checkout: String) -> [Finding] {
    let homes = ["home", "Users", "root"].map { "/\($0)/" }
    let ordinary: Set<Substring> = [
      "bin", "dev", "etc", "home", "media", "mnt", "opt", "proc", "root", "run", "srv", "sys", "tmp",
      "usr", "var", "Users", "private", "builds", "src",
    ]
    var needles = homes
    let parts = checkout.split(separator: "/")
    if parts.count > 1 { needles.append("/" + parts.joined(separator: "/")) }
    if let first = parts.first, !ordinary.contains(first) { needles.append("/\(first)/") }
    return file.lines.enumerated().flatMap { index, line in
      needles.filter { isPath($0, in: line) }.map { file.finding(index, "names a machine's path, \($0)") }
    }
  }

  /// Whether the path stands in the line as an absolute one, and not inside a longer path or URL.
  private static func isPath(_ needle: String, in line: String) -> Bool {
    line.ranges(of: needle).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !before.isLetter && !before.isNumber && !"/._-)}$".contains(before)
    }
  }
}
