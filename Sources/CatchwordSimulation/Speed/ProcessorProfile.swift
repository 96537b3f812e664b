import CSampler
import Foundation

/// Where processor time goes, as the process sees it itself: its stack, taken every few milliseconds,
/// and each told by `Phase`. Nothing in the engine has to know that it is measured.
package struct ProcessorProfile {
  /// How many stacks fell to each phase.
  package private(set) var counts: [Phase: Int] = [:]
  package private(set) var total = 0
  /// By the innermost function that told its phase.
  private var functions: [String: Int] = [:]

  private static let everyMicroseconds: Int32 = 2_000
  private static let mostFrames = 8 << 20

  package init() {}

  /// Runs `body`, and adds what it spent its time on.
  package mutating func measure<T>(_ body: () throws -> T) rethrows -> T {
    let isOn = csa_start(Self.everyMicroseconds, Self.mostFrames)
    defer {
      csa_stop()
      if isOn { readStacks() }
    }
    return try body()
  }

  /// The phases, largest first, with their share of all.
  package var lines: [String] {
    counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map {
      phase, count in
      Self.percent(count, of: total) + "  " + phase.rawValue
    }
  }

  private static func percent(_ count: Int, of total: Int) -> String {
    String(format: "%5.1f %%", 100 * Double(count) / Double(max(total, 1)))
  }

  private mutating func readStacks() {
    let program = SymbolTable(path: "/proc/self/exe")
    var places: [UnsafeRawPointer: Place] = [:]
    var cursor = 0
    var frames: UnsafePointer<UnsafeRawPointer?>?
    while true {
      let count = csa_next(&cursor, &frames)
      guard count > 0, let start = frames else { break }
      let stack = UnsafeBufferPointer(start: start, count: count).compactMap { $0 }
      let phase = Self.phase(
        stack.lazy.map { address in
          if let known = places[address] { return known }
          let place = Place(address, program)
          places[address] = place
          return place
        })
      counts[phase, default: 0] += 1
      total += 1
    }
  }

  /// - Parameter stack: innermost first.
  private static func phase(_ stack: some Sequence<Place>) -> Phase {
    var isInSQLite = false
    for place in stack {
      switch place {
      case .sqlite(let isCompiling):
        if isCompiling { return .compiling }
        isInSQLite = true
      case .zstd: return .packing
      case .program(let phase):
        if isInSQLite { return phase == .opening ? .opening : .statements }
        if let phase { return phase }
      case .elsewhere: break
      }
    }
    return .other
  }
}

/// What an address on the stack says about the time that is spent there.
private enum Place {
  case program(Phase?)
  case sqlite(isCompiling: Bool)
  case zstd
  case elsewhere

  init(_ address: UnsafeRawPointer, _ program: SymbolTable) {
    let place = csa_locate(address)
    let image = place.image.map { String(cString: $0) } ?? ""
    let symbol = place.symbol.map { String(cString: $0) } ?? ""
    if image.contains("libsqlite3") {
      let isCompiling = symbol.hasPrefix("sqlite3_prepare")
      self = .sqlite(isCompiling: isCompiling)
    } else if image.contains("libzstd") {
      self = .zstd
    } else if image.contains(".so") {
      self = .elsewhere
    } else {
      // Of a caller the address is where it goes on, which may be another function's start.
      self = .program(program.name(at: UInt64(place.offset) - 1).flatMap(Phase.init(function:)))
    }
  }
}
