import ArgumentParser
import Catchword
import CatchwordCore

struct LogVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Commits, newest first: who wrote what, when, and its hash.",
    discussion: """
      The hash is the one that an acknowledgement named; it is the same on every replica.

      Examples:
        catchword log --limit 5
        catchword log --writer 1f0a9c4d --json
      """)

  @OptionGroup var workplace: Workplace
  @Option(
    help: ArgumentHelp("Only this writer's, by its key's first digits.", valueName: "key"))
  var writer: String?
  @Option(help: "How many; 0 for all.") var limit = 20

  func run() throws {
    guard limit >= 0 else { throw CommandFault.usage("--limit cannot be negative; 0 means all") }
    let replica = try workplace.openReplica()
    let prefix = writer?.lowercased() ?? ""
    var commits: [LogShape.Entry] = []
    try replica.commits { logged in
      guard logged.log.writer.key.hex.hasPrefix(prefix) else { return }
      commits.append(LogShape.Entry(logged))
    }
    commits.sort { ($1.seconds, $1.writer, $1.sequence) < ($0.seconds, $0.writer, $0.sequence) }
    if limit > 0 { commits = Array(commits.prefix(limit)) }
    if workplace.json { return Console.say(JSON.text(LogShape(commits: commits))) }
    for each in commits {
      Console.say(
        "\(each.time)  \(each.writer.prefix(16))/\(each.lane) \(each.number)  "
          + "\(each.operations) operations  \(each.hash.prefix(16))"
          + (each.sealed ? "" : "  not sealed") + (each.staff.isEmpty ? "" : "  \(each.staff)"))
    }
  }
}

struct LogShape: Encodable {
  struct Entry: Encodable {
    let writer: String
    let lane: String
    let number: Int64
    /// Over all lanes of the writer.
    let sequence: Int64
    let time: String
    let staff: String
    let hash: String
    let operations: Int
    let sealed: Bool
    let seconds: Int64

    enum CodingKeys: String, CodingKey {
      case writer
      case lane
      case number
      case sequence
      case time
      case staff
      case hash
      case operations
      case sealed
    }

    init(_ logged: LoggedCommit) {
      writer = logged.log.writer.key.hex
      lane = logged.log.lane.name
      number = logged.commit.number
      sequence = logged.commit.sequence
      time = Moment.text(logged.time)
      staff = logged.commit.staff
      hash = logged.hash.word.hex
      operations = logged.commit.operations.count
      sealed = logged.isSealed
      seconds = logged.time
    }
  }

  let schema = "catchword.log/1"
  let commits: [Entry]
}
