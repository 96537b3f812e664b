/// A verb that real processes can carry out; lines with any other are skipped, and said to be.
protocol WireVerb: Verb {
  func perform(_ step: Step, on wire: WireRun) throws
}
