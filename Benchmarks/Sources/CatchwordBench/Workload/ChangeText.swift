/// One change as a line of tab-separated text: the least that any transfer would have to carry.
extension Change {
  var line: String {
    switch self {
    case .item(let item):
      "I\t\(item.barcode)\t\(item.callNumber)\t\(item.home)\t\(item.current)\t\(item.status)"
        + "\t\(item.condition)\t\(item.note)"
    case .loan(let loan):
      "L\t\(loan.id)\t\(loan.action)\t\(loan.item.barcode)\t\(loan.patron)\t\(loan.branch)"
        + "\t\(loan.at)\t\(loan.due)"
    case .status(let key, let status, let current): "S\t\(key.barcode)\t\(status)\t\(current)"
    case .note(let key, let condition, let note): "N\t\(key.barcode)\t\(condition)\t\(note)"
    case .weed(let key): "D\t\(key.barcode)"
    }
  }

  /// - Returns: nil for anything that `line` did not write.
  init?(line: String) {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let number = { (index: Int) in Int64(cells[index]) ?? 0 }
    switch (cells[0], cells.count) {
    case ("I", 8):
      self = .item(
        Item(
          barcode: cells[1], callNumber: cells[2], home: number(3), current: number(4),
          status: number(5), condition: number(6), note: cells[7]))
    case ("L", 8):
      self = .loan(
        Loan(
          id: cells[1], action: number(2), item: ItemKey(index: -1, barcode: cells[3]),
          patron: number(4), branch: number(5), at: number(6), due: number(7)))
    case ("S", 4):
      self = .status(
        ItemKey(index: -1, barcode: cells[1]), status: number(2), current: number(3))
    case ("N", 4):
      self = .note(ItemKey(index: -1, barcode: cells[1]), condition: number(2), note: cells[3])
    case ("D", 2): self = .weed(ItemKey(index: -1, barcode: cells[1]))
    default: return nil
    }
  }
}

extension [Change] {
  var text: [UInt8] {
    var text: [UInt8] = []
    for change in self {
      text += change.line.utf8
      text.append(0x0a)
    }
    return text
  }
}
