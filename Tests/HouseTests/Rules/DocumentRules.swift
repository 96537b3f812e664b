/// What is cited exists, and what is described is there.
enum DocumentRules {
  /// The numbered rules that the documents define in bold, such as `**R4**`.
  static func definedRules(in documents: [TextFile]) -> Set<String> {
    var defined: Set<String> = []
    for line in documents.flatMap(\.lines) {
      for part in line.split(separator: "**", omittingEmptySubsequences: false) {
        let citation = Words.citations(in: String(part), letters: "RCLG").first
        if let citation, part == citation[...] { defined.insert(citation) }
      }
    }
    return defined
  }

  static func checkRuleCitations(_ file: TextFile, defined: Set<String>) -> [Finding] {
    // To MARC-8, G1 and C1 are code sets.
    let letters = file.path.contains("MARC") ? "RL" : "RCLG"
    return prose(of: file).enumerated().flatMap { index, line in
      Words.citations(in: line, letters: letters).filter { !defined.contains($0) }
        .map { file.finding(index, "\($0) is defined nowhere") }
    }
  }

  /// The numbered sections of the protocol: from the pages' names (`02-bytes.md`) and headings
  /// (`## 2. Bytes`, `### 2.1 Numbers`).
  static func protocolSections(in pages: [TextFile]) -> Set<String> {
    var sections: Set<String> = []
    for page in pages where page.path.hasPrefix("Protocol/") && page.name.hasSuffix(".md") {
      if let number = Int(page.name.prefix { $0.isNumber }) { sections.insert(String(number)) }
      for line in page.lines where line.hasPrefix("#") {
        let title = line.drop { $0 == "#" || $0 == " " || $0 == "§" }
        sections.insert(section(at: title))
      }
    }
    return sections.subtracting([""])
  }

  static func checkProtocolCitations(_ file: TextFile, sections: Set<String>) -> [Finding] {
    file.lines.enumerated().flatMap { index, line in
      let cited = line.ranges(of: "Protocol §").map { section(at: line[$0.upperBound...]) }
      return cited.filter { !sections.contains($0) }
        .map { file.finding(index, "Protocol §\($0) does not exist") }
    }
  }

  /// `2` or `2.1`, without the point that ends a sentence.
  private static func section(at text: Substring) -> String {
    let number = text.prefix { $0.isNumber || $0 == "." }
    return String(number.hasSuffix(".") ? number.dropLast() : number)
  }

  /// ARCHITECTURE.md names every module and every top-level folder, and nothing that is not there.
  static func checkArchitecture(
    _ file: TextFile, modules: [String], folders: [String], exists: (String) -> Bool
  ) -> [Finding] {
    var findings: [Finding] = []
    for module in modules where !Words.contains(file.text, module) {
      findings.append(file.finding(0, "does not name the module \(module)"))
    }
    for folder in folders where !file.text.contains("`\(folder)/") {
      findings.append(file.finding(0, "does not name the folder `\(folder)/`"))
    }
    for (index, line) in file.lines.enumerated() {
      for word in line.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        guard word.hasPrefix("Catchword"), word.count > 9, !modules.contains(String(word)) else {
          continue
        }
        let isTarget = exists("Tests/\(word)")
        if !isTarget { findings.append(file.finding(index, "names \(word), which does not exist")) }
      }
      for span in spans(line) where isFolderName(span) && !exists(span) {
        findings.append(file.finding(index, "names `\(span)`, which does not exist"))
      }
    }
    return findings
  }

  static func checkReadme(_ file: TextFile) -> [Finding] {
    ["make demo", "make test"].filter { !file.text.contains($0) }
      .map { file.finding(0, "does not name `\($0)`") }
  }

  /// Comments of a Swift file; of a page, what stands outside of its code blocks.
  private static func prose(of file: TextFile) -> [String] {
    if file.name.hasSuffix(".swift") { return SwiftText(file.text).comments }
    var isCode = false
    return file.lines.map { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return isCode ? "" : line
    }
  }

  /// What stands between single backticks.
  private static func spans(_ line: String) -> [String] {
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }

  private static func isFolderName(_ span: String) -> Bool {
    span.hasSuffix("/") && !span.hasPrefix("/") && !span.contains(" ") && !span.contains("<")
  }
}
