import Catchword
import CatchwordSimulation

/// Plans of no purpose: any verb, any host, any time. What they come to must be the same whatever the
/// engine.
struct MemoryPlans {
  private var chance: Stream
  private var lines: [String] = []
  private var now = Moment.opening
  private var titles = 0
  private let hosts = ["main", "east", "van"]
  private let barcodes = ["30001", "30002", "30003", "39999"]

  /// - Parameter seed: another one is another plan, other keys, other latencies.
  static func plan(seed: UInt64, steps: Int = 40) throws -> Plan {
    var plans = MemoryPlans(seed: seed)
    for _ in 0..<steps { plans.addLine() }
    return try Plan(parsing: (plans.lines + ["settle"]).joined(separator: "\n") + "\n")
  }

  private init(seed: UInt64) {
    chance = Stream(seed: seed, named: "plans of no purpose")
    lines = [
      "seed \(seed)", "branches main east", "cart van", "item 30001 \"Moby-Dick\" at main",
      "item 30002 \"Emma\" at east", "item 30003 \"Ulysses\" at main reference",
      "patron p1 p2 p3 at main",
    ]
  }

  private mutating func addLine() {
    now = now.adding(milliseconds: 1_000 * chance.number(20...2_400))
    let line = chance.below(100) < 70 ? action() : trouble()
    lines.append("\(line) at \(now)")
  }

  private mutating func action() -> String {
    let (host, barcode) = (chance.pick(hosts), chance.pick(barcodes))
    let card = chance.pick(["p1", "p2", "p3", "p4"])
    titles += 1
    switch chance.below(20) {
    case 0...3: return "checkout \(host) \(barcode) \(card)" + chance.pick(["", " override", " unknown"])
    case 4...5: return "checkin \(host) \(barcode)"
    case 6: return "renew \(host) \(barcode)" + chance.pick(["", " phone"])
    case 7: return chance.pick(["inhouse", "inventory", "undo", "weed", "reopen"]) + " \(host) \(barcode)"
    case 8...9:
      let mark = chance.pick([
        "lost", "missing", "found", "damaged", "repaired", "withdrawn", "deleted", "reinstated",
      ])
      return "mark \(host) \(barcode) \(mark)"
    case 10: return "retitle \(host) \(barcode) \"Title \(titles)\""
    case 11: return "subject \(host) \(barcode) add \"Heading \(titles)\""
    case 12: return "subject \(host) \(barcode) " + chance.pick(["delete", "set \"Heading\""])
    case 13: return "resolve \(host) \(barcode) keep " + chance.pick(["A", "B"])
    case 14: return "register \(host) " + chance.pick(["p4", "p5", "p6"])
    case 15: return "carry \(host) usb"
    default:
      return "sync \(host) \(peer(of: host))" + chance.pick(["", "", "", " circulation"])
    }
  }

  private mutating func trouble() -> String {
    let host = chance.pick(hosts)
    switch chance.below(12) {
    case 0...1: return "cut \(host) \(peer(of: host))" + chance.pick(["", " one-way"])
    case 2...3: return "heal"
    case 4:
      let fault = chance.pick([
        "lost-reply", "portal", "redirect", "bad-gateway", "too-large", "bad-certificate",
        "duplicate",
      ])
      return "line \(host) \(peer(of: host)) \(fault) skip \(chance.below(3))"
    case 5: return "line \(host) \(peer(of: host)) loss \(chance.below(300))"
    case 6: return "line \(host) \(peer(of: host)) duplicate \(chance.below(300))"
    case 7: return "crash \(host)"
    case 8: return "start \(host)"
    case 9: return "sleep \(host) \(chance.number(1...90))m"
    case 10: return "clock \(host) " + chance.pick(["+9m", "-26h", "+10y", "drift 80", "correct"])
    default: return chance.pick(["review", "status"]) + " \(host)"
    }
  }

  private mutating func peer(of host: String) -> String {
    chance.pick(hosts.filter { $0 != host })
  }
}

/// What a plan that was run to its end in one world left to be compared. The run itself is gone, and
/// its disks with it: a host's files have one name in all runs.
struct MemoryOutcome {
  let transcript: [String]
  let trace: [TraceEvent]
  let reached: Set<Sometimes>
  /// By host.
  let pictures: [String: [String]]

  init(_ plan: Plan, in world: World, _ templates: Templates) throws {
    let run = Run(plan, world: world, domain: .library)
    try run.prepare(templates)
    run.advance(to: plan.steps.last?.at ?? .opening)
    if let failure = run.failure { throw failure }
    try run.checkEverything()
    if let failure = run.failure { throw failure }
    transcript = run.transcript
    trace = run.trace
    reached = run.reached
    var pictures: [String: [String]] = [:]
    for host in run.living where host.isReachable {
      pictures[host.name] = try run.use(host) { try Picture.lines(of: $0, .library, schema: run.schema(of: host)) }
    }
    self.pictures = pictures
  }
}
