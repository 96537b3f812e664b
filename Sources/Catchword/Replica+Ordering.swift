import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

extension Replica {
  /// One action about funds and orders: looked up, planned, committed, answered.
  ///
  /// - Throws: `OrderError` or `DeskError` where the desk must stop; then nothing was written.
  package func perform(
    _ action: AcquisitionAction, staff: String
  ) throws -> Performed<DeskAnswer> {
    try commit(staff: staff) { transaction, desk in
      let plan = try DeskRules(hashing: hashing).plan(action, at: desk, in: transaction) {
        try transaction.mint()
      }
      for operation in plan.operations { try transaction.stage(operation) }
      return plan.answer
    }
  }
}
