/// A commit that a command said is saved.
struct WireAcknowledgement {
  let commit: HeldCommit
  let host: String
  let at: Moment
  /// When that was, in seconds since 1970; nil where the host's clock was wrong then.
  let seconds: Int64?
  /// Whether the only disk that held it was given up.
  var isLostWithDisk = false
}
