/// Heights of a timeline: the axis, a lane a host, gaps between them, and the row of claims below.
///
/// All systems of a timeline are alike, so that the eye finds a host at the same height everywhere.
struct StaffGeometry {
  struct LaneHeights {
    let top: Double
    let line: Double
    let under: Double
    let clock: Double
    let bottom: Double
  }

  let gutter: Double
  let axisLine = 32.0
  let lanes: [LaneHeights]
  let claims: Double
  let bottom: Double
  /// For each band that does not fill its gap: which of the gap's tracks it lies in.
  let trackOfBand: [Int: Int]
  let hasLabels: Bool

  static let track = 16.0
  static let clockReach = 9.0

  init(_ composition: Composition) {
    let chronicle = composition.chronicle
    hasLabels = composition.hasLabels
    let names = chronicle.lanes.map { LabelRoom.width($0.name, size: 13) + 8 }
    gutter = max(104, names.max() ?? 0)
    let (tracks, trackOfBand) = Self.tracks(composition.bands, lanes: chronicle.lanes.count)
    self.trackOfBand = trackOfBand
    var y = axisLine + 8
    var lanes: [LaneHeights] = []
    for lane in chronicle.lanes.indices {
      let line = y + (hasLabels ? 36 : 12)
      let under = line + (hasLabels ? 15 : 4)
      let clock = under + 5 + Self.clockReach
      let bottom = clock + Self.clockReach + 3
      lanes.append(LaneHeights(top: y, line: line, under: under, clock: clock, bottom: bottom))
      y = bottom + 26 + Double(tracks[lane]) * Self.track
    }
    self.lanes = lanes
    let hasClaims =
      !chronicle.claims.isEmpty || chronicle.failure.map { $0.lane == nil } ?? false
    let end = lanes.last?.bottom ?? y
    claims = end + 18
    bottom = hasClaims ? claims + 12 : end + 8
  }

  /// Bands of one gap that overlap in time lie in tracks of their own.
  private static func tracks(
    _ bands: [PartitionBand], lanes: Int
  ) -> (counts: [Int], ofBand: [Int: Int]) {
    var counts = Array(repeating: 0, count: lanes)
    var ofBand: [Int: Int] = [:]
    var ends: [[Int64]] = Array(repeating: [], count: lanes)
    for (index, band) in bands.enumerated() where !band.isBetween {
      let end = band.until?.milliseconds ?? .max
      let free = ends[band.gap].firstIndex { $0 <= band.from.milliseconds }
      if let free {
        ends[band.gap][free] = end
        ofBand[index] = free
      } else {
        ofBand[index] = ends[band.gap].count
        ends[band.gap].append(end)
      }
      counts[band.gap] = ends[band.gap].count
    }
    return (counts, ofBand)
  }
}
