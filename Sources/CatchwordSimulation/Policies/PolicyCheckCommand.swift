/// `policy check`: the kit at the command line, for policies in any language.
///
/// Whoever has a command line hands in the words behind `policy check` and a place to print to.
public struct PolicyCheckCommand: Sendable {
  /// How it is called, for help.
  public static let usage = """
    policy check NAME                    check a sample policy: \
    \(PolicySamples.all.map(\.name).joined(separator: ", "))
    policy check --exec PROGRAM          check a program that speaks JSON lines
      --timeout-milliseconds N           how long one answer may take; 5000
      --made N                           made-up conflicts of three to five sides; 150
      --harvest N                        simulations whose conflicts are collected; 4
      --seeds N                          simulations in which the policy decides; 6
      --seed N                           the first of those, to run one again; 1
    """

  private enum Chosen: Sendable {
    case sample(String)
    case program(String)
  }

  private let chosen: Chosen
  private var timeoutMilliseconds = 5_000
  private var effort = PolicyKit.Effort()

  /// - Throws: `PolicyUsageError`.
  public init(arguments: [String]) throws {
    var chosen: Chosen?
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--exec", "--policy-exec": chosen = .program(try Self.value(of: word, &rest))
      case "--timeout-milliseconds":
        timeoutMilliseconds = try Self.number(word, &rest, in: 1...3_600_000)
      case "--made": effort.madeConflicts = try Self.number(word, &rest, in: 0...10_000_000)
      case "--harvest":
        effort.harvestedSeeds = UInt64(try Self.number(word, &rest, in: 0...1_000_000))
      case "--seeds": effort.swarmSeeds = UInt64(try Self.number(word, &rest, in: 0...1_000_000))
      case "--seed": effort.firstSeed = UInt64(try Self.number(word, &rest, in: 0...Int(Int32.max)))
      case _ where word.hasPrefix("-"): throw PolicyUsageError("there is no option \(word)")
      default: chosen = .sample(word)
      }
    }
    guard let chosen else {
      throw PolicyUsageError("name a sample policy, or a program with --exec")
    }
    self.chosen = chosen
  }

  /// Checks the policy and prints the report.
  ///
  /// - Returns: the exit status: 0 where every law holds, 1 where one is broken, 2 where the policy could
  ///   not be asked at all.
  public func run(print: (String) -> Void) -> Int32 {
    do {
      let report = try report()
      print(report.description)
      return report.isEmpty ? 0 : 1
    } catch {
      print("\(error)")
      return 2
    }
  }

  private func report() throws -> PolicyReport {
    switch chosen {
    case .sample(let name):
      guard let sample = PolicySamples.all.first(where: { $0.name == name }) else {
        let known = PolicySamples.all.map(\.name).joined(separator: ", ")
        throw PolicyUsageError("there is no sample policy \(name); there are \(known)")
      }
      return PolicyKit.check(sample.policy, named: name, effort: effort)
    case .program(let program):
      return try PolicyProcess.running(program, timeoutMilliseconds: timeoutMilliseconds) {
        PolicyKit.check($0, named: program, effort: effort)
      }
    }
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let value = rest.popFirst() else { throw PolicyUsageError("\(option) needs a value") }
    return value
  }

  private static func number(
    _ option: String, _ rest: inout ArraySlice<String>, in range: ClosedRange<Int>
  ) throws -> Int {
    let word = try value(of: option, &rest)
    guard let number = Int(word), range.contains(number) else {
      throw PolicyUsageError(
        "\(option) needs a number from \(range.lowerBound) to \(range.upperBound), not \(word)")
    }
    return number
  }
}

/// What was typed cannot be understood.
public struct PolicyUsageError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
