/// One line on standard error that tells how far something is; nothing where nobody watches.
struct ProgressBar {
  private let label: String
  private let isShown: Bool
  private var lastDrawn: ContinuousClock.Instant?

  private static let width = 30
  private static let interval = Duration.milliseconds(100)

  init(_ label: String, isShown: Bool = Console.notesAreSeen) {
    self.label = label
    self.isShown = isShown
  }

  /// - Parameter total: nil where the end is not known.
  mutating func advance(to done: Int, of total: Int?, _ detail: String = "") {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < Self.interval { return }
    lastDrawn = now
    Console.draw("\r\u{1b}[K" + Self.line(label, done: done, total: total, detail))
  }

  mutating func finish() {
    guard isShown, lastDrawn != nil else { return }
    lastDrawn = nil
    Console.draw("\r\u{1b}[K")
  }

  static func line(_ label: String, done: Int, total: Int?, _ detail: String) -> String {
    guard let total, total > 0 else { return "\(label) \(detail)" }
    let share = min(max(done, 0), total)
    let full = share * width / total
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    return "\(label) [\(bar)] \(share * 100 / total)% \(detail)"
  }
}
