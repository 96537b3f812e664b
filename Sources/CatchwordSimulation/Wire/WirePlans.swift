/// Generated plans for the world of real processes: small, since every step is a process, and rich in
/// what goes wrong on lines.
///
/// A plan is a pure function of its seed, and is written as a story's text and read back, so whatever
/// fails is a file already.
package enum WirePlans {
  static let stepCounts: ClosedRange<Int64> = 10...25

  package static func plan(seed: UInt64) throws -> Plan {
    var author = Author(seed)
    return try Plan(parsing: author.write())
  }

  /// Of a hundred steps, how many are what, roughly.
  private static let deeds: [(deed: Deed, weight: Int)] = [
    (.checkout, 22), (.checkin, 12), (.renew, 5), (.look, 6), (.mark, 6), (.undo, 4), (.edit, 6),
    (.describe, 4), (.decide, 3), (.sync, 16), (.fault, 24), (.carry, 3), (.quality, 8), (.cut, 4),
    (.heal, 3), (.crash, 8), (.clock, 4), (.backup, 4), (.restore, 4), (.clone, 1), (.lose, 1),
    (.why, 1), (.hold, 6), (.shelve, 3), (.order, 8), (.unpack, 6), (.money, 8), (.forget, 4),
    (.close, 1),
  ]

  private enum Deed {
    case checkout
    case checkin
    case renew
    case look
    case mark
    case undo
    case edit
    case describe
    case decide
    case sync
    case fault
    case carry
    case quality
    case cut
    case heal
    case crash
    case clock
    case backup
    case restore
    case clone
    case lose
    case why
    case hold
    case shelve
    case order
    case unpack
    case money
    case forget
    case close
  }

  /// Writes one plan; knows who is off, so that a step is rarely in vain.
  private struct Author {
    private var chance: Stream
    private let seed: UInt64
    private var hosts: [String]
    private let barcodes: [String]
    private let cards = ["p1", "p2", "p3"]
    private static let fund = "BOOKS"
    private static let parts = ["v.1", "v.2"]
    private var off: [String] = []
    private var backups: [(host: String, name: String)] = []
    private var copies = 0
    private var labels = 0
    private var lines: [String] = []
    /// Milliseconds since the opening.
    private var time: Int64 = 0

    init(_ seed: UInt64) {
      self.seed = seed
      chance = Stream(seed: seed, named: "plans for real processes")
      let third = chance.pick(["west", "van"])
      hosts = ["main", "east", third]
      barcodes = (1...Int(chance.number(2...4))).map { "3100\($0)" }
    }

    mutating func write() -> String {
      lines = ["seed \(seed)"]
      let isCart = hosts[2] == "van"
      lines.append("branches main east" + (isCart ? "" : " west"))
      if isCart { lines.append("cart van") }
      for (index, barcode) in barcodes.enumerated() {
        // The last one may be another copy of the first title.
        let isCopy = index == barcodes.count - 1 && chance.chance(perMille: 500)
        lines.append(
          "item \(barcode) \"Title \(barcode)\" at \(chance.pick(hosts))"
            + (isCopy ? " of \(barcodes[0])" : ""))
      }
      lines.append("patron \(cards.joined(separator: " ")) at main")
      let count = Int(chance.number(WirePlans.stepCounts))
      var written = 0
      while written < count {
        let before = lines.count
        append(WirePlans.deeds[chance.weighted(WirePlans.deeds.map(\.weight))].deed)
        written += lines.count - before
      }
      return lines.joined(separator: "\n") + "\n"
    }

    private mutating func append(_ deed: Deed) {
      let barcode = chance.pick(barcodes)
      let host = someHost()
      switch deed {
      case .checkout:
        let override = chance.chance(perMille: 150) ? " override" : ""
        step("checkout \(host) \(barcode) \(chance.pick(cards))\(override)")
      case .checkin:
        let backdate = chance.chance(perMille: 150) ? " backdate 1" : ""
        step("checkin \(host) \(barcode)\(backdate)")
      case .renew: step("renew \(host) \(barcode)" + (chance.chance(perMille: 400) ? " phone" : ""))
      case .look: step("\(chance.pick(["inhouse", "inventory"])) \(host) \(barcode)")
      case .mark:
        step(
          "mark \(host) \(barcode) \(chance.pick(["lost", "missing", "found", "damaged", "withdrawn"]))"
        )
      case .undo: step("undo \(host) \(barcode)")
      case .edit: step("retitle \(host) \(barcode) \"Title \(chance.below(100)) of \(barcode)\"")
      case .describe:
        let field = chance.pick(["call-number", "location", "note", "part"])
        let text = field == "part" ? chance.pick(Self.parts) : "Text \(chance.below(4))"
        step("describe \(host) \(barcode) \(field) \"\(text)\"")
      case .decide:
        let about = chance.chance(perMille: 250) ? Self.fund : barcode
        step("resolve \(host) \(about) keep \(chance.pick(["A", "B"]))")
      case .sync: appendSync(from: host)
      case .fault: appendFault(from: host)
      case .carry: step("carry \(host) \(chance.pick(["usb", "disk"]))")
      case .quality: appendQuality(from: host)
      case .cut:
        let oneWay = chance.chance(perMille: 300) ? " one-way" : ""
        step("cut \(host) \(another(than: host))\(oneWay)")
      case .heal: step("heal")
      case .crash: appendCrash()
      case .clock:
        let change = chance.pick(["+9m", "-9m", "+26h", "-3h", "+400d", "correct", "correct"])
        step("clock \(host) \(change)")
      case .backup: appendBackup(of: host)
      case .restore: appendRestore()
      case .clone: appendClone(of: host)
      case .lose: appendLoss(of: host)
      case .why: step("why \(host) \(chance.pick([barcode, barcode, Self.fund]))")
      case .hold: appendHold(at: host, barcode)
      case .shelve: step("\(chance.pick(["capture", "release"])) \(host) \(barcode)")
      case .order: appendOrder(at: host, barcode)
      case .unpack: appendUnpacking(at: host, barcode)
      case .money: appendMoney(at: host, barcode)
      case .forget: appendForgetting(at: host)
      case .close:
        step(
          chance.chance(perMille: 600)
            ? "close \(host) \(chance.pick(hosts)) 2026-03-20 2026-03-25"
            : "policy \(host) \(chance.number(1...3)) \(chance.number(1...2) * 50) 400")
      }
    }

    private mutating func appendHold(at host: String, _ barcode: String) {
      let card = chance.pick(cards)
      guard chance.chance(perMille: 700) else { return step("unhold \(host) \(card) \(barcode)") }
      let what = ["", "", " only", " part \"\(chance.pick(Self.parts))\""]
      step("hold \(host) \(card) \(barcode) at \(chance.pick(hosts))\(chance.pick(what))")
    }

    /// One fund with little in it, so that two orders are often too much.
    private mutating func appendOrder(at host: String, _ barcode: String) {
      switch chance.below(6) {
      case 0, 1: step("fund \(host) \(Self.fund) \(chance.number(1...3) * 1_000)")
      case 2: step("approve \(host) \(Self.fund)")
      default:
        let anyway = chance.chance(perMille: 500) ? " anyway" : ""
        step(
          "order \(host) \(barcode) \(Self.fund) \(chance.number(1...2)) "
            + "\(chance.number(1...3) * 500)\(anyway)")
      }
    }

    private mutating func appendUnpacking(at host: String, _ barcode: String) {
      switch chance.below(5) {
      case 0: step("unorder \(host) \(barcode)")
      case 1:
        let statement = chance.pick(UndoVerb.Statement.allCases)
        let about = statement == .approval ? Self.fund : barcode
        step("undo \(host) \(about) \(statement.rawValue)")
      default:
        labels += 1
        let anyway = chance.chance(perMille: 400) ? " anyway" : ""
        step("deliver \(host) \(barcode) 3200\(labels)\(anyway)")
      }
    }

    /// Few amounts, so that payments often meet what is owed.
    private mutating func appendMoney(at host: String, _ barcode: String) {
      let card = chance.pick(cards)
      let amount = chance.number(1...2) * 100
      switch chance.below(8) {
      case 0, 1, 2: step("charge \(host) \(card) damage \(amount) \(barcode)")
      case 3: step("bill \(host) \(barcode) \(amount)")
      case 4, 5:
        step("pay \(host) \(card) \(amount)\(chance.pick(["", " keep", " credit"]))")
      case 6: step("waive \(host) \(card)")
      default: step("refund \(host) \(card)")
      }
    }

    private mutating func appendForgetting(at host: String) {
      let card = chance.pick(cards)
      switch chance.below(4) {
      case 0: step("erase \(host) \(card)")
      case 1: step("erase \(host) \(card) when-settled")
      case 2: step("anonymise \(host) 0 \(card)")
      default: step("anonymise \(host) \(chance.below(2))")
      }
    }

    private mutating func appendSync(from host: String) {
      step("sync \(host) \(another(than: host))")
      // Now and then a desk works on in the middle of it.
      guard chance.chance(perMille: 200) else { return }
      let desk = someHost()
      step("checkout \(desk) \(chance.pick(barcodes)) \(chance.pick(cards))", after: 100)
    }

    /// A fault, and the sync that meets it.
    private mutating func appendFault(from host: String) {
      let peer = another(than: host)
      let faults = LineFault.allCases.filter { $0 != .badCertificate }
      let skipped = chance.below(3)
      step(
        "line \(host) \(peer) \(chance.pick(faults).rawValue)"
          + (skipped > 0 ? " skip \(skipped)" : ""))
      step("sync \(host) \(peer)")
    }

    private mutating func appendQuality(from host: String) {
      let quality =
        switch chance.below(6) {
        case 0: "loss \(chance.number(100...400))"
        case 1: "truncate \(chance.number(100...400))"
        case 2: "duplicate \(chance.number(200...600))"
        case 3: "corrupt \(chance.number(100...400))"
        case 4: "latency \(chance.number(10...120))ms"
        default: "speed \(chance.number(3_000...20_000))"
        }
      step("line \(host) \(another(than: host)) \(quality)")
    }

    /// Half of the time in the middle of a sync.
    private mutating func appendCrash() {
      if let host = off.first, chance.chance(perMille: 600) {
        off.removeFirst()
        return step("start \(host)")
      }
      guard off.isEmpty else { return step("heal") }
      let host = chance.pick(hosts)
      if chance.chance(perMille: 600) {
        let other = another(than: host)
        step(chance.chance(perMille: 500) ? "sync \(host) \(other)" : "sync \(other) \(host)")
        step("crash \(host)", after: 50 + Int64(chance.below(900)))
      } else {
        step("crash \(host)")
      }
      off.append(host)
    }

    private mutating func appendBackup(of host: String) {
      let name = "b\(backups.count + 1)"
      backups.append((host, name))
      step("backup \(host) as \(name)")
    }

    /// Mostly in the same place, where nothing on the disk tells that it is older.
    private mutating func appendRestore() {
      guard !backups.isEmpty else { return appendBackup(of: someHost()) }
      let (host, name) = backups[chance.below(backups.count)]
      off.removeAll { $0 == host }
      step("restore \(host) \(name)" + (chance.chance(perMille: 300) ? " elsewhere" : ""))
    }

    private mutating func appendClone(of host: String) {
      copies += 1
      step("clone \(host) as copy\(copies)")
      hosts.append("copy\(copies)")
    }

    private mutating func appendLoss(of host: String) {
      guard hosts.count - off.count > 2 else { return step("heal") }
      step("lose \(host)")
      hosts.removeAll { $0 == host }
      backups.removeAll { $0.host == host }
    }

    private mutating func someHost() -> String {
      let on = hosts.filter { !off.contains($0) }
      return chance.pick(on)
    }

    private mutating func another(than host: String) -> String {
      chance.pick(hosts.filter { $0 != host })
    }

    private mutating func step(_ line: String, after milliseconds: Int64 = Plan.pauseMilliseconds) {
      time += milliseconds
      let isWhole = milliseconds == Plan.pauseMilliseconds
      let moment = Moment.opening.adding(milliseconds: time)
      lines.append(isWhole && time % Plan.pauseMilliseconds == 0 ? line : "\(line) at \(moment)")
    }
  }
}
