/// How large the library is in which a desk is measured.
struct DeskScale: Codable, Sendable {
  var items = 100_000
  /// Facts of circulation that lie behind the day: half of them loans, half of them returns.
  var facts = 300_000
  var patrons = 10_000
  /// Facts of the other branch's day; each item that it touches is lent and comes back.
  var merged = 10_000
  /// Single desk actions of each sort.
  var actions = 1_000
}
