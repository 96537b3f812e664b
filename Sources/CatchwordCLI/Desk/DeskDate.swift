import CatchwordLibrary

/// Dates that staff type; read when the verb runs, so that a wrong one is bad data and not usage.
enum DeskDate {
  static func read(_ text: String?) throws(CivilDateError) -> CivilDate? {
    guard let text else { return nil }
    return try CivilDate(parsing: text)
  }
}
