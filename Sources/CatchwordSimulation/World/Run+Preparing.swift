import CSQLiteFaults
import Catchword
package import CatchwordCore
import CatchwordStore

/// How a network comes to be: the settings of a plan are carried out on hosts with right clocks and
/// sound lines, everybody meets everybody, and only then time begins.
extension Run {
  /// Carries out the plan's settings, or takes what a run with the same settings left.
  package func prepare(_ templates: Templates) throws {
    try plan.checkWords(of: domain)
    let settings = plan.steps.prefix { $0.verb.nature == .setting }
    guard !settings.isEmpty else { throw StoryError("a story begins with `branches`") }
    let variant = plan.seed % Templates.variants
    let key =
      "\(world.rawValue) \(domain.name) \(variant)\n"
      + settings.map { Plan.line($0.verb) }.joined(separator: "\n")
    if templates[key] == nil {
      csf_seed(variant)
      let founding = Run(
        Plan(seed: variant, steps: Array(settings)), world: world, domain: domain)
      templates[key] = try founding.found()
    }
    guard let members = templates[key] else { preconditionFailure("a template was just made") }
    csf_seed(plan.seed)
    for member in members { try begin(member) }
    next = settings.count
  }

  private func found() throws -> [Templates.Member] {
    next = plan.steps.count
    isFounding = true
    for step in plan.steps { try step.verb.perform(step, in: self) }
    guard let hub = hosts.first else { throw StoryError("nobody is there; begin with `branches`") }
    let setting = Step(id: 0, at: now, verb: SettleVerb())
    // Twice: the second round tells each what the last of the first round brought.
    for _ in 0..<2 {
      for host in hosts.dropFirst() {
        let report = try use(host) {
          try $0.sync(over: Line(self, from: host, to: hub, step: setting), lanes: .all)
        }
        guard report.isDurable else {
          throw CheckFailure("engine", "founding: \(host.name) did not agree: \(report)")
        }
      }
    }
    return try hosts.map { host in
      let image = try image(of: host)
      host.engine?.close()
      host.engine = nil
      return Templates.Member(
        name: host.name, role: host.role, isSynchronized: host.clock.isSynchronized, image: image)
    }
  }

  private func begin(_ member: Templates.Member) throws {
    let host = makeHost(
      member.name, role: member.role, isSynchronized: member.isSynchronized, place: member.name)
    add(host)
    try assign(member.image, to: host)
    try open(host)
  }

  /// A machine that does not run anything yet.
  ///
  /// - Parameter place: by what a replica knows whether it is a copy.
  package func makeHost(
    _ name: String, role: Host.Role, isSynchronized: Bool, place: String
  ) -> Host {
    Host(
      name: name, role: role,
      disk: SimulatedDisk(host: name, room: room, place: "machine of \(place)"),
      clock: SimulatedClock(truth, name: name, isSynchronized: isSynchronized),
      // The founding draws from other streams, else a replica might draw one key twice.
      entropy: SeededEntropy(Stream(seed: plan.seed, named: (isFounding ? "founding " : "") + name))
    )
  }

  /// Founds the network, or joins the one that the first host founded.
  package func settle(_ host: Host) throws {
    switch world {
    case .full:
      let replica: Replica
      if let hub = hosts.first, let founder = hub.engine as? ReplicaEngine {
        let invitation = try founder.replica.invite(
          at: "simulated:\(hub.name)", role: host.role.rawValue, for: host.branch)
        replica = try Replica.join(
          invitation, at: host.disk.folder, branch: host.branch, branchName: host.name,
          on: host.machine, domain: domain.domain)
      } else {
        replica = try Replica.found(
          at: host.disk.folder, branch: host.branch, branchName: host.name,
          network: "Simulated Libraries", on: host.machine, domain: domain.domain)
      }
      host.engine = ReplicaEngine(replica)
    case .merge: host.engine = try MemoryEngine.founded(host, in: hosts.first, domain: domain)
    case .wire: preconditionFailure("real processes are founded by their own world")
    }
    add(host)
  }

  /// Starts what a host's disk holds.
  package func open(_ host: Host) throws {
    do {
      switch world {
      case .full:
        host.engine = ReplicaEngine(
          try Replica.open(
            at: host.disk.folder, on: host.machine,
            domain: host.isUpgraded ? domain.newer : domain.domain))
      case .merge: try MemoryEngine.reopen(host, domain: domain)
      case .wire: preconditionFailure("real processes are opened by their own world")
      }
      host.condition = .on
      try noteLife(of: host)
    } catch let failure as CheckFailure {
      throw failure
    } catch {
      host.condition = .off
      guard host.disk.isCut else { throw error }
      crash(host)
      throw HostDown(host: host.name)
    }
  }

  /// What the host's disk holds at this moment, as a copy of the disk would find it.
  package func image(of host: Host) throws -> HostImage {
    if world == .merge, let engine = host.engine as? MemoryEngine { return .memory(engine.image) }
    return .disk(host.disk.snapshot())
  }

  /// - Precondition: nothing runs on the host.
  package func assign(_ image: HostImage, to host: Host) throws {
    switch image {
    case .disk(let image): host.disk.assign(image)
    case .memory(let image): host.memory = image
    }
  }
}

extension Set where Element == Lane {
  package static var all: Set<Lane> { Set(Lane.allCases) }
}
