/// One line of the table.
struct Row: Codable, Sendable {
  enum Unit: String, Codable, Sendable {
    case seconds
    case bytes
  }

  let name: String
  let unit: Unit
  /// How many changes or rows the figure is for; 0 where it is for the whole.
  var changes = 0
  /// Medians.
  var plain: Double?
  let catchword: Double
  /// By the wall, and by processor time.
  var ratio: Double?
  var processorRatio: Double?
  /// Least and greatest ratio of single runs.
  var lowest: Double?
  var highest: Double?
  var plainFlushes: Int?
  var catchwordFlushes: Int?
  /// What design asks for.
  var target: String

  init(_ name: String, _ pair: Pair, changes: Int = 0, target: String) {
    self.name = name
    self.changes = changes
    self.target = target
    unit = .seconds
    plain = pair.plainWall
    catchword = pair.catchwordWall
    ratio = pair.ratio
    processorRatio = pair.processorRatio
    lowest = pair.ratios.first
    highest = pair.ratios.last
    plainFlushes = pair.plain.map(\.flushes).sorted()[pair.plain.count / 2]
    catchwordFlushes = pair.catchword.map(\.flushes).sorted()[pair.catchword.count / 2]
  }

  init(_ name: String, _ samples: [Sample], target: String) {
    self.name = name
    self.target = target
    unit = .seconds
    catchword = samples.map(\.wall).median
  }

  init(_ name: String, plain: Int?, catchword: Int, target: String) {
    self.name = name
    self.target = target
    unit = .bytes
    self.plain = plain.map(Double.init)
    self.catchword = Double(catchword)
    ratio = plain.map { Double(catchword) / Double($0) }
  }
}
