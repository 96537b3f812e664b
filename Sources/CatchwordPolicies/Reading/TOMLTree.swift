/// The tables of a file while it is read: which may still grow, and which may not (TOML 1.0).
///
/// Tables and lists refer to one another by their place in one array, so that a header can reopen
/// what stands anywhere.
struct TOMLTree {
  private enum Node {
    case value(TOMLNode)
    case table(Table)
    /// Of tables, made by `[[…]]` headers.
    case list([Int])
  }

  private struct Table {
    var keys: [String] = []
    var places: [[UInt8]: Int] = [:]
    /// By a header of its own; it may not have another.
    var isDefined = false
    /// By dotted keys; no header may reopen it.
    var isDotted = false
  }

  private var nodes: [Node] = [.table(Table())]
  static let root = 0

  var entries: TOMLEntries { entries(of: Self.root) }

  /// Opens the table of a header.
  ///
  /// - Returns: the table's place and path; nil where the keys mean something else already.
  mutating func open(_ keys: [String], isList: Bool) -> (place: Int, path: [String])? {
    var (place, path) = (Self.root, [String]())
    for (index, key) in keys.enumerated() {
      path.append(key)
      let isLast = index == keys.count - 1
      guard let next = child(key, of: place) else {
        place = add(
          isLast && isList ? .list([]) : .table(Table()), key, to: place)
        if isLast && isList { return append(to: place, path) }
        continue
      }
      switch nodes[next] {
      case .value: return nil
      case .list(let elements):
        if isLast { return isList ? append(to: next, path) : nil }
        path.append("#\(elements.count - 1)")
        place = elements[elements.count - 1]
      case .table(let table):
        if isLast && (isList || table.isDefined) || table.isDotted { return nil }
        place = next
      }
    }
    guard case .table(var table) = nodes[place] else { return nil }
    table.isDefined = true
    nodes[place] = .table(table)
    return (place, path)
  }

  private mutating func append(to list: Int, _ path: [String]) -> (place: Int, path: [String])? {
    guard case .list(var elements) = nodes[list] else { return nil }
    // Taken out meanwhile, so that a list of many tables is not copied for each.
    nodes[list] = .list([])
    var table = Table()
    table.isDefined = true
    nodes.append(.table(table))
    elements.append(nodes.count - 1)
    nodes[list] = .list(elements)
    return (nodes.count - 1, path + ["#\(elements.count - 1)"])
  }

  /// Gives a dotted key of a table its value.
  ///
  /// - Returns: whether it had none.
  mutating func set(_ keys: [String], of table: Int, to value: TOMLNode) -> Bool {
    var place = table
    for key in keys.dropLast() {
      guard let next = child(key, of: place) else {
        var table = Table()
        table.isDotted = true
        place = add(.table(table), key, to: place)
        continue
      }
      guard case .table(let table) = nodes[next], table.isDotted else { return false }
      place = next
    }
    guard let last = keys.last, child(last, of: place) == nil else { return false }
    _ = add(.value(value), last, to: place)
    return true
  }

  private func child(_ key: String, of place: Int) -> Int? {
    guard case .table(let table) = nodes[place] else { return nil }
    return table.places[Array(key.utf8)]
  }

  private mutating func add(_ node: Node, _ key: String, to place: Int) -> Int {
    guard case .table(var table) = nodes[place] else {
      preconditionFailure("only tables are grown")
    }
    // Taken out meanwhile, so that a table of many keys is not copied for each.
    nodes[place] = .list([])
    table.keys.append(key)
    table.places[Array(key.utf8)] = nodes.count
    nodes[place] = .table(table)
    nodes.append(node)
    return nodes.count - 1
  }

  /// No deeper than the keys of headers and entries, which are bounded.
  private func entries(of place: Int) -> TOMLEntries {
    var entries = TOMLEntries()
    guard case .table(let table) = nodes[place] else { return entries }
    for key in table.keys {
      guard let child = table.places[Array(key.utf8)] else { continue }
      entries.add(key, node(child))
    }
    return entries
  }

  private func node(_ place: Int) -> TOMLNode {
    switch nodes[place] {
    case .value(let value): value
    case .table: .table(entries(of: place))
    case .list(let elements): .list(elements.map(node))
    }
  }
}
