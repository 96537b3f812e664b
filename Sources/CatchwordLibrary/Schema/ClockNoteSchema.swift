import CatchwordCore

/// Fields of a note about somebody else's clock: whoever took in a segment whose times cannot be right
/// says so, for everybody. The commits that it names stay as they are; the fold reads them as scans by
/// a clock in doubt (decision 0019).
public enum ClockNoteField {
  /// Key of the writer whose commits it is about, 32 bytes.
  public static let writer = 1
  /// The first and the last of these commits, in the lane `circulation`.
  public static let first = 2
  public static let last = 3
  /// Seconds since 1970 by which the commits count: the last moment before them that was certain.
  public static let supposed = 4
  /// Seconds by which the clock is ahead at least; negative: behind.
  public static let off = 5
  /// The branch of the desk whose clock it is; null where the commits name none.
  public static let place = 6
  /// The branch that took the segment in.
  public static let branch = 7
  /// Always 1: all notes of a network are found by it.
  public static let network = 8

  static let schema = Kind(
    LibraryKind.clockNote, "clock_note", lane: .circulation, form: .fact,
    fields: [
      Field(writer, "writer", .bytes, isIndexed: true),
      Field(first, "first_number", .integer),
      Field(last, "last_number", .integer),
      Field(supposed, "supposed", .integer),
      Field(off, "off", .integer),
      Field(place, "place", .text),
      Field(branch, "branch", .text),
      Field(network, "network", .integer, isIndexed: true),
    ])
}
