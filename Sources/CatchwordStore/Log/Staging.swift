package import CatchwordCore

/// What a local operation must satisfy. Foreign ones are checked where they are merged, by looser
/// rules: a newer schema may know more.
package enum Staging {
  /// - Returns: the operation's kind.
  package static func check(_ operation: Operation, _ schema: Schema) throws -> Kind {
    guard let kind = schema.kind(operation.kind) else {
      throw StoreError.invalidOperation(
        kind: "kind \(operation.kind)", field: "", reason: "the schema declares no such kind")
    }
    guard kind.isFact == (operation.action == .fact) else {
      throw StoreError.invalidOperation(
        kind: kind.name, field: "",
        reason: kind.isFact ? "facts are stated, never changed" : "a record is not a fact")
    }
    guard operation.keeps.count <= Limits.keptDots else {
      throw StoreError.limit(
        name: "kept siblings", value: operation.keeps.count, maximum: Limits.keptDots)
    }
    guard Set(operation.keeps).count == operation.keeps.count else {
      throw StoreError.invalidOperation(
        kind: kind.name, field: "", reason: "a kept dot stands twice")
    }
    if operation.action == .delete, !operation.values.isEmpty {
      throw StoreError.invalidOperation(
        kind: kind.name, field: "", reason: "a deletion carries no values")
    }
    guard operation.action == .delete || !operation.values.isEmpty else {
      throw StoreError.invalidOperation(
        kind: kind.name, field: "", reason: "an operation names at least one field")
    }
    var last = 0
    for each in operation.values {
      guard each.field > last else {
        throw StoreError.invalidOperation(
          kind: kind.name, field: "\(each.field)", reason: "a field stands twice")
      }
      last = each.field
      try check(each, operation.action, kind)
    }
    return kind
  }

  private static func check(
    _ each: FieldValue, _ action: Operation.Action, _ kind: Kind
  ) throws {
    guard let field = kind.field(each.field) else {
      throw StoreError.invalidOperation(
        kind: kind.name, field: "\(each.field)", reason: "the schema declares no such field")
    }
    guard field.join == join(action) else {
      throw StoreError.invalidOperation(
        kind: kind.name, field: field.name, reason: "a \(field.join) is not changed by \(action)")
    }
    let mayBeNull = field.join == .register
    guard each.value.type == field.type || (each.value.isNull && mayBeNull) else {
      throw StoreError.invalidOperation(
        kind: kind.name, field: field.name, reason: "holds \(field.type) values")
    }
    let size = each.value.text?.utf8.count ?? each.value.bytes?.count ?? 0
    guard size <= Limits.valueBytes else {
      throw StoreError.limit(
        name: kind.name + "." + field.name, value: size, maximum: Limits.valueBytes)
    }
  }

  private static func join(_ action: Operation.Action) -> Join {
    switch action {
    case .write, .fact, .delete: .register
    case .add, .remove: .set
    case .increment: .counter
    }
  }

  /// A fact's absent values are simply absent: its row could not tell them apart.
  package static func normalized(_ operation: Operation) -> Operation {
    guard operation.action == .fact else { return operation }
    return Operation(
      .fact, kind: operation.kind, record: operation.record,
      values: operation.values.filter { !$0.value.isNull }, keeps: operation.keeps)
  }
}
