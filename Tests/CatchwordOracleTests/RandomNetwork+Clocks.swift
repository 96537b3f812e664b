import CatchwordCore
import CatchwordLibrary

/// Notes about the clocks of others, whether or not anything of theirs is here, some of them about the
/// same commits, some about none.
extension RandomNetwork {
  mutating func note(at one: Int) -> CatchwordCore.Operation {
    let writer = replicas[random.number(0...(replicas.count - 1))].writer
    let first = Int64(random.number(1...12))
    let note = ClockNote(
      writer: writer,
      numbers: random.once(in: 20) ? .min ... .max : first...(first + Int64(random.number(0...6))),
      supposed: time(),
      off: random.once(in: 40) ? .min : Int64(random.number(-9...9)) * 86_400,
      place: random.once(in: 4) ? "" : random.element(of: Self.branches),
      branch: Self.branches[one % 3])
    let operation = note.operation(mint(one))
    guard random.once(in: 12) else { return operation }
    // Something that this program cannot have written.
    let lost = random.element(of: [
      ClockNoteField.writer, ClockNoteField.first, ClockNoteField.supposed, ClockNoteField.network,
    ])
    return CatchwordCore.Operation(
      .fact, kind: operation.kind, record: operation.record,
      values: operation.values.filter { $0.field != lost })
  }
}
