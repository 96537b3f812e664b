import CatchwordLibrary
import CatchwordPolicies
import Testing

/// The head that every file needs.
let head = "policy = 1\ncurrency = \"EUR\"\n"

func read(_ text: String, known: [String] = []) -> PolicyFile.Reading {
  PolicyFile.read(text, name: "p.toml", known: known)
}

@Suite struct PolicyFileTests {
  @Test func `an empty policy is the standard one, in its own currency`() throws {
    let policy = try #require(read(head).policy)
    var standard = Policy.standard
    standard.name = ""
    standard.currency = Currency(code: "EUR", digits: 2)
    #expect(policy == standard.canonical())
  }

  @Test func `what a rule does not say, it takes from the loans`() throws {
    let policy = try #require(
      read(
        head + """
          [loans]
          days = 14
          renewals = 3
          fine_per_day = 20
          replacement_fee = 1500
          [[rule]]
          item_type = "DVD"
          days = 7
          renewals = "unlimited"
          replacement_fee = "price"
          [[rule]]
          category = ["A", "B"]
          loan = "term"
          term_ends = [2026-12-18, "2027-06-11"]
          """
      ).policy)
    let dvd = policy.choice(category: nil, itemType: "DVD", branch: "X").terms
    #expect(dvd.period == .days(7) && dvd.renewals == nil && dvd.finePerDay == 20)
    #expect(dvd.replacementFee == nil && policy.base.replacementFee == 1_500)
    let term = policy.choice(category: "B", itemType: nil, branch: "X").terms
    #expect(term.period == .term && term.renewals == 3)
    #expect(term.termEnds.map(\.description) == ["2026-12-18", "2027-06-11"])
  }

  @Test func `everything wrong is told at once, with its line and what to do`() {
    let text = """
      policy = 1
      currency = "EUR"
      item_types = ["DVD", "BOOK"]

      [loans]
      dayz = 21
      fine_per_day = 0.25
      renewals = -1

      [[rule]]
      item_type = "DVD"
      days = "seven"

      [[rule]]
      item_type = [
        "BOOK",
        "DVD",
      ]

      [holds]
      shelf_days = true

      [branch.MAIN]
      hours = { mon = "9-17" }

      [[branch.MAIN.closure]]
      from = 2026-12-24
      to = 2026-12-28

      [[branch.MAIN.closure]]
      from = "2026-02-30"

      [[branch.MAIN.closure]]
      from = 2026-12-27
      reason = "again"

      [[floating]]
      branches = ["MAIN", "MIAN"]
      """
    let reading = read(text)
    #expect(reading.policy == nil)
    let found = reading.findings.map { "\($0.line ?? 0) \($0.code)" }
    #expect(
      found == [
        "6 unknown-key", "7 money-as-float", "8 out-of-bounds", "12 wrong-type",
        "14 equally-specific", "21 wrong-type", "24 bad-hours", "31 not-a-date",
        "34 closures-overlap", "38 unknown-branch",
      ])
    let told = reading.findings.map(\.description)
    #expect(told[0] == "p.toml:6: loans.dayz: there is no key \"dayz\"; did you mean \"days\"?")
    #expect(told[1].contains("such as 25 for 0.25"))
    #expect(told[4].contains("This rule and rule 1 are equally specific: both hold for item type DVD"))
    #expect(told[9].contains("did you mean \"MAIN\"?"))
  }

  @Test func `every line that is no TOML is told`() {
    let reading = read(
      head + """
        [loans
        a = 1
        a = 2
        b = "unended
        c = 12x
        [.d]
        [[e]
        f = [1, 2
        g = 3
        """)
    #expect(
      reading.findings.map { "\($0.line ?? 0) \($0.code)" } == [
        "3 not-toml", "6 not-toml", "7 not-toml", "8 not-toml", "9 not-toml", "11 not-toml",
      ])
    #expect(reading.findings.map(\.text)[2] == "12x is no value; a text stands in quotes")
    #expect(read(head + "x = 1\nx = 2\n").findings.map(\.line) == [4])
    #expect(read(head + "[loans]\n[limits]\n[loans]\n").findings.map(\.line) == [5])
  }

  @Test func `layout and currency must be said`() {
    #expect(read("").findings.map(\.code) == ["no-version", "no-currency"])
    #expect(read("policy = 2\ncurrency = \"USD\"").findings.map(\.code) == ["unknown-version"])
    #expect(read("policy = 1\ncurrency = \"QQQ\"").findings.map(\.code) == ["bad-currency"])
    #expect(read("policy = 1\ncurrency = \"QQQ\"\ncurrency_digits = 2").policy != nil)
    #expect(read("policy = 1\ncurrency = \"JPY\"").policy?.currency.digits == 0)
  }

  @Test func `branches that only the network knows are known`() {
    let text = head + "[[rule]]\nbranch = \"EAST\"\ndays = 3\n"
    #expect(read(text).policy != nil)
    #expect(read(text, known: ["MAIN"]).findings.map(\.code) == ["unknown-branch"])
    #expect(read(text, known: ["MAIN", "EAST"]).policy != nil)
  }

  @Test func `a policy written as a file reads as the same policy`() throws {
    for seed in UInt64(1)...150 {
      var random = SplitMix(seed: seed)
      let policy = Policy.random(&random).canonical()
      let text = PolicyFile.toml(policy)
      let reading = read(text)
      #expect(reading.findings.isEmpty, "seed \(seed): \(reading.findings)")
      #expect(reading.policy == policy, "seed \(seed)")
      #expect(reading.policy.map(PolicyFile.toml) == text, "seed \(seed)")
    }
  }
}

@Suite struct HostileFileTests {
  @Test func `files damaged anywhere are refused or read, and never trap`() {
    var random = SplitMix(seed: 5)
    let pieces = [
      "[", "]", "{", "}", "\"", "'", "\"\"\"", "=", ".", ",", "\n", "#", "-", "9", "\\u0041", "\\", "[[rule]]",
      "a.b.c", "inf", "nan", "1e400", "9223372036854775808", "2026-02-30", "07:32:00", "\u{0}", "\u{7f}",
      "\u{fffd}", "0x7fffffffffffffff", "true",
    ]
    for seed in UInt64(1)...40 {
      var source = SplitMix(seed: seed)
      let text = Array(PolicyFile.toml(Policy.random(&source)).unicodeScalars)
      for _ in 0..<25 {
        var damaged = text
        for _ in 0...Int(random.next() % 4) {
          let place = Int(random.next() % UInt64(damaged.count))
          switch random.next() % 4 {
          case 0: damaged.remove(at: place)
          case 1: damaged.removeSubrange(place..<min(place + 40, damaged.count))
          case 2: damaged.swapAt(place, Int(random.next() % UInt64(damaged.count)))
          default:
            let piece = pieces[Int(random.next() % UInt64(pieces.count))]
            damaged.insert(contentsOf: Array(piece.unicodeScalars), at: place)
          }
          if damaged.isEmpty { damaged = text }
        }
        var file = String.UnicodeScalarView()
        file.append(contentsOf: damaged)
        let reading = read(String(file))
        #expect((reading.policy == nil) != reading.findings.isEmpty)
        if let policy = reading.policy { #expect((try? Policy(bytes: policy.bytes)) == policy) }
      }
    }
  }

  @Test func `depth and size are bounded`() {
    let deep = String(repeating: "[", count: 200_000)
    #expect(read(head + "name = " + deep).findings.first?.code == "too-deep")
    let keys = Array(repeating: "a", count: 100_000).joined(separator: ".")
    #expect(read(head + keys + " = 1").findings.first?.code == "too-deep")
    #expect(read(head + "[" + keys + "]").findings.first?.code == "too-deep")
    let nested = String(repeating: "{a=", count: 20) + "1" + String(repeating: "}", count: 20)
    #expect(read(head + "x = " + nested).findings.first?.code == "too-deep")
    let large = head + "# " + String(repeating: "x", count: PolicyFileLimits.bytes)
    #expect(read(large).findings.first?.code == "file-too-large")
    #expect(read(head + "name = \"a\u{0}b\"").findings.first?.code == "not-toml")
    #expect(read(head + "name = \"a\\U00000041b\"").policy?.name == "aAb")
    let many = head + String(repeating: "x = 1\n", count: 2) + String(repeating: "[[rule]]\n", count: 9_000)
    #expect(read(many).findings.count <= PolicyFileLimits.findings)
    let types = (0..<50_000).map { "\"t\($0)\"" }.joined(separator: ", ")
    #expect(read(head + "item_types = [\(types)]").findings.map(\.code) == ["too-many"])
    let rules = head + String(repeating: "[[rule]]\nzz = 1\n", count: 5_000)
    #expect((1...PolicyFileLimits.findings).contains(read(rules).findings.count))
  }
}
