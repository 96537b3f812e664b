extension LabelUnit {
  /// Words before the number of a volume, an issue or a copy, in the languages of our files.
  private static let volumeWords: Set<[UInt8]> = Set(
    [
      "v", "vol", "vols", "no", "nos", "nr", "n", "num", "pt", "part", "t", "tome", "tom", "bd",
      "band",
      "heft", "h", "ser", "suppl", "c", "copy", "ed", "disc", "disk",
    ].map { Array($0.utf8) })

  /// Whether the number behind it counts volumes.
  var namesVolume: Bool { Self.volumeWords.contains(text) }

  /// Whether digits that adjoin it count volumes and are no decimals. One letter counts in lower
  /// case alone, behind a cutter: `S65 v2`, but `V2` and the first `v2` are cutters.
  func countsVolumes(isFirst: Bool) -> Bool {
    guard namesVolume, gap != .point else { return false }
    return text.count > 1 || (isLowercase && !isFirst)
  }
}
