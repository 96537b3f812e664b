/// What the command line asks for.
struct Options {
  var scale = Scale()
  var runs = 5
  var json: String?
  var directory = "/tmp"
  var keeps = false

  static let usage = """
    catchword-bench [--items N] [--loans N] [--changes N] [--contended N] [--quick] [--runs N]
                    [--directory DIR] [--keep] [--json FILE]

    Measures Catchword against plain SQLite on the same rows and prints a table.
      --quick       a tenth of everything
      --runs        runs of each side, in turns; medians are printed (5)
      --directory   where the databases lie while they are measured (/tmp)
      --keep        leaves them there, for profilers: see `Child`
      --json        writes every figure to a file
    """

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      switch name {
      case "--items": scale.items = try Self.number(name, &rest)
      case "--loans": scale.loans = try Self.number(name, &rest)
      case "--changes": scale.changes = try Self.number(name, &rest)
      case "--contended": scale.contended = try Self.number(name, &rest)
      case "--quick": scale = Scale(items: 10_000, loans: 20_000, changes: 1_000, contended: 50)
      case "--runs": runs = try Self.number(name, &rest)
      case "--directory": directory = try Self.text(name, &rest)
      case "--keep": keeps = true
      case "--json": json = try Self.text(name, &rest)
      default: throw BenchmarkError.usage(Self.usage)
      }
    }
    // A day touches a third of the items beside those that everybody touches.
    guard scale.items / Workload.replicas > scale.contended + scale.changes / 50,
      scale.contended * 2 / 5 <= scale.changes * 8 / 100
    else { throw BenchmarkError.usage("more changes or contended items than items\n\(Self.usage)") }
  }

  private static func text(_ name: String, _ rest: inout ArraySlice<String>) throws -> String {
    guard let text = rest.popFirst() else {
      throw BenchmarkError.usage("\(name) wants a value\n\(usage)")
    }
    return text
  }

  private static func number(_ name: String, _ rest: inout ArraySlice<String>) throws -> Int {
    guard let number = Int(try text(name, &rest)), number > 0 else {
      throw BenchmarkError.usage("\(name) wants a number above 0\n\(usage)")
    }
    return number
  }
}
