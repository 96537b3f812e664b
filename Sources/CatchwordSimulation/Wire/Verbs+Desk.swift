import CatchwordLibrary
import Glibc

extension WireRun {
  /// One action at a host's desk.
  func desk(_ arguments: [String], at name: String, _ step: Step) throws {
    let host = try find(name)
    try begin(arguments + ["--staff", host.name], at: host, step, .desk)
  }

  /// The day on a host's wall.
  func today(at host: WireHost) -> CivilDate {
    CivilDate(ofSeconds: Int64(time(nil)) + host.clockOffsetSeconds)
  }
}

extension CheckoutVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["checkout", card, barcode] + (overrides ? ["--override", "staff decided"] : [])
        + (lendsUnknown ? ["--unknown"] : []) + (due.map { ["--due", "\(wire.day($0))"] } ?? []),
      at: host, step)
  }
}

extension CheckinVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let today = wire.today(at: try wire.find(host))
    let backdate = backdateDays.map { ["--backdate", "\(today.adding(days: -$0))"] } ?? []
    try wire.desk(["checkin", barcode] + backdate, at: host, step)
  }
}

extension RenewVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["renew", barcode] + (isByPhone ? ["--remote"] : []), at: host, step)
  }
}

extension InhouseVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["inhouse", barcode], at: host, step)
  }
}

extension InventoryVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["inventory", barcode], at: host, step)
  }
}

extension SendVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["transit", "send", barcode, "--to", destination.uppercased()], at: host, step)
  }
}

extension ReceiveVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["transit", "receive", barcode], at: host, step)
  }
}

extension HoldVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["hold", "place", card, barcode, "--pickup", pickup.uppercased()]
        + (isForItem ? ["--this-item"] : []) + (part.map { ["--part", $0] } ?? []), at: host, step)
  }
}

extension UnholdVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.change(["cancel"], of: card, barcode, at: host, step)
  }
}

extension RankVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    guard let next = try wire.hold(of: other, barcode, at: place) else {
      return wire.say("\(Plan.line(self)): \(other) waits for nothing here")
    }
    try wire.change(["rank", "--before", next], of: card, barcode, at: host, step)
  }
}

extension WireRun {
  fileprivate func change(
    _ words: [String], of card: String, _ barcode: String, at name: String, _ step: Step
  ) throws {
    let place = try find(name)
    guard place.isOn else { return nobodyCan(step, place) }
    guard let hold = try hold(of: card, barcode, at: place) else {
      return say("\(Plan.line(step.verb)): no such hold here")
    }
    try desk(["hold", words[0], hold] + words.dropFirst(), at: name, step)
  }

  /// The hold of a reader on an item's title that is not over.
  fileprivate func hold(of card: String, _ barcode: String, at place: WireHost) throws -> String? {
    try ask(place, ["hold", "list", "--card", card, "--title", barcode, "--json"])
      .answer?.holds?.first?.id
  }
}

extension CaptureVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["hold", "capture", barcode], at: host, step)
  }
}

extension ReleaseVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["hold", "release", barcode], at: host, step)
  }
}

extension MarkVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["mark", mark.word, barcode], at: host, step)
  }
}

extension UndoVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    let mistaken =
      try statement.map { try wire.statement($0, about: barcode, at: place) } ?? barcode
    guard let mistaken else {
      return wire.say("\(Plan.line(self)): there is no such thing to undo")
    }
    try wire.desk(["undo", mistaken, "--reason", "a wrong scan"], at: host, step)
  }
}

extension RegisterVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["patron", "add", card, "--name", name ?? card]
        + (born.map { ["--birth-date", "\($0)"] } ?? []), at: host, step)
  }
}

extension RetitleVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      [
        "bib", "edit", barcode, "--field", "245", "--occurrence", "1", "--set",
        "10$a" + title.inField,
      ],
      at: host, step)
  }
}

extension IdentifyVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["bib", "edit", barcode, "--field", sort.tag, "--add", "##$a" + text.inField], at: host,
      step)
  }
}

extension PolicyVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let file = wire.place.file("policy-\(step.id).toml")
    try wire.place.write(try text { try wire.find($0).branch }, to: file)
    try wire.desk(["policy", "load", file, "--reason", "agreed upon"], at: host, step)
  }

  /// The policy as a file.
  ///
  /// - Parameter branch: the code of a host's branch.
  private func text(_ branch: (String) throws -> String) rethrows -> String {
    let branches = try floating.map { "\"\(try branch($0))\"" }.joined(separator: ", ")
    var lines = [
      "policy = 1", "currency = \"USD\"", "[loans]", "days = \(days)", "fine_per_day = \(fine)",
      "[limits]", "owed = \(owed)",
    ]
    if let loans { lines.append("loans = \(loans)") }
    if !floating.isEmpty {
      lines += ["[[floating]]", "name = \"together\"", "branches = [\(branches)]"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension CloseVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      [
        "closure", "add", "--branch", try wire.find(branch).branch, "--from",
        "\(wire.day(first))", "--to", "\(wire.day(last))", "--reason", "snow",
      ], at: host, step)
  }
}

extension SubjectVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let content = "#0$a" + heading.inField
    let change =
      switch self.change {
      case .add: ["--add", content]
      case .set: ["--occurrence", "1", "--set", content]
      case .delete: ["--occurrence", "1", "--remove"]
      }
    try wire.desk(["bib", "edit", barcode, "--field", "650"] + change, at: host, step)
  }
}

extension DescribeVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["item", "edit", barcode, "--\(field)", text], at: host, step)
  }
}

extension WeedVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["bib", "delete", barcode], at: host, step)
  }
}

extension MergeVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      [sort.rawValue, "merge", from, into, "--reason", "they are one"], at: host, step)
  }
}

extension UnmergeVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      [sort.rawValue, "unmerge", reference, "--reason", "they are two"], at: host, step)
  }
}

extension ResolveVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    guard let entry = try wire.entries(about: barcode, at: place).first(where: { !$0.resolved })
    else { return wire.say("\(Plan.line(self)): nothing is open") }
    try wire.desk(
      ["review", "resolve", entry.id, "--keep", side, "--note", "looked at it"], at: host, step)
  }
}

extension ReopenVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    guard let entry = try wire.entries(about: barcode, at: place).first(where: \.resolved)
    else { return wire.say("\(Plan.line(self)): nothing is decided") }
    try wire.desk(
      ["review", "undo", entry.id, "--reason", "decided too soon"], at: host, step)
  }
}

extension String {
  /// As the text of a subfield is typed.
  fileprivate var inField: String {
    split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
  }
}

extension ChargeVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["charge", card, amount.decimal, "--kind", kind.word]
        + (barcode.map { ["--item", $0] } ?? []), at: host, step)
  }
}

extension BillVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["mark", "lost", barcode, "--bill", "--amount", amount.decimal], at: host, step)
  }
}

extension PayVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    var words = ["pay", card, amount.decimal]
    switch manner {
    case .exact: words += ["--drawer", "till"]
    case .keep: words += ["--drawer", "till", "--keep-credit"]
    case .credit: words += ["--method", "credit"]
    }
    try wire.desk(words, at: host, step)
  }
}

extension BlockVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      ["patron", "block", card, "--reason", "reported"] + (isStolen ? ["--stolen"] : []),
      at: host, step)
  }
}

extension UnblockVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["patron", "unblock", card, "--reason", "settled"], at: host, step)
  }
}

extension TodayVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["today", "\(CivilDate(ofSeconds: Int64(time(nil))))"], at: host, step)
  }
}

extension WaiveVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    let charges = try wire.ask(place, ["account", card, "--json"]).answer?.charges
    guard let charge = charges?.first(where: { $0.owed > 0 && $0.standing == "owed" }) else {
      return wire.say("\(Plan.line(self)): nothing to waive here")
    }
    try wire.desk(["waive", card, charge.id, "--reason", "out of kindness"], at: host, step)
  }
}

extension RefundVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["refund", card, "--drawer", "till"], at: host, step)
  }
}

extension Int64 {
  /// Cents as staff type them.
  var decimal: String {
    let (whole, cents) = quotientAndRemainder(dividingBy: 100)
    return "\(whole).\(cents < 10 ? "0" : "")\(cents)"
  }
}
