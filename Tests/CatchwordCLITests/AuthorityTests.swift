import Foundation
import Testing

/// Authorities as cataloguers and scripts meet them.
@Suite struct AuthorityVerbTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try #require(try binary.run("main", "init", "--branch", "MAIN", "--network", "Valley").status == 0)
  }

  private func run(_ words: String..., at replica: String = "main") throws -> Binary.Result {
    let result = try binary.run(replica, list: words)
    #expect(result.status == 0, "\(words.joined(separator: " ")): \(result.errors)")
    return result
  }

  private func id(_ words: String..., at replica: String = "main") throws -> String {
    try #require(try binary.run(replica, list: words + ["--json"]).object["id"] as? String)
  }

  private static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Blocks of the page, by the language behind their fence.
  private func blocks(_ language: String) throws -> [String] {
    let page = try String(
      contentsOf: Self.checkout.appendingPathComponent("Documentation/Authorities.md"), encoding: .utf8)
    var blocks: [String] = []
    var block: [String]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        block = []
      } else if line == "```", let lines = block {
        blocks.append(lines.joined(separator: "\n"))
        block = nil
      } else {
        block?.append(String(line))
      }
    }
    return blocks
  }

  @Test func `every command of the page does what it says`() throws {
    _ = try binary.file("headings.xml", try #require(try blocks("xml").first))
    let shell = try blocks("sh")
    #expect(shell.count == 7)
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    for block in shell {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-e", "-c", block]
      process.currentDirectoryURL = binary.folder
      process.environment = [
        "HOME": binary.folder.path, "TZ": "UTC", "PATH": bundle.deletingLastPathComponent().path,
        "CATCHWORD_REPLICA": binary.folder.appendingPathComponent("main").path,
      ]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(block)")
    }
    #expect(try run("bib", "show", "moby").output.contains("650     0$aToothed whales"))
  }

  @Test func `a changed heading is shown by its bibs, and written with its number`() throws {
    let file = try binary.file("headings.xml", try #require(try blocks("xml").first))
    let first = try run("import", "marc", file, "--source", "valley", "--json").object
    #expect(first["authorities"] as? Int == 3 && first["bibs"] as? Int == 1)
    #expect(first["accepted"] as? Int == 4)
    let again = try run("import", "marc", file, "--source", "valley", "--json").object
    #expect(again["skipped"] as? Int == 4)
    _ = try run("authority", "edit", "(VAL)1", "--heading", "##$aCetaceans")
    let bib = try run("bib", "show", "moby", "--json").object
    let field = try #require((bib["fields"] as? [[String: Any]])?.first { $0["tag"] as? String == "650" })
    #expect(field["content"] as? String == " 0$aWhales$0(VAL)1")
    #expect(field["shown"] as? String == " 0$aCetaceans$0(VAL)1")
    let card = try run("authority", "show", "(VAL)1", "--json").object
    #expect(field["authority"] as? String == card["id"] as? String)
    #expect((card["bibs"] as? [[String: Any]])?.map { $0["title"] as? String } == ["Moby-Dick"])
    let former = try #require(card["fields"] as? [[String: Any]]).filter { $0["former"] as? Bool == true }
    #expect(former.map { $0["content"] as? String } == ["  $wnne$aWhales"])
    let xml = try run("bib", "show", "moby", "--marcxml").output
    #expect(xml.contains("<subfield code=\"a\">Cetaceans</subfield>\n      <subfield code=\"0\">(VAL)1</subfield>"))
    #expect(!xml.contains("Whales"))
    #expect(try run("search", "cetaceans").output.contains("Moby-Dick"))
    #expect(try run("search", "whales", "--json").object["hits"] as? [String] == [])
    let list = try run("authority", "list", "--tag", "150").output.split(separator: "\n")
    #expect(list.map { $0.split(separator: "  ")[1] } == ["Baleen whales", "Cetaceans", "Toothed whales"])
    #expect(try run("authority", "list", "toothed").output.hasPrefix("150  Toothed whales"))
  }

  @Test func `a run links the same heading, and only when it is confirmed`() throws {
    let authority = try id("authority", "add", "--tag", "100", "--heading", "1#$aDvo\u{159}\u{e1}k, Anton\u{ed}n")
    _ = try id("bib", "add", "--field", "245=10$aOpera", "--field", "100=1#$aDvorak, Antonin,$ecomposer.")
    _ = try id("bib", "add", "--field", "245=10$aSongs", "--field", "700=1#$aDvorak Antonin")
    let digest = try binary.digest("main")
    let dry = try run("authority", "link", "--json").object
    #expect(dry["linked"] as? Int == 1 && dry["unmatched"] as? Int == 1 && dry["dry_run"] as? Bool == true)
    #expect(try binary.digest("main") == digest)
    let done = try run("authority", "link", "--confirm", "--json").object
    #expect((done["links"] as? [[String: Any]])?.map { $0["authority"] as? String } == [authority])
    let after = try run("authority", "link", "--confirm").output
    #expect(after == "2 headings: 1 decided before, 0 linked, 0 that several have, 1 that none has.\n")
    let card = try run("authority", "show", authority).output
    #expect(card.contains("Opera  100 1 $aDvo\u{159}\u{e1}k, Anton\u{ed}n$ecomposer."))
    #expect(try binary.run("main", "authority", "link", "--field", "650").status == 64)
    #expect(try binary.run("main", "authority", "edit", authority).status == 64)
  }

  @Test func `who wrote a field and when is told, alternates side by side, and one is taken`() throws {
    _ = try run("--staff", "ann", "bib", "add", "--field", "001=b1", "--field", "245=10$aOne")
    let stick = binary.folder.appendingPathComponent("stick").path
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    let token = try run("invite", "--at", "folder:\(stick)", "--for", "EAST").output
      .split(separator: "\n").last.map(String.init)
    _ = try run("peer", "add", "stick", "folder:\(stick)")
    _ = try run("sync", "--all")
    _ = try run("join", try #require(token), "--branch", "EAST", at: "east")
    for replica in ["main", "east", "main", "east"] { _ = try binary.run(replica, "sync", "--all") }
    _ = try run("--staff", "ann", "bib", "edit", "b1", "--field", "245", "--set", "10$aTwo")
    _ = try run("--staff", "bob", "bib", "edit", "b1", "--field", "245", "--set", "10$aThree", at: "east")
    for replica in ["main", "east", "main", "east"] { _ = try binary.run(replica, "sync", "--all") }
    let text = try run("bib", "show", "b1", "--dots").output
    #expect(text.contains("245 A  10$aT") && text.contains("245 B  10$aT"))
    #expect(text.contains("ann at MAIN, 2") && text.contains("bob at EAST, 2") && text.contains(", commit "))
    let fields = try #require(try run("bib", "show", "b1", "--dots", "--json").object["fields"] as? [[String: Any]])
    let versions = try #require(fields.first { $0["tag"] as? String == "245" }?["versions"] as? [[String: Any]])
    #expect(Set(versions.compactMap { $0["staff"] as? String }) == ["ann", "bob"])
    let open = try #require(try run("review", "--json").object["open"] as? [[String: Any]])
    let entry = try #require(open.first { $0["case"] as? Int == 32 })
    let sides = try #require(entry["sides"] as? [[String: Any]])
    let two = try #require(sides.first { ($0["text"] as? String)?.contains("Two") == true }?["letter"] as? String)
    _ = try run("review", "resolve", try #require(entry["id"] as? String), "--keep", two)
    #expect(try run("bib", "show", "b1").output.hasPrefix("Two  ["))
  }

  @Test func `one occurrence of a field is added, changed and removed`() throws {
    let bib = try id("bib", "add", "--title", "Songs")
    for text in ["One", "Two", "Three"] { _ = try run("bib", "edit", bib, "--field", "650", "--add", "#0$a\(text)") }
    _ = try run("bib", "edit", bib, "--field", "650", "--occurrence", "2", "--set", "#0$aSecond")
    _ = try run("bib", "edit", bib, "--field", "650", "--occurrence", "1", "--remove")
    let fields = try #require(try run("bib", "show", bib, "--json").object["fields"] as? [[String: Any]])
    #expect(
      fields.filter { $0["tag"] as? String == "650" }.map { $0["content"] as? String } == [" 0$aSecond", " 0$aThree"])
    #expect(try binary.run("main", "bib", "edit", bib, "--field", "650", "--remove").status == 64)
    #expect(try binary.run("main", "bib", "edit", bib, "--field", "650", "--occurrence", "9", "--remove").status == 64)
  }
}
