/// `line main east lost-reply`: what goes wrong between two hosts.
struct LineVerb: Verb {
  enum Trouble: Hashable, Sendable {
    /// One exchange, after so many sound ones.
    case once(LineFault, skipping: Int)
    case loss(Int)
    case duplicate(Int)
    case corrupt(Int)
    case truncate(Int)
    case speed(Int64)
    case latency(Int64)
  }

  static let word = "line"
  static let forms = [
    VerbForm(
      "line HOST PEER FAULT [skip N]",
      "The host's next exchange with the peer, or the one after N sound ones, meets a fault: "
        + LineFault.allCases.map(\.rawValue).joined(separator: ", ") + "."),
    VerbForm(
      "line HOST PEER loss|duplicate|corrupt|truncate N",
      "From now on so many frames of a thousand are lost, doubled, damaged or cut short."),
    VerbForm("line HOST PEER speed BYTES", "From now on so many bytes a second."),
    VerbForm("line HOST PEER latency SPAN", "From now on a frame takes up to so long."),
  ]

  let from: String
  let to: String
  let trouble: Trouble

  init(from: String, to: String, _ trouble: Trouble) {
    self.from = from
    self.to = to
    self.trouble = trouble
  }

  init(_ words: inout Words) throws {
    from = try words.host()
    to = try words.host()
    let word = try words.take("what goes wrong")
    if let fault = LineFault(rawValue: word), !words.hasNumber {
      let skipped = words.skip("skip") ? try words.number("a number of exchanges") : 0
      trouble = .once(fault, skipping: Int(skipped))
      return
    }
    switch word {
    case "latency": trouble = .latency(try words.span("a length of time").milliseconds)
    case "speed": trouble = .speed(try words.number("bytes a second"))
    case "loss": trouble = .loss(try Self.perMille(&words))
    case "duplicate": trouble = .duplicate(try Self.perMille(&words))
    case "corrupt": trouble = .corrupt(try Self.perMille(&words))
    case "truncate": trouble = .truncate(try Self.perMille(&words))
    default:
      let known = LineFault.allCases.map(\.rawValue) + ["loss", "speed", "latency"]
      throw StoryError(
        "no line has the fault `\(word)`; there are \(known.joined(separator: ", "))")
    }
  }

  private static func perMille(_ words: inout Words) throws -> Int {
    let number = try words.number("a number of a thousand")
    guard (0...1_000).contains(number) else { throw StoryError("\(number) is not 0 to 1000") }
    return Int(number)
  }

  var arguments: [String] {
    let rest: [String]
    switch trouble {
    case .once(let fault, let skipped):
      rest = [fault.rawValue] + (skipped > 0 ? ["skip", "\(skipped)"] : [])
    case .loss(let number): rest = ["loss", "\(number)"]
    case .duplicate(let number): rest = ["duplicate", "\(number)"]
    case .corrupt(let number): rest = ["corrupt", "\(number)"]
    case .truncate(let number): rest = ["truncate", "\(number)"]
    case .speed(let bytes): rest = ["speed", "\(bytes)"]
    case .latency(let milliseconds): rest = ["latency", "\(Span(milliseconds: milliseconds))"]
    }
    return [from, to] + rest
  }
  var hosts: [String] { [from, to] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let (here, there) = (try run.find(from), try run.find(to))
    apply(to: &run.lines, here.name, there.name)
    run.happened(.lineFault, at: here, arguments.dropFirst(2).joined(separator: " "), peer: to)
    run.say(Plan.line(self))
  }

  func apply(to lines: inout Lines, _ here: String, _ there: String) {
    if case .once(let fault, let skipped) = trouble {
      return lines.plan(fault, skipping: skipped, here, there)
    }
    for (a, b) in [(here, there), (there, here)] {
      var quality = lines.quality(a, b)
      switch trouble {
      case .once: break
      case .loss(let number): quality.lossPerMille = number
      case .duplicate(let number): quality.duplicatePerMille = number
      case .corrupt(let number): quality.corruptPerMille = number
      case .truncate(let number): quality.truncatePerMille = number
      case .speed(let bytes): quality.bytesPerSecond = bytes
      case .latency(let most): quality.latencyMilliseconds = min(5, most)...max(5, most)
      }
      lines.setQuality(quality, a, b)
    }
  }
}

extension Words {
  fileprivate var hasNumber: Bool { next.flatMap { Int64($0) } != nil }
}
