import CatchwordCore

/// Makes a conflict that breaks a law smaller, as long as it breaks it.
struct ConflictShrinking {
  /// Questions that shrinking may ask; each of them may start a few decisions.
  static let mostTries = 400

  /// - Parameter breaks: whether a conflict breaks the law.
  /// - Returns: a conflict that breaks it, none of whose smaller neighbours does.
  static func shrink(
    _ conflict: FieldConflict, while breaks: (FieldConflict) throws -> Bool
  ) rethrows -> FieldConflict {
    var smallest = conflict
    var tries = 0
    var progress = true
    while progress {
      progress = false
      for smaller in neighbours(smallest) where tries < mostTries {
        tries += 1
        if try breaks(smaller) {
          smallest = smaller
          progress = true
          break
        }
      }
    }
    return smallest
  }

  /// Fewer sides first, then plainer ones. Each is smaller by some measure, so shrinking ends.
  private static func neighbours(_ conflict: FieldConflict) -> [FieldConflict] {
    let sides = conflict.sides
    var smaller: [FieldConflict] = []
    if sides.count > 1 {
      smaller += sides.indices.map { left in
        conflict.with(sides.indices.filter { $0 != left }.map { sides[$0] })
      }
    }
    for index in sides.indices {
      let others = Set(sides.indices.filter { $0 != index }.map { sides[$0].writerRank })
      // Two writers stay two: who wrote twice at once is harder to imagine.
      let plainer = plainer(sides[index]).filter {
        $0.writerRank == sides[index].writerRank || !others.contains($0.writerRank)
      }
      smaller += plainer.map { side in
        var changed = sides
        changed[index] = side
        return conflict.with(changed)
      }
    }
    return smaller
  }

  private static func plainer(_ side: FieldConflict.Side) -> [FieldConflict.Side] {
    var plainer: [FieldConflict.Side] = []
    if side.deletesRecord { return times(side) }
    plainer += values(side.value).map {
      FieldConflict.Side($0, writerRank: side.writerRank, timeSeconds: side.timeSeconds)
    }
    return plainer + times(side)
  }

  private static func times(_ side: FieldConflict.Side) -> [FieldConflict.Side] {
    var changed: [(rank: Int, time: Int64)] = []
    for time: Int64 in [0, 1, 2] where time < side.timeSeconds {
      changed.append((side.writerRank, time))
    }
    if side.timeSeconds < 0 { changed.append((side.writerRank, 0)) }
    if side.writerRank > 0 { changed.append((side.writerRank - 1, side.timeSeconds)) }
    return changed.map {
      FieldConflict.Side(
        side.value, writerRank: $0.rank, timeSeconds: $0.time, deletesRecord: side.deletesRecord)
    }
  }

  private static func values(_ value: Value) -> [Value] {
    switch value {
    case .null, .record: return []
    case .integer(let integer):
      return [0, 1].filter { integer.magnitude > $0 }.map { .integer(Int64($0)) }
    case .bytes(let bytes):
      return bytes.isEmpty
        ? [] : [.bytes(Array(bytes.dropLast())), .bytes(Array(bytes.dropFirst()))]
    case .text(let text):
      let scalars = text.unicodeScalars
      guard let first = scalars.first, text.utf8.elementsEqual("a".utf8) == false else { return [] }
      let shorter =
        scalars.count > 1 ? [String(scalars.dropFirst()), String(scalars.dropLast())] : []
      let plain = scalars.count == 1 && first.value > 0x62 ? ["a", "b"] : []
      return (shorter + plain).map { .text($0) }
    }
  }
}
