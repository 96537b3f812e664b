/// `cart van`: a laptop that goes out.
struct CartVerb: Verb {
  static let word = "cart"
  static let forms = [
    VerbForm("cart NAME…", "Laptops that go out; like branches, but nobody keeps their clocks.")
  ]

  let names: [String]

  init(_ names: [String]) { self.names = names }

  init(_ words: inout Words) throws {
    names = words.takeAll()
    guard !names.isEmpty else { throw StoryError("`cart` needs at least one name") }
    try names.forEach(BranchesVerb.check)
  }

  var arguments: [String] { names }
  var hosts: [String] { [] }
  static var nature: VerbNature { .setting }

  func perform(_ step: Step, in run: Run) throws {
    for name in names {
      try run.settle(run.makeHost(name, role: .cart, isSynchronized: false, place: name))
    }
  }
}
