import CatchwordCore
import CatchwordLibrary

extension OperationWords {
  /// What a fact about an order says, with its own name.
  func order(_ operation: Operation, _ run: Run) -> String {
    let text = { (field: Int) in operation[field]?.text ?? "" }
    let id = { (field: Int) in
      operation[field]?.record.map { run.readable($0.description) } ?? "nothing"
    }
    let amount =
      "\(operation[OrderField.amount]?.integer ?? 0) \(text(OrderField.currency))"
    let copies = operation[OrderField.quantity]?.integer ?? 1
    var parts: [String]
    switch operation[OrderField.action]?.integer.flatMap(OrderAction.init) {
    case .place:
      parts = [
        "order of \(copiesText(copies)) of \(id(OrderField.bib)) at \(amount) each",
        "for \(text(OrderField.destination))", "from \(id(OrderField.fund))",
      ]
    case .receive:
      let label = text(OrderField.barcode)
      parts = [
        "receipt of \(label.isEmpty ? copiesText(copies) : label) for order "
          + id(OrderField.order)
      ]
    case .cancel: parts = ["cancellation of order \(id(OrderField.order))"]
    case .approve: parts = ["approval of what \(id(OrderField.fund)) is over by, \(amount)"]
    case nil: parts = ["a fact about orders of another version"]
    }
    let reason = text(OrderField.reason)
    if !reason.isEmpty { parts.append("“\(reason)”") }
    return parts.joined(separator: ", ") + " (\(run.readable(operation.record.description)))"
  }
}
