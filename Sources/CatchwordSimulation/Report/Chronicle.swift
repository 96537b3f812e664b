/// What a run's trace tells, sorted by the shapes in which a timeline draws it.
///
/// Hosts are numbered by their lanes, which stand in the order in which hosts came to be.
struct Chronicle {
  struct Lane {
    let name: String
    let role: String
    /// Copies come to be in the middle of a run.
    var from: Moment
    let clock: [SimulatedClock.Setting]
    var spells: [Spell] = []

    func clockError(at moment: Moment) -> Int64 {
      (clock.last { $0.from <= moment } ?? clock.first)?.errorMilliseconds(at: moment) ?? 0
    }
  }

  /// A time in which a host neither acts nor answers.
  struct Spell {
    enum Sort: String {
      case off
      case asleep
      case gone = "lost for good"
    }

    let sort: Sort
    let from: Moment
    /// Nil while it lasts at the end of the run.
    var until: Moment?
  }

  struct Mark {
    enum Sort {
      case action
      case refusal
      case failure
      case crash
      case start
      case fault
      case backup
      case restore
      case clone(of: Int)
      case stick(String)
    }

    let sort: Sort
    let lane: Int
    let at: Moment
    let label: String
    let note: String

    var isDeed: Bool { if case .action = sort { true } else { false } }
  }

  /// One call of a host to another: a dialogue of requests and answers.
  struct Exchange {
    let client: Int
    let server: Int
    let step: Int
    var messages: [Message] = []
    var label = ""
    var note = ""

    var from: Moment { messages[0].since }
    var until: Moment { messages[messages.count - 1].at }
    var isAnswered: Bool { messages.allSatisfy(\.isAnswered) }
    var upper: Int { min(client, server) }
    var lower: Int { max(client, server) }
    /// Whether commits went to the server, and whether they came from it.
    var carries: (there: Bool, back: Bool) {
      (
        messages.contains { $0.what == "push" && $0.isAnswered },
        messages.contains { $0.what == "fetch" && $0.isAnswered }
      )
    }
  }

  struct Message {
    let what: String
    let since: Moment
    let reachedAt: Moment?
    let at: Moment
    let isAnswered: Bool
    let note: String
  }

  /// Something that a story claims and that held.
  struct Claim {
    let at: Moment
    let text: String
  }

  /// A fact that the failure is about.
  struct Evidence: Hashable {
    let lane: Int
    let at: Moment
    let text: String
  }

  struct Failure {
    /// Nil where it is about no host in particular.
    let lane: Int?
    let at: Moment
    let text: String
  }

  let from: Moment
  let until: Moment
  var lanes: [Lane] = []
  var marks: [Mark] = []
  var exchanges: [Exchange] = []
  var cuts: [CutLine] = []
  var claims: [Claim] = []
  var settlings: [Moment] = []
  var failure: Failure?
  var evidence: [Evidence] = []

  var messageCount: Int { exchanges.reduce(0) { $0 + $1.messages.count } }

  init(_ run: Run) {
    var reading = TraceReading(run)
    reading.readAll()
    self = reading.chronicle
  }

  init(from: Moment, until: Moment) {
    self.from = from
    self.until = until
  }
}

/// A time in which frames between two hosts did not pass.
struct CutLine: Hashable {
  enum Way: Hashable {
    case both
    /// None from the lane above to the one below.
    case down
    case up
  }

  /// The lane further up.
  let upper: Int
  let lower: Int
  let way: Way
  let from: Moment
  /// Nil where it is never healed.
  let until: Moment?
}
