/// What each check holds histories to, as `Documentation/Rules.md` says it.
enum CheckSentences {
  static let all: [(name: String, sentence: String)] = [
    ("C1", "Replicas at equal frontiers have equal digests."),
    ("C2", "The digest equals that of an independent account of the same history."),
    ("C3", "Nothing acknowledged is lost."),
    ("C4", "The laws of merging hold on every state that was reached."),
    ("C5", "Order respects what really happened before what."),
    ("C6", "Who wrote a thing reads it afterwards, and nobody sees time run backwards."),
    ("C7", "No commit number is used twice, whatever was restored, cloned or lost on the way."),
    ("C8", "A bad clock wins nothing for ever."),
    ("C9", "Every conflict is raised once, with all its sides."),
    ("C10", "The deleted stay deleted unless the rules say otherwise."),
    ("C11", "The rounds and bytes to agreement are bounded."),
    ("C12", "What was stuck gets unstuck without a new write."),
    ("C13", "The living make progress when some are gone for good."),
    ("C14", "Memory, queues and disk are bounded."),
    ("C15", "A malformed frame changes nothing and stops nothing."),
    ("C16", "Mixed versions agree, or refuse each other by name."),
    ("C17", "The database passes its integrity check after every crash."),
    ("C18", "Rebuilding from the log gives the same digest."),
    ("L1", "An item has at most one open loan."),
    ("L2", "Both sides of a double loan are kept as evidence."),
    ("L3", "A check-in closes the loan that it names or an earlier one."),
    ("L4", "A due date never falls before the one on the printed slip."),
    ("L5", "The queue of holds has one order; a hold is filled once."),
    ("L6", "Items are conserved."),
    ("L7", "The ledger is exact; each entry stands once."),
    ("L8", "Nothing is orphaned by a deletion or a merge."),
    ("L9", "An erased patron appears nowhere, also where an old copy was restored."),
    ("L10", "Every conflict that needs a person stands in exactly one queue."),
    ("expect", "What the story expects is so."),
    ("story", "A story asks for what there is."),
    ("engine", "The engine does not contradict itself."),
  ]

  static func sentence(_ name: String) -> String {
    all.first { $0.name == name }?.sentence ?? "A check of the domain's own."
  }
}
