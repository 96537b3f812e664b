import CatchwordCore
import Foundation
import Testing

@testable import CatchwordSimulation

@Suite struct PolicyProcessTests {
  private static let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Simulations/Policies").path

  private let conflict = FieldConflict(
    kind: "note", kindNumber: 40, field: "title", fieldNumber: 1, type: .text,
    sides: [
      FieldConflict.Side(.text("e\u{301} \"x\"\n"), writerRank: 0, timeSeconds: 5),
      FieldConflict.Side(.null, writerRank: 1, timeSeconds: 4, deletesRecord: true),
    ])

  /// Writes a shell script and lets it decide.
  private func error(of script: String, timeoutMilliseconds: Int = 20_000) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(path: "policy").path
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let error = #expect(throws: PolicyProcessError.self) {
      try PolicyProcess.running(program, timeoutMilliseconds: timeoutMilliseconds) {
        _ = try $0.decide(conflict)
      }
    }
    return error?.description.replacing(program, with: "policy") ?? ""
  }

  @Test func `the sample in Python keeps every law`() throws {
    let report = try PolicyProcess.running(Self.samples + "/longest.py") {
      PolicyKit.check($0, effort: .init(madeConflicts: 60, harvestedSeeds: 1, swarmSeeds: 2))
    }
    #expect(report.isEmpty)
    #expect(report.seeds == 2)
  }

  @Test func `the broken sample in Python is caught`() throws {
    let report = try PolicyProcess.running(Self.samples + "/longest_broken.py") {
      PolicyKit.check($0, effort: .init(madeConflicts: 60, harvestedSeeds: 0, swarmSeeds: 0))
    }
    #expect(report.findings.map(\.law) == [.commutativity, .noSilentLoss])
    #expect(report.findings.allSatisfy { $0.conflict?.sides.count == 2 })
  }

  @Test func `a question is a line that any language reads`() throws {
    let line = String(decoding: try PolicyQuestion(conflict).line(), as: UTF8.self)
    #expect(
      line == """
        {"field":"title","field_number":1,"format":1,"id":"\(PolicyQuestion(conflict).id)",\
        "kind":"note","kind_number":40,"sides":[{"deletes":false,"time":5,"value":{"t":\
        "e\u{301} \\"x\\"\\n"},"writer":0},{"deletes":true,"time":4,"value":null,"writer":1}],\
        "type":"text"}

        """)
  }

  @Test func `answers of every shape are understood`() throws {
    let cases: [(String, PolicyDecision)] = [
      (#""shows": 0"#, PolicyDecision(.shows(conflict.sides[0]), because: "so")),
      (
        #""shows": 1, "review": {"severity": "A", "owner": "HILL"}"#,
        PolicyDecision(.shows(conflict.sides[1]), review: .init(.a, owner: "HILL"), because: "so")
      ),
      (#""combines": null, "review": null"#, PolicyDecision(.combines(.null), because: "so")),
      (#""combines": {"t": "é"}"#, PolicyDecision(.combines(.text("é")), because: "so")),
      (
        #""combines": {"i": "-9223372036854775808"}"#,
        PolicyDecision(.combines(.integer(.min)), because: "so")
      ),
      (#""combines": {"x": "00ff"}"#, PolicyDecision(.combines(.bytes([0, 255])), because: "so")),
      (
        #""combines": {"r": "koha:valley.7"}"#,
        PolicyDecision(
          .combines(.record(RecordID(space: .source("koha:valley"), number: 7))), because: "so")
      ),
    ]
    for (body, decision) in cases {
      let line = Array(#"{"id": "1", "reason": "so", "more": [1], \#(body)}"#.utf8)
      #expect(try PolicyAnswer(line: line).decision(on: conflict) == decision)
    }
  }

  @Test(
    arguments: [
      ("hello", "it is not JSON"), ("[1]", "it is no JSON object"),
      (#"{"reason": "so", "shows": 0}"#, "it lacks `id`"),
      (#"{"id": "1", "shows": 0}"#, "it lacks `reason`"),
      (#"{"id": "1", "reason": "so"}"#, "it needs either `shows` or `combines`"),
      (#"{"id": "1", "reason": "so", "shows": "0"}"#, "`shows` is of the wrong type"),
      (#"{"id": "1", "reason": "so", "shows": 2}"#, "`shows` is 2; the sides are 0 to 1"),
      (#"{"id": "1", "reason": "so", "combines": {"z": "1"}}"#, "one of the keys t, i, x, r"),
      (#"{"id": "1", "reason": "so", "combines": {"i": "x"}}"#, "is no value under the key i"),
      (
        #"{"id": "1", "reason": "so", "shows": 0, "review": {"severity": "D"}}"#,
        "it is one of A, B, C"
      ),
    ])
  func `what is wrong with an answer is said`(line: String, words: String) throws {
    let flaw = #expect(throws: PolicyAnswerFlaw.self) {
      _ = try PolicyAnswer(line: Array(line.utf8)).decision(on: conflict)
    }
    #expect(flaw?.text.contains(words) == true)
  }

  @Test func `a program that is none is told from one that misbehaves`() throws {
    #expect(try error(of: "exit 3").contains("it ended before it had answered"))
    #expect(try error(of: "read line; exit 0").contains("it ended before it had answered"))
    #expect(try error(of: "read line; echo hello").contains("is no answer, it is not JSON: hello"))
    #expect(try error(of: "read line; printf '{}\\n{}\\n'").contains("it is more than one line"))
    #expect(
      try error(of: #"read line; echo '{"id":"1","reason":"so","shows":0}'"#)
        .contains("its `id` is 1, the question's was"))
    #expect(
      try error(of: "exec tail -f /dev/null", timeoutMilliseconds: 50)
        .contains("no answer in 50 ms; does it write a line"))
    let missing = #expect(throws: PolicyProcessError.self) {
      try PolicyProcess.running("/nowhere/policy") { _ in }
    }
    #expect(missing == .noProgram("/nowhere/policy"))
    let page = #expect(throws: PolicyProcessError.self) {
      try PolicyProcess.running(Self.samples + "/README.md") { _ in }
    }
    #expect(page == .notExecutable(Self.samples + "/README.md"))
  }

  @Test func `a program that dies in the middle of a check is a finding, and not shrunk for ever`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(path: "policy").path
    try Data("#!/bin/sh\nread line\n".utf8).write(to: URL(fileURLWithPath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    var lines: [String] = []
    let command = try PolicyCheckCommand(arguments: ["--exec", program, "--harvest", "0"])
    #expect(command.run { lines.append($0) } == 1)
    #expect(lines.joined().contains("it ended before it had answered"))
  }
}

@Suite struct PolicyCheckCommandTests {
  private func run(_ arguments: String...) throws -> (status: Int32, text: String) {
    var lines: [String] = []
    let command = try PolicyCheckCommand(
      arguments: arguments + ["--made", "20", "--harvest", "1", "--seeds", "1"])
    let status = command.run { lines.append($0) }
    return (status, lines.joined(separator: "\n"))
  }

  @Test func `the status tells a broken policy from a sound one and from none`() throws {
    #expect(try run("greatest-wins").status == 0)
    let broken = try run("last-arrived-wins")
    #expect(broken.status == 1)
    #expect(broken.text.contains("commutativity"))
    #expect(try run("nobody-wins").status == 2)
    #expect(try run("--exec", "/nowhere/policy").status == 2)
  }

  @Test func `what cannot be understood is refused`() {
    for arguments in [[], ["--seeds"], ["--seeds", "many", "x"], ["--colour"]] {
      #expect(throws: PolicyUsageError.self) { try PolicyCheckCommand(arguments: arguments) }
    }
  }
}
