import Testing

/// Each rule on a few bad lines: a rule that cannot fail guards nothing.
@Suite struct RuleTests {
  @Test(arguments: [
    ("CatchwordCore", "import Foundation"), ("CatchwordCore", "import CatchwordLibrary"),
    ("CatchwordLibrary", "package import CatchwordStore"), ("CatchwordSync", "import Glibc"),
    ("CatchwordWire", "import GRDB"), ("CatchwordServer", "public import struct GRDB.Row"),
    ("CatchwordStore", "@preconcurrency import CatchwordWire"), ("CatchwordCLI", "import CCurl"),
    ("CatchwordTransports", "import Hummingbird"), ("CatchwordMARC", "import Catchword"),
    ("CatchwordElsewhere", "let x = 1"),
  ])
  func `an import against the arrows is reported`(_ module: String, _ line: String) {
    let findings = ImportRules.check(TextFile("Sources/\(module)/A.swift", "\n\(line)\n"))
    #expect(findings.count == 1)
    #expect(findings.first?.line == (module == "CatchwordElsewhere" ? 1 : 2))
  }

  @Test func `an import along the arrows, in a comment or in a string is not`() {
    let text = """
      // import Foundation
      package import CatchwordCore
      let line = "import GRDB"
      """
    #expect(ImportRules.check(TextFile("Sources/CatchwordSync/A.swift", text)).isEmpty)
  }

  @Test func `a manifest that declares more than the arrows is reported`() {
    let text = """
      .target(name: "CatchwordCore"),
      .target(
        name: "CatchwordStore",
        dependencies: ["CatchwordCore", "CatchwordWire"]),
      .testTarget(name: "Tests", dependencies: ["CatchwordServer"]),
      """
    let findings = ImportRules.checkManifest(TextFile("Package.swift", text))
    #expect(
      findings.map(\.description) == [
        "Package.swift:4: CatchwordStore may not depend on CatchwordWire"
      ])
  }

  @Test(arguments: [
    "let now = Date()", "let n = Int.random(in: 1...6)", "list.shuffle()", "Task { }",
    "func f() async {}", "await f()", "print(1)", "let money: Double = 1", "final class A {}",
    "var g = SystemRandomNumberGenerator()", "let text = \"\\(Date())\"", "x.hashValue",
    "extension A: @unchecked Sendable {}", "static let shared = A()", "let m = Mutex(1)",
  ])
  func `impurity in the pure ring is reported`(_ line: String) {
    let findings = PurityRules.check(TextFile("Sources/CatchwordCore/A.swift", "// a\n" + line))
    #expect(findings.count == 1)
    #expect(findings.first?.line == 2)
  }

  @Test func `what only looks impure is not`() {
    let text = ##"""
      // print( and Date( in a comment
      func update(_ text: String) { blueprint(text) }
      let word = "await the class of Double"
      let raw = #"Date("x")"#
      let many = """
        Task { print(1) }
        """
      """##
    #expect(PurityRules.check(TextFile("Sources/CatchwordCore/A.swift", text)).isEmpty)
  }

  @Test func `outside of the pure ring only locks and singletons are reported`() {
    let text = "let now = Date()\nlet lock = NSLock()\n"
    let findings = PurityRules.check(TextFile("Sources/CatchwordStore/A.swift", text))
    #expect(findings.map(\.line) == [2])
  }

  @Test func `a file that is too long is reported`() {
    let long = String(repeating: "\n", count: 601)
    #expect(WritingRules.checkLength(TextFile("Sources/Catchword/A.swift", long)).count == 1)
    #expect(WritingRules.checkLength(TextFile("ARCHITECTURE.md", long)).count == 1)
    #expect(WritingRules.checkLength(TextFile("Documentation/Decisions/0001-a.md", long)).count == 1)
    #expect(WritingRules.checkLength(TextFile("Tests/ATests/A.swift", long)).isEmpty)
    let generated = TextFile("Sources/CatchwordWire/Generated/a.pb.swift", long)
    #expect(WritingRules.checkLength(generated).isEmpty)
    let just = String(repeating: "\n", count: 600)
    #expect(WritingRules.checkLength(TextFile("Sources/Catchword/A.swift", just)).isEmpty)
  }

  @Test(arguments: [
    "Sources/Catchword/Utils/A.swift", "Tests/Common/A.swift", "Sources/Catchword/SyncManager.swift",
    "Sources/Catchword/StringHelpers.swift", "Sources/Catchword/Impl/A.swift",
  ])
  func `a name that says nothing is reported`(_ path: String) {
    #expect(WritingRules.checkNames(TextFile(path, "")).count == 1)
  }

  @Test(arguments: [
    #"let sql = "SELECT * FROM item WHERE id = \(id)""#,
    #"let sql = "DELETE FROM " + table"#,
    ##"let sql = #"INSERT INTO item VALUES (\#(value))"#"##,
  ])
  func `interpolation in SQL is reported`(_ line: String) {
    let findings = WritingRules.checkSQL(TextFile("Sources/CatchwordStore/A.swift", "\n" + line))
    #expect(findings.map(\.line) == [2])
  }

  @Test func `interpolation in SQL of several lines is reported where it opens`() {
    let text = "let a = 1\nlet sql = \"\"\"\n  UPDATE item\n  SET x = \\(x)\n  \"\"\"\n"
    let findings = WritingRules.checkSQL(TextFile("Sources/CatchwordStore/A.swift", text))
    #expect(findings.map(\.line) == [2])
  }

  @Test func `bound parameters and audited places are not`() {
    let text = #"""
      let one = "SELECT * FROM item WHERE id = ?"
      let two = "SELECT a " + "FROM b"
      let three = "no statement, selected \(count)"
      let four = "CREATE TABLE \(name)"  // schema-built SQL
      /// Names come from a checked schema.
      // schema-built SQL
      func create(_ name: String) {
        if name.isEmpty {
          run("CREATE TABLE \(name) (a INTEGER) STRICT")
        }
      }
      """#
    #expect(WritingRules.checkSQL(TextFile("Sources/CatchwordStore/A.swift", text)).isEmpty)
    let after = text + "\nfunc other() {\n  run(\"DROP TABLE \\(name)\")\n}\n"
    let findings = WritingRules.checkSQL(TextFile("Sources/CatchwordStore/A.swift", after))
    #expect(findings.map(\.line) == [13])
  }

  @Test func `work left for later is reported`() {
    let text = "let a = 1\n// " + "TO" + "DO: the rest\nlet b = 2  // " + "FIX" + "ME\n"
    let findings = WritingRules.checkLeftovers(TextFile("Sources/Catchword/A.swift", text))
    #expect(findings.map(\.line) == [2, 3])
  }

  @Test func `a path of somebody's machine is reported`() {
    let text = """
      see /atelier/notes.md
      cp /\("home")/anna/x .
      GET https://example.org/atelier/x and ./atelier/x and /etc/catchword/config.toml
      cd /atelier/catchword
      """
    let findings = WritingRules.checkMachinePaths(
      TextFile("README.md", text), checkout: "/atelier/catchword")
    #expect(Set(findings.map(\.line)) == [1, 2, 4])
  }

  @Test func `a section of the protocol that does not exist is reported`() {
    let pages = [
      TextFile("Protocol/02-bytes.md", "# Bytes\n## 2.1 Numbers\n"),
      TextFile("Protocol/README.md", "## 3. Commits\n"), TextFile("Elsewhere.md", "## 9. No\n"),
    ]
    let sections = DocumentRules.protocolSections(in: pages)
    #expect(sections == ["2", "2.1", "3"])
    let text = "/// (Protocol §2), Protocol §2.1.\n/// Protocol §4 and Protocol §9\n"
    let findings = DocumentRules.checkProtocolCitations(
      TextFile("Sources/A/B.swift", text), sections: sections)
    #expect(findings.map(\.line) == [2, 2])
  }

  @Test func `a rule that is defined nowhere is reported`() {
    let defined = DocumentRules.definedRules(in: [
      TextFile("ARCHITECTURE.md", "| **R4** | joins |\nR5 is only cited. **G2** check-ins")
    ])
    #expect(defined == ["R4", "G2"])
    let text = """
      /// Keeps R4 and (R5); G2. Also L10, not PR4 nor R4x, nor G0 of a code table.
      let R99 = 1
      """
    let findings = DocumentRules.checkRuleCitations(
      TextFile("Sources/A/B.swift", text), defined: defined)
    #expect(findings.map(\.text) == ["R5 is defined nowhere", "L10 is defined nowhere"])
  }

  @Test func `an architecture that leaves out or invents something is reported`() {
    let page = TextFile(
      "ARCHITECTURE.md", "CatchwordCore and CatchwordOracle; `Sources/`, `Attic/` and `CZstd`.")
    let findings = DocumentRules.checkArchitecture(
      page, modules: ["CatchwordCore", "CYAZ", "CZstd"], folders: ["Sources", "Tests"],
      exists: { $0 == "Sources/" })
    #expect(
      findings.map(\.text) == [
        "does not name the module CYAZ", "does not name the folder `Tests/`",
        "names CatchwordOracle, which does not exist", "names `Attic/`, which does not exist",
      ])
  }

  @Test func `a readme without the two commands is reported`() {
    #expect(DocumentRules.checkReadme(TextFile("README.md", "run `make test`")).count == 1)
  }

  @Test func `the tree is really read`() throws {
    let house = try House()
    #expect(house.file("Package.swift") != nil)
    #expect(house.swiftSources.count > 20)
    #expect(house.modules.contains("CatchwordCore") && house.folders.contains("Sources"))
  }
}
