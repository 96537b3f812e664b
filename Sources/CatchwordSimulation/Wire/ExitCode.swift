/// Exit codes of `catchword`, as its command line promises them (`sysexits.h`).
enum ExitCode {
  static let done: Int32 = 0
  /// A verb that looked for something has found it.
  static let found: Int32 = 2
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let temporary: Int32 = 75
  static let `protocol`: Int32 = 76
  static let notPermitted: Int32 = 77
  static let configuration: Int32 = 78
}
