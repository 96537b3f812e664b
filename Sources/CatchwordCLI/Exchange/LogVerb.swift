import ArgumentParser
import Catchword
import CatchwordCore

struct LogVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Commits, newest first: who wrote what, when, and its hash.",
    discussion: """
      The hash is the one that an acknowledgement named; it is the same on every replica. A replica \
      that was restored, moved or copied goes on as another writer: what it had acknowledged and not \
      sent it wrote again, and says here under which name.

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
    let reissued = try replica.reissues()
      .filter { $0.former.log.writer.key.hex.hasPrefix(prefix) }.map(LogShape.Reissue.init)
    if workplace.json {
      return Console.say(JSON.text(LogShape(commits: commits, reissued: reissued)))
    }
    for each in commits {
      Console.say(
        "\(each.time)  \(each.writer.prefix(16))/\(each.lane) \(each.number)  "
          + "\(each.operations) operations  \(each.hash.prefix(16))"
          + (each.sealed ? "" : "  not sealed") + (each.staff.isEmpty ? "" : "  \(each.staff)"))
    }
    for each in reissued { Console.say(each.sentence) }
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

  /// A commit that was acknowledged under a former writer and never sent.
  struct Reissue: Encodable {
    let former: AcknowledgementShape
    let now: AcknowledgementShape

    init(_ reissue: Catchword.Reissue) {
      former = AcknowledgementShape(reissue.former)
      now = AcknowledgementShape(reissue.now)
    }

    var sentence: String { "\(Self.text(former)) goes on as \(Self.text(now))" }

    private static func text(_ commit: AcknowledgementShape) -> String {
      "\(commit.writer.prefix(16))/\(commit.lane) \(commit.number)"
    }
  }

  let schema = "catchword.log/1"
  let commits: [Entry]
  /// Ascending by the former log and number; whatever --limit says.
  let reissued: [Reissue]
}
