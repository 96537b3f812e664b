import Catchword

/// Exit codes, as `sysexits.h` has them.
enum ExitStatus: Int32, Equatable, CaseIterable {
  case done = 0
  case found = 2
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case `protocol` = 76
  case notPermitted = 77
  case configuration = 78

  init(_ category: FailureCategory) {
    self =
      switch category {
      case .usage: .usage
      case .badData: .badData
      case .noInput: .noInput
      case .unavailable: .unavailable
      case .bug: .bug
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      case .temporary: .temporary
      case .protocol: .protocol
      case .notPermitted: .notPermitted
      case .configuration: .configuration
      }
  }
}
