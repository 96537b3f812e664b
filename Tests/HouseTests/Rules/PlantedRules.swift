/// Planted bugs: none of them in what is installed, all of them on the board.
enum PlantedRules {
  /// Whatever speaks of planted bugs stands between `#if Mutants` and its `#endif` or `#else`.
  static func checkConditions(_ file: TextFile) -> [Finding] {
    var open: [Bool] = []
    var findings: [Finding] = []
    for (index, line) in file.lines.enumerated() {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "#if": open.append(words == ["#if", "Mutants"])
      case "#else", "#elseif": if !open.isEmpty { open[open.count - 1] = false }
      case "#endif": open = Array(open.dropLast())
      default:
        let names = ["Planted.", "PlantedInChecker.", "import CMutants"]
        let isPlanted = names.contains { line.contains($0) }
        if isPlanted && !open.contains(true) {
          findings.append(file.finding(index, "is compiled into what is installed"))
        }
      }
    }
    return findings
  }

  /// The cases of an enumeration, in the order of the file.
  static func cases(of name: String, in file: TextFile) -> [String] {
    let start = file.lines.firstIndex { $0.contains("enum \(name):") } ?? file.lines.endIndex
    return file.lines[start...].dropFirst().prefix { !$0.contains("isAtWork") }.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.first == "case" ? words.dropFirst().first : nil
    }
  }

  /// The first cells of a page's tables between two marks, and the cells beside them.
  static func rows(of page: TextFile) -> [[String]] {
    let marks = ["<!-- scoreboard -->", "<!-- end of scoreboard -->"]
    let places = marks.compactMap { page.lines.firstIndex(of: $0) }
    guard places.count == 2, places[0] < places[1] else { return [] }
    return page.lines[places[0]..<places[1]].filter { $0.hasPrefix("| ") }.map { line in
      line.split(separator: "|").map { cell in
        cell.split(separator: " ").joined(separator: " ")
      }
    }
  }

  /// `numberReusedAfterRestore` as the board spells it.
  static func spelled(_ name: String) -> String {
    name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
  }
}
