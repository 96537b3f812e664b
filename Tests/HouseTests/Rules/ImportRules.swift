/// Who may import whom. The arrows are those of ARCHITECTURE.md; SwiftPM itself does not stop an
/// undeclared import between sibling targets.
enum ImportRules {
  /// The language's own libraries, for everyone but the pure ring.
  private static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch",
  ]
  private static let web: Set<String> = [
    "Hummingbird", "HummingbirdTLS", "HummingbirdCore", "HTTPTypes", "NIO", "NIOCore", "NIOPosix",
    "NIOHTTP1", "NIOHTTPTypes", "NIOSSL", "NIOFoundationCompat", "Logging", "ServiceLifecycle",
    "UnixSignals", "Metrics",
  ]

  /// What may stand behind `import`, by module; a module that is not named here is refused.
  static let allowed: [String: Set<String>] = [
    "CatchwordCore": ["CMutants"],
    "CatchwordLibrary": ["CatchwordCore"],
    "CatchwordSync": ["CatchwordCore"],
    "CatchwordWire": system.union(["CatchwordCore", "CZstd", "SwiftProtobuf", "Crypto"]),
    "CatchwordStore": system.union(["CatchwordCore", "CMachine", "GRDB", "GRDBSQLite"]),
    "Catchword": system.union([
      "CatchwordCore", "CatchwordLibrary", "CatchwordSync", "CatchwordWire", "CatchwordStore",
      "CMachine",
    ]),
    "CatchwordMARC": system.union(["CatchwordCore", "CatchwordLibrary", "CYAZ"]),
    "CatchwordPolicies": system.union(["CatchwordCore", "CatchwordLibrary"]),
    "CatchwordTransports": system.union(["CatchwordCore", "Catchword", "CCurl"]),
    "CatchwordServer": system.union(web).union(["CatchwordCore", "CatchwordLibrary", "Catchword"]),
    "CatchwordCLI": system.union([
      "CatchwordCore", "CatchwordLibrary", "Catchword", "CatchwordMARC", "CatchwordPolicies",
      "CatchwordTransports", "CatchwordServer", "ArgumentParser", "Logging", "TOMLKit",
    ]),
    // A judge shares nothing with what it judges.
    "CatchwordOracle": [],
    "CatchwordSimulation": system.union([
      "CatchwordCore", "CatchwordLibrary", "CatchwordSync", "CatchwordWire", "CatchwordStore",
      "Catchword", "CatchwordOracle", "CSQLiteFaults", "CSampler", "GRDBSQLite",
    ]),
    "CatchwordSimulator": system.union(["CatchwordCore", "CatchwordSimulation", "ArgumentParser"]),
    "CSQLiteFaults": [], "CSampler": [], "CMutants": [], "CZstd": [], "CYAZ": [], "CCurl": [], "CMachine": [],
  ]

  static func check(_ file: TextFile) -> [Finding] {
    guard let module = file.module, file.name.hasSuffix(".swift") else { return [] }
    guard let allowed = allowed[module] else {
      return [file.finding(0, "\(module) has no place in the table of arrows")]
    }
    return SwiftText(file.text).code.enumerated().compactMap { index, line in
      guard let imported = importedModule(line), !allowed.contains(imported) else { return nil }
      return file.finding(index, "\(module) may not import \(imported)")
    }
  }

  /// - Returns: `GRDB` for `package import struct GRDB.Row`; nil where the line imports nothing.
  private static func importedModule(_ line: String) -> String? {
    var words = line.split(separator: " ")[...]
    guard let keyword = words.firstIndex(of: "import") else { return nil }
    let modifiers: Set<Substring> = [
      "public", "package", "internal", "fileprivate", "private", "@preconcurrency", "@testable",
      "@_exported",
    ]
    guard words[..<keyword].allSatisfy(modifiers.contains) else { return nil }
    words = words[(keyword + 1)...]
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
    if let first = words.first, kinds.contains(first) { words = words.dropFirst() }
    return words.first.flatMap { $0.split(separator: ".").first }.map(String.init)
  }

  /// Targets whose declared dependencies go beyond the table.
  static func checkManifest(_ file: TextFile) -> [Finding] {
    var findings: [Finding] = []
    var module: String?
    var isTarget = false
    for (index, line) in SwiftText(file.text).code.enumerated() {
      let whole = file.lines[index]
      if line.contains("arget(") { (module, isTarget) = (nil, true) }
      for name in quoted(whole) where isTarget {
        if whole.contains("name: \"\(name)\"") && allowed[name] != nil {
          module = name
        } else if let here = module, allowed[name] != nil, allowed[here]?.contains(name) == false {
          findings.append(file.finding(index, "\(here) may not depend on \(name)"))
        }
      }
    }
    return findings
  }

  private static func quoted(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }
}
