/// The laws of `ConflictPolicy`, in the order in which they are checked: the later ones mean nothing
/// while an earlier one is broken.
public enum PolicyLaw: String, Sendable, Hashable, CaseIterable {
  case totality
  case determinism
  case commutativity
  case duplicates = "insensitivity to duplicates"
  case idempotence
  case associativity
  case noSilentLoss = "no silent loss"
  case convergence

  /// Laws without which this one says nothing.
  var presupposes: Set<PolicyLaw> {
    switch self {
    case .totality: []
    case .determinism: [.totality]
    case .commutativity, .noSilentLoss: [.totality, .determinism]
    case .duplicates, .idempotence, .associativity: [.totality, .determinism, .commutativity]
    case .convergence: [.totality, .determinism]
    }
  }

  /// What to do about a policy that breaks it.
  public var advice: String {
    switch self {
    case .totality:
      "answer every conflict, with one of its own sides or a value of the field's type, and a reason; "
        + "where nothing better comes to mind, show `conflict.greatest` and ask for a review."
    case .determinism:
      "let nothing but the conflict decide: no clock, no chance, no counter, and sort what comes out "
        + "of a `Set` or a `Dictionary`."
    case .commutativity:
      "choose by the values, times and writers of the sides, never by their place in the list; "
        + "`conflict.sides.max()` is a choice that is the same everywhere."
    case .duplicates:
      "do not count sides; put them into a set, or choose by an order."
    case .idempotence:
      "show one side alone as it is, and let a combined value absorb what it was made of."
    case .associativity:
      "choose by one total order of sides, or combine by a union, a maximum or the like; majorities "
        + "and averages depend on who was asked first."
    case .noSilentLoss:
      "ask for a review wherever a side is neither shown nor held by the combined value, as with "
        + "`review: conflict.contradicts(shown) ? .b : nil`; or say in `holds` what the value keeps."
    case .convergence:
      "look for what differs between two asks: the replicas held the same sides. The seed runs again "
        + "with `PolicyKit.swarm`."
    }
  }
}
