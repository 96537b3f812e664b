/// `domain board`: what the network is about.
struct DomainVerb: Verb {
  static let word = "domain"
  static let forms = [
    VerbForm(
      "domain NAME",
      "What the network is about: library, as without this line, or board, the notice board of a "
        + "village. It stands before `branches`.")
  ]

  let kit: DomainKit

  init(_ kit: DomainKit) { self.kit = kit }

  init(_ words: inout Words) throws {
    let name = try words.take("the name of a domain")
    guard let kit = DomainKit.all.first(where: { $0.name == name }) else {
      let known = DomainKit.all.map(\.name).joined(separator: ", ")
      throw StoryError("there is no domain `\(name)`; there are \(known)")
    }
    self.kit = kit
  }

  var arguments: [String] { [kit.name] }
  var hosts: [String] { [] }
  static var nature: VerbNature { .setting }

  func perform(_ step: Step, in run: Run) throws {
    guard run.domain.name == kit.name, run.hosts.isEmpty else {
      throw StoryError("`domain` stands before `branches`, once")
    }
  }
}
