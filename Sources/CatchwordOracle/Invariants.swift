/// What must hold in every picture of a library, whoever made it.
///
/// Each check takes a picture's lines, a replica's or the oracle's own, and gives one sentence for
/// every breach, ascending. Where a check needs to know more than a picture tells (what a fact said,
/// what order the facts have), it asks the history and never the picture.
package struct Invariants: Sendable {
  /// A breach, under the name of the rule that it breaks.
  package struct Finding: Hashable, Sendable {
    package let rule: String
    package let text: String
  }

  /// By the subject's text.
  private let holdings: [String: Collection.Holding]
  /// Every entry of the ledger that was not taken back.
  private let entries: [Fact]

  package init(_ oracle: Oracle) {
    let holdings = oracle.collection?.holdings ?? []
    self.holdings = Dictionary(holdings.map { ($0.subject.text, $0) }) { first, _ in first }
    entries =
      (holdings.flatMap(\.replay.standing) + (oracle.collection?.tills ?? []).flatMap(\.standing))
      .filter(\.isOfAccount)
  }

  /// All checks together, rule by rule.
  package func findings(in lines: [String]) -> [Finding] {
    let lines = lines.compactMap(PictureLine.init)
    let checks: [(String, ([PictureLine]) -> [String])] = [
      ("L1", openLoans), ("L2", doubleLoans), ("L3", checkins), ("L4", dueDates), ("L5", holds),
      ("L6", items), ("L7", ledger), ("L10", owners),
    ]
    return checks.flatMap { rule, check in check(lines).map { Finding(rule: rule, text: $0) } }
  }

  /// L1: an item has at most one open loan.
  private func openLoans(_ lines: [PictureLine]) -> [String] {
    var open: [String: Int] = [:]
    for line in lines where line.sort == "loan" {
      if line["standing"] == "open" { open[line.subject, default: 0] += 1 }
    }
    return open.filter { $0.value > 1 }.map { "\($0.key) has \($0.value) open loans" }.sorted()
  }

  /// L2: both sides of a double loan are kept as evidence: each side's commit lent the item, and
  /// the loan that it opened or brought back stands in the picture.
  private func doubleLoans(_ lines: [PictureLine]) -> [String] {
    let loans = Set(lines.filter { $0.sort == "loan" }.map { $0.subject + " " + $0.name })
    var findings: [String] = []
    for line in lines where line.sort == "conflict" && ["1", "2"].contains(line["case"]) {
      let sides = line["sides"].split(separator: ",").compactMap { side in
        side.split(separator: ":").last.map(String.init)
      }
      if sides.count < 2 { findings.append("\(line.name) has \(sides.count) side(s)") }
      for dot in sides {
        let lent = lent(line["subject"], by: dot)
        if !lent.contains(where: { loans.contains(line["subject"] + " " + $0.text) }) {
          findings.append("\(line.name): the loan of side \(dot) is gone")
        }
      }
    }
    return findings.sorted()
  }

  /// The loans that a commit opened or renewed, under all ids they may bear.
  private func lent(_ subject: String, by dot: String) -> [OracleID] {
    guard let replay = replay(subject) else { return [] }
    let deeds = replay.order.filter { $0.dot.text == dot }
    return deeds.flatMap { fact -> [OracleID] in
      guard fact.action == .renew else { return fact.action == .checkout ? [fact.id] : [] }
      guard let named = fact.loan else { return [] }
      // A second checkout of one borrower is no loan of its own: any of his loans may be meant.
      let patron = replay.order.first { $0.id == named }?.patron
      return [named]
        + replay.order.filter { $0.action == .checkout && $0.patron == patron }.map(\.id)
    }
  }

  /// L3: a sighting closes the loan that it names or an earlier one, and none that began after it.
  private func checkins(_ lines: [PictureLine]) -> [String] {
    var findings: [String] = []
    for line in lines where line.sort == "loan" {
      guard line["closedHow"] == "checkin" || line["closedHow"] == "found",
        let order = replay(line.subject)?.order
      else { continue }
      let place = { (id: String) in order.firstIndex { $0.id.text == id } }
      guard let closer = place(line["closedBy"]), let loan = place(line.name) else {
        findings.append(
          "loan \(line.name) was closed by \(line["closedBy"]), which is no fact of it")
        continue
      }
      if loan > closer { findings.append("loan \(line.name) began after \(order[closer].id.text)") }
      // Where a person decided which loan stands, a return of another loan may show the item met.
      guard line["closedHow"] == "checkin", let named = order[closer].loan else { continue }
      if loan > place(named.text) ?? -1 {
        findings.append(
          "\(order[closer].id.text) names loan \(named.text) and closed \(line.name), a later one")
      }
    }
    return findings.sorted()
  }

  /// L4: a due date is never before the one on a slip of a fact that opened or renewed the loan.
  private func dueDates(_ lines: [PictureLine]) -> [String] {
    var findings: [String] = []
    for line in lines where line.sort == "loan" {
      let rows = replay(line.subject)?.table.rows ?? []
      for slip in rows.first(where: { $0.id.text == line.name })?.slips ?? [] {
        guard let day = slip.due, Int64(line["due"]) ?? .min < day else { continue }
        findings.append("loan \(line.name) is due \(line["due"]), slip \(slip.id.text) says \(day)")
      }
    }
    return findings.sorted()
  }

  /// L5: who waits for a title stands in one order, without gaps; one loan fills one hold, one item
  /// serves one, and is kept for one.
  private func holds(_ lines: [PictureLine]) -> [String] {
    var positions: [String: [Int]] = [:]
    var claims: [String: Int] = [:]
    for line in lines {
      if line.sort == "capture", line["ending"] == "-" {
        claims["\(line.subject) is kept", default: 0] += 1
      }
      guard line.sort == "hold" else { continue }
      let isActive = ["waiting", "captured", "ready"].contains(line["standing"])
      if isActive { positions[line.subject, default: []].append(Int(line["position"]) ?? 0) }
      if line["server"] != "-" { claims["\(line["server"]) serves", default: 0] += 1 }
      if line["standing"] == "filled" {
        claims["\(line.subject): \(line["endedBy"]) fills", default: 0] += 1
      }
    }
    let gaps = positions.filter { $0.value.sorted() != Array(1...$0.value.count) }
      .map { "the queue of \($0.key) has the places \($0.value.sorted())" }
    return
      (gaps + claims.filter { $0.value > 1 }.map { "\($0.key) \($0.value) holds" }).sorted()
  }

  /// L6: each living item has exactly one line, and no line stands for what was never described.
  private func items(_ lines: [PictureLine]) -> [String] {
    var shown: [String: Int] = [:]
    for line in lines where line.sort == "item" {
      shown[line.subject, default: 0] += 1
    }
    var findings = shown.filter { $0.value > 1 }.map { "\($0.key) has \($0.value) lines" }
    var described: Set<String> = []
    for (subject, holding) in holdings {
      guard let record = holding.record else { continue }
      described.insert(subject)
      if !record.isDead && shown[subject] == nil {
        findings.append("\(subject) lives and has no line")
      }
    }
    findings += shown.keys.filter { !described.contains($0) }.map { "\($0) was never described" }
    return findings.sorted()
  }

  /// L7: what is shown as paid, waived and given back is the sum of the entries, each counted once.
  private func ledger(_ lines: [PictureLine]) -> [String] {
    let columns: [(String, Fact.Action)] = [
      ("paid", .pay), ("waived", .waive), ("refunded", .refund),
    ]
    var sums: [String: (shown: Int64, stated: Int64)] = [:]
    for line in lines where line.sort == "charge" {
      for (column, _) in columns {
        sums["\(column) in \(line["currency"])", default: (0, 0)].shown += Int64(line[column]) ?? 0
      }
    }
    for entry in entries {
      guard let column = columns.first(where: { $0.1 == entry.action })?.0 else { continue }
      let currency = entry.currency.isEmpty ? "-" : String(decoding: entry.currency, as: UTF8.self)
      sums["\(column) in \(currency)", default: (0, 0)].stated += entry.amount
    }
    return sums.filter { $0.value.shown != $0.value.stated }.map {
      "\($0.value.shown) \($0.key) is shown, \($0.value.stated) was stated"
    }.sorted()
  }

  /// L10: each conflict that needs a person stands in exactly one queue.
  private func owners(_ lines: [PictureLine]) -> [String] {
    var queues: [String: [String]] = [:]
    for line in lines where line.sort == "conflict" {
      guard line["severity"] != "C" else { continue }
      queues[line.name, default: []].append(line["owner"])
    }
    return queues.filter { $0.value.count != 1 || $0.value[0].isEmpty }.map {
      "conflict \($0.key) stands \($0.value.count) times, with \($0.value.sorted())"
    }.sorted()
  }

  private func replay(_ subject: String) -> Replay? { holdings[subject]?.replay }
}

/// One line of a picture, as far as the checks read it.
private struct PictureLine {
  let sort: String
  let subject: String
  /// A loan's id, a conflict's id; else empty.
  let name: String
  private let fields: [(name: Substring.UTF8View, value: Substring.UTF8View)]

  /// - Returns: nil for lines that no check reads.
  init?(_ line: String) {
    let words = line.utf8.split(separator: 0x20)
    guard words.count > 2 else { return nil }
    sort = Self.text(words[0])
    guard ["loan", "item", "conflict", "hold", "capture", "charge"].contains(sort) else {
      return nil
    }
    subject = Self.text(words[1])
    name = sort == "loan" ? Self.text(words[2]) : sort == "conflict" ? subject : ""
    fields = words.dropFirst(2).compactMap { word in
      word.firstIndex(of: 0x3d).map { (word[..<$0], word[word.index(after: $0)...]) }
    }
  }

  /// Of two fields of one name the last; empty where there is none.
  subscript(field: String) -> String {
    fields.last { $0.name.elementsEqual(field.utf8) }.map { Self.text($0.value) } ?? ""
  }

  private static func text(_ bytes: Substring.UTF8View) -> String { String(Substring(bytes)) }
}
