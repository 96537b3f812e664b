import CatchwordCore
import Testing

@testable import CatchwordSimulation

/// A story of the notice board under way, or at its end.
///
/// Every host is closed at the end of `play`, as a disk may not go while files are open.
enum BoardVillage {
  /// Plays a story to its end; `look` sees the run before it is closed.
  static func play<Seen>(
    _ story: String, domain: DomainKit? = nil, look: (Run) throws -> Seen
  ) throws -> Seen {
    try play(Plan(parsing: story), domain: domain, look: look)
  }

  static func play<Seen>(
    _ plan: Plan, domain: DomainKit? = nil, look: (Run) throws -> Seen
  ) throws -> Seen {
    let run = Run(plan, world: .full, domain: domain)
    defer { for host in run.hosts { host.engine?.close() } }
    try run.prepare(Templates())
    run.advance(to: plan.steps.last?.at ?? .opening)
    return try look(run)
  }

  /// Plays a story that must end well, and gives its transcript.
  @discardableResult
  static func tell(_ story: String) throws -> [String] {
    try play(story) { run in
      #expect(run.failure == nil)
      return run.transcript
    }
  }
}
