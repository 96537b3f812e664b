import Foundation

/// A policy in another language: a program that reads conflicts from its standard input and writes
/// decisions to its standard output, a line of JSON each (`Simulations/Policies/README.md`).
///
/// It is asked one question at a time, by one thread at a time. An answer bears its question's id, so
/// that one which comes too late is noticed and never taken for another's.
public struct PolicyProcess: ConflictPolicy {
  /// The program as it was named.
  public let program: String
  /// Milliseconds that one answer may take.
  public let timeoutMilliseconds: Int
  private let line: ProgramLine

  /// Starts a program, lets it decide, and ends it.
  ///
  /// At the end its standard input is closed, which a program should take for the end; one that goes
  /// on for a second is killed, by its id.
  ///
  /// - Parameter program: a path, of a file that may be executed.
  /// - Throws: `PolicyProcessError` where it cannot be started, and whatever `body` throws.
  public static func running<Result>(
    _ program: String, timeoutMilliseconds: Int = 5_000,
    _ body: (PolicyProcess) throws -> Result
  ) throws -> Result {
    let files = FileManager.default
    guard files.fileExists(atPath: program) else { throw PolicyProcessError.noProgram(program) }
    guard files.isExecutableFile(atPath: program) else {
      throw PolicyProcessError.notExecutable(program)
    }
    let (line, far) = try ProgramLine.pair()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.standardInput = FileHandle(fileDescriptor: far, closeOnDealloc: false)
    process.standardOutput = FileHandle(fileDescriptor: far, closeOnDealloc: false)
    do {
      defer { ProgramLine.close(far) }
      try process.run()
    } catch {
      line.close()
      throw PolicyProcessError.notStarted(program, "\(error)")
    }
    defer { end(process, line) }
    return try body(
      PolicyProcess(program: program, timeoutMilliseconds: timeoutMilliseconds, line: line))
  }

  private static func end(_ process: Process, _ line: ProgramLine) {
    line.endSending()
    if !line.ends(withinMilliseconds: 1_000), process.isRunning {
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    line.close()
  }

  /// - Throws: `PolicyProcessError`.
  public func decide(_ conflict: FieldConflict) throws -> PolicyDecision {
    let question = PolicyQuestion(conflict)
    try ask(question)
    let bytes = try answer(to: question)
    let text = { String(decoding: bytes.prefix(Self.shownBytes), as: UTF8.self) }
    do {
      let answer = try PolicyAnswer(line: bytes)
      guard answer.id.utf8.elementsEqual(question.id.utf8) else {
        throw PolicyAnswerFlaw(text: "its `id` is \(answer.id), the question's was \(question.id)")
      }
      return try answer.decision(on: conflict)
    } catch let flaw as PolicyAnswerFlaw {
      throw PolicyProcessError.garbage(program, flaw.text, line: text())
    }
  }

  /// Of an answer that cannot be read.
  private static let shownBytes = 200

  private func ask(_ question: PolicyQuestion) throws {
    guard line.send(try question.line()) else { throw PolicyProcessError.ended(program) }
  }

  private func answer(to question: PolicyQuestion) throws -> [UInt8] {
    switch line.receive(timeoutMilliseconds: timeoutMilliseconds) {
    case .line(let bytes): return bytes
    case .silence: throw PolicyProcessError.timeout(program, milliseconds: timeoutMilliseconds)
    case .end: throw PolicyProcessError.ended(program)
    case .more(let bytes):
      let text = String(decoding: bytes.prefix(Self.shownBytes), as: UTF8.self)
      throw PolicyProcessError.garbage(program, "it is more than one line", line: text)
    }
  }
}

/// Why a program is no policy, and what to do about it.
public enum PolicyProcessError: Error, Hashable, Sendable {
  case noProgram(String)
  case notExecutable(String)
  case notStarted(String, String)
  /// No whole line came in time.
  case timeout(String, milliseconds: Int)
  /// It ended, or closed its standard output, before it had answered.
  case ended(String)
  /// A line came that is no answer.
  case garbage(String, String, line: String)

  /// Whether the program can be asked nothing more.
  public var isFinal: Bool {
    if case .garbage = self { false } else { true }
  }
}

extension PolicyProcessError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noProgram(let program):
      "\(program): there is no such file; give the program's path, like ./longest.py"
    case .notExecutable(let program):
      "\(program): it may not be executed; give it a first line like #!/usr/bin/env python3 and"
        + " chmod +x"
    case .notStarted(let program, let detail): "\(program): it could not be started: \(detail)"
    case .timeout(let program, let milliseconds):
      "\(program): no answer in \(milliseconds) ms; does it write a line for each line it reads, and"
        + " flush its output after it?"
    case .ended(let program):
      "\(program): it ended before it had answered; what it wrote to its standard error says why"
    case .garbage(let program, let flaw, let line):
      "\(program): its line is no answer, \(flaw): \(line)"
    }
  }
}
