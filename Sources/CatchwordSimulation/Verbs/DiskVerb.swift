/// `disk main fail call 12`: what goes wrong with a disk.
struct DiskVerb: Verb {
  enum Trouble: Hashable, Sendable {
    case planned(SimulatedDisk.Fault, call: Int64, isForGood: Bool)
    /// Bytes that fit beyond what is there; nil takes the bound away.
    case room(Int64?)
    case slow(Int64)
    case sound
  }

  static let word = "disk"
  static let forms = [
    VerbForm(
      "disk HOST FAULT call N [for-good]",
      "At the Nth I/O call from now: "
        + SimulatedDisk.Fault.allCases.map(\.rawValue)
        .joined(separator: ", ") + "; `for-good`: and at every later one."),
    VerbForm("disk HOST room BYTES", "So many more bytes fit on the disk."),
    VerbForm("disk HOST slow MICROSECONDS", "Every I/O call takes so long."),
    VerbForm("disk HOST sound", "Planned faults and bounds are gone."),
  ]

  let host: String
  let trouble: Trouble

  init(host: String, _ trouble: Trouble) {
    self.host = host
    self.trouble = trouble
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    let word = try words.take("what goes wrong")
    switch word {
    case "room": trouble = .room(try words.number("a number of bytes"))
    case "slow": trouble = .slow(try words.number("microseconds"))
    case "sound": trouble = .sound
    default:
      guard let fault = SimulatedDisk.Fault(rawValue: word) else {
        let known = SimulatedDisk.Fault.allCases.map(\.rawValue) + ["room", "slow", "sound"]
        throw StoryError(
          "no disk has the fault `\(word)`; there are \(known.joined(separator: ", "))")
      }
      try words.expect("call")
      let call = try words.number("the number of a call")
      guard call > 0 else { throw StoryError("calls are counted from 1") }
      trouble = .planned(fault, call: call, isForGood: words.skip("for-good"))
    }
  }

  var arguments: [String] {
    switch trouble {
    case .planned(let fault, let call, let isForGood):
      [host, fault.rawValue, "call", "\(call)"] + (isForGood ? ["for-good"] : [])
    case .room(let bytes): [host, "room", "\(bytes ?? 0)"]
    case .slow(let microseconds): [host, "slow", "\(microseconds)"]
    case .sound: [host, "sound"]
    }
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard run.world != .merge else {
      run.happened(.diskFault, at: place, "there are no disks in this world")
      return run.say("\(Plan.line(self)): there are no disks in this world")
    }
    switch trouble {
    case .planned(let fault, let call, let isForGood):
      if fault == .lie {
        // After a power cut it may lack what it told others, and cannot know.
        place.unstartedCopy = UnstartedCopy(known: run.writersSoFar, isNoticeable: false)
      }
      let seed = Stream(seed: run.plan.seed, UInt64(step.id)).first
      place.disk.plan(fault, call: UInt64(call), isForGood: isForGood, seed: seed)
    case .room(let bytes): place.disk.setRoom(bytes)
    case .slow(let microseconds): place.disk.setDelay(microseconds: UInt32(clamping: microseconds))
    case .sound: place.disk.clearFaults()
    }
    run.happened(.diskFault, at: place, arguments.dropFirst().joined(separator: " "))
    run.say(Plan.line(self))
  }
}
