import Catchword
import CatchwordCore

/// `sync main east`: one host calls another and they exchange what the other lacks.
struct SyncVerb: Verb {
  static let word = "sync"
  static let forms = [
    VerbForm("sync HOST PEER [LANE…]", "The host calls the peer; with lanes, only those travel.")
  ]

  let caller: String
  let peer: String
  let lanes: Set<Lane>

  init(caller: String, peer: String, lanes: Set<Lane> = .all) {
    self.caller = caller
    self.peer = peer
    self.lanes = lanes
  }

  init(_ words: inout Words) throws {
    caller = try words.host()
    peer = try words.host()
    var lanes: Set<Lane> = []
    for word in words.takeAll() {
      guard let lane = Lane.allCases.first(where: { $0.name == word }) else {
        let known = Lane.allCases.map(\.name).joined(separator: ", ")
        throw StoryError("there is no lane `\(word)`; there are \(known)")
      }
      lanes.insert(lane)
    }
    self.lanes = lanes.isEmpty ? .all : lanes
  }

  var arguments: [String] {
    [caller, peer] + (lanes == .all ? [] : lanes.sorted().map(\.name))
  }
  var hosts: [String] { [caller, peer] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let client = try run.find(caller)
    let server = try run.find(peer)
    try run.exchange(at: client, step) { Line(run, from: client, to: server, step: step) }
  }
}
