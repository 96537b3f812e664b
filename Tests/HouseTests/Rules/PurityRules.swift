/// What the pure ring must not touch, and what nobody may.
enum PurityRules {
  static let pure: Set<String> = [
    "CatchwordCore", "CatchwordLibrary", "CatchwordSync", "CatchwordOracle",
  ]

  /// Time and entropy are parameters; results are the same on every replica.
  private static let bansInPureRing: [(needle: String, reason: String)] = [
    ("Date(", "time is a parameter"),
    ("ContinuousClock", "time is a parameter"),
    ("SuspendingClock", "time is a parameter"),
    (".random(", "entropy is a parameter"),
    (".randomElement(", "entropy is a parameter"),
    (".shuffled(", "entropy is a parameter"),
    (".shuffle(", "entropy is a parameter"),
    ("SystemRandomNumberGenerator", "entropy is a parameter"),
    ("UUID(", "entropy is a parameter"),
    ("hashValue", "hashes differ from process to process"),
    ("Hasher(", "hashes differ from process to process"),
    ("async", "nothing suspends in the pure ring"),
    ("await", "nothing suspends in the pure ring"),
    ("Task", "nothing suspends in the pure ring"),
    ("actor", "the pure ring has values only"),
    ("class", "the pure ring has values only"),
    ("print(", "the pure ring says nothing"),
    ("debugPrint(", "the pure ring says nothing"),
    ("dump(", "the pure ring says nothing"),
    ("Double", "no floating point in merges and money"),
    ("Float", "no floating point in merges and money"),
  ]

  /// Shared state is owned, not guarded.
  private static let bansEverywhere: [(needle: String, reason: String)] = [
    ("@unchecked Sendable", "prove it to the compiler"),
    ("nonisolated(unsafe)", "prove it to the compiler"),
    ("static let shared", "no singletons"),
    ("static var shared", "no singletons"),
    ("NSLock", "no locks"),
    ("NSRecursiveLock", "no locks"),
    ("Mutex", "no locks"),
    ("DispatchSemaphore", "no locks"),
    ("pthread_mutex_lock", "no locks"),
  ]

  static func check(_ file: TextFile) -> [Finding] {
    guard let module = file.module, file.name.hasSuffix(".swift") else { return [] }
    let bans = pure.contains(module) ? bansInPureRing + bansEverywhere : bansEverywhere
    return SwiftText(file.text).code.enumerated().flatMap { index, line in
      bans.filter { Words.contains(line, $0.needle) }
        .map { file.finding(index, "`\($0.needle)`: \($0.reason)") }
    }
  }
}
