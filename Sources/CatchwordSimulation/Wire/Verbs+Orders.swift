/// Funds and orders, named as staff name them: a fund by its code, an order by the id that a list shows.
extension FundVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    let place = try wire.find(host)
    guard place.isOn else { return wire.nobodyCan(step, place) }
    let isKnown = try wire.ask(place, ["fund", "show", code, "--json"]).isDone
    try wire.desk(
      ["fund", isKnown ? "set" : "add", code, "--amount", amount.decimal]
        + (isKnown ? [] : ["--currency", "USD"]), at: host, step)
  }
}

extension ApproveVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(["fund", "approve", fund, "--reason", "from the reserve"], at: host, step)
  }
}

extension OrderVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.desk(
      [
        "order", "place", barcode, "--fund", fund, "--copies", "\(copies)", "--price",
        price.decimal, "--vendor", "Blackwell",
      ] + (overrides ? ["--override", "wanted all the same"] : []), at: host, step)
  }
}

extension DeliverVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.withOrder(of: barcode, at: host, step) { order in
      ["receive", order, label] + (overrides ? ["--reason", "it came all the same"] : [])
    }
  }
}

extension UnorderVerb: WireVerb {
  func perform(_ step: Step, on wire: WireRun) throws {
    try wire.withOrder(of: barcode, at: host, step) { order in
      ["cancel", order, "--reason", "not delivered in time"]
    }
  }
}

extension WireRun {
  /// Does something with the oldest order of an item's title that is to come, else with the last.
  fileprivate func withOrder(
    of barcode: String, at name: String, _ step: Step, _ words: (String) -> [String]
  ) throws {
    let place = try find(name)
    guard place.isOn else { return nobodyCan(step, place) }
    let orders = try orders(of: barcode, at: place)
    guard let order = orders.first(where: { $0.standing == "open" }) ?? orders.last else {
      return say("\(Plan.line(step.verb)): no such order here")
    }
    try desk(["order"] + words(order.id), at: name, step)
  }

  private func orders(
    of barcode: String, at place: WireHost
  ) throws -> [CommandAnswer.Order] {
    try ask(place, ["order", "list", "--title", barcode, "--json"]).answer?.orders ?? []
  }

  /// The last statement of a sort about the orders of an item's title, or about a fund, that a branch
  /// made, by what commands print of it; its id, which is what `undo` takes.
  func statement(
    _ statement: UndoVerb.Statement, about reference: String, at place: WireHost
  ) throws -> String? {
    let orders = try orders(of: reference, at: place).map(\.id)
    let told: [String]
    switch statement {
    case .approval, .undo:
      told = try (orders.isEmpty ? [reference] : orders).flatMap {
        try ask(place, ["why", $0]).output.split(separator: "\n").map(String.init)
      }
    case .order, .delivery, .cancellation:
      told = try orders.flatMap {
        try ask(place, ["order", "show", $0, "--json"]).answer?.history ?? []
      }.filter { $0.hasPrefix(statement.opening) }
    }
    let phrase = statement.phrase(at: place.branch)
    return told.compactMap { text in
      text.ranges(of: phrase).last.flatMap { found in
        text[found.upperBound...].split(separator: "(", maxSplits: 1).last?
          .split(separator: ")").first.map(String.init)
      }
    }.last
  }
}

extension UndoVerb.Statement {
  /// How what was stated begins in the history of an order.
  fileprivate var opening: String {
    switch self {
    case .order: "order of"
    case .delivery: "receipt of"
    case .cancellation: "cancellation at"
    case .approval: "approval at"
    case .undo: "undo at"
    }
  }

  /// What stands before the id, in brackets, where something is told.
  fileprivate func phrase(at branch: String) -> String {
    switch self {
    case .order, .delivery, .cancellation: " at \(branch) at "
    case .approval: "approval at \(branch) at "
    case .undo: "was undone at \(branch) "
    }
  }
}
