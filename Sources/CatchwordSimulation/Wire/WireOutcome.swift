/// What came of a plan in the world of real processes.
package struct WireOutcome: Sendable {
  package struct Counts: Sendable, Equatable {
    /// Commands that were run to their end, or killed.
    package var commands = 0
    /// Requests that went through the proxy.
    package var exchanges = 0
    /// Exchanges that met something, and machines that lost their power.
    package var faults = 0
    /// Commits that were acknowledged.
    package var commits = 0
    /// Of C11: meetings of everybody until all agreed.
    package var rounds = 0

    package init() {}
  }

  /// The first check that did not hold.
  package var failure: CheckFailure?
  /// What a story says under its line of dashes. Other than in the other worlds it differs from run
  /// to run: keys, times and the order of what goes on at once are real.
  package var transcript: [String] = []
  /// Lines of the plan that real processes cannot do, each with the reason.
  package var skipped: [String] = []
  package var trace: [TraceEvent] = []
  package var reached: Set<Sometimes> = []
  /// JSON lines for an oracle, once all agree: every commit, and every host's picture.
  package var history: [String] = []
  /// Where a check failed: every host's own history with its picture, as far as it could still tell.
  package var accounts: [(host: String, lines: [String])] = []
  package var counts = Counts()
  package var duration = Duration.zero
}
