import CatchwordCore
import CatchwordLibrary

/// Who is to be named no longer: everybody up to a day, a person, or one loan.
extension RandomNetwork {
  mutating func erasure(at one: Int) -> CatchwordCore.Operation {
    var values: [Int: Value] = [
      ErasureField.branch: .text(Self.branches[one % 3]), ErasureField.network: .integer(1),
      ErasureField.action: .integer(Int64(random.element(of: [1, 1, 1, 2, 2, 3]))),
    ]
    let isErased = values[ErasureField.action] == .integer(2)
    if isErased || random.once(in: 2) {
      values[ErasureField.patron] = .record(patron(random.number(1...3)))
    }
    let rows = replicas[one].derivations.values.flatMap(\.rows)
      .filter { $0.table == LoanColumn.tableName }
      .compactMap { $0.values[LoanColumn.id]?.record }.sorted()
    if !isErased, !rows.isEmpty, values[ErasureField.patron] != nil, random.once(in: 3) {
      values[ErasureField.loan] = .record(random.element(of: rows))
    } else if !isErased {
      values[ErasureField.until] = .integer(20_771 + Int64(random.number(0...4)))
    }
    return CatchwordCore.Operation(
      .fact, kind: LibraryKind.erasure, record: mint(one),
      values: values.sorted { $0.key < $1.key }.map { FieldValue($0.key, $0.value) })
  }
}
