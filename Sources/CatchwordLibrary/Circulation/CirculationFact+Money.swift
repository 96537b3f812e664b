package import CatchwordCore

/// What an entry of the ledger says.
extension CirculationFact {
  package var account: RecordID? { placed[CirculationField.account].record }
  package var charge: RecordID? { placed[CirculationField.charge].record }
  package var chargeKind: ChargeKind {
    placed[CirculationField.chargeKind].integer.flatMap(ChargeKind.init) ?? .other
  }
  /// Minor units. Facts of a hostile replica are added up too: none is greater than a policy allows.
  package var amount: Int64 { bounded(CirculationField.amount) }
  package var currency: ExactText { ExactText(placed[CirculationField.currency].text ?? "") }
  package var believed: Int64 { bounded(CirculationField.believed) }
  package var method: PaymentMethod {
    placed[CirculationField.method].integer.flatMap(PaymentMethod.init) ?? .cash
  }
  package var until: CivilDate? {
    placed[CirculationField.until].integer.map(CivilDate.init(day:))
  }

  package var blockKind: BlockKind {
    placed[CirculationField.block].integer.flatMap(BlockKind.init) ?? .other
  }

  private func bounded(_ field: Int) -> Int64 {
    max(0, min(placed[field].integer ?? 0, PolicyLimits.amount))
  }
}
