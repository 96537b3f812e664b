import ArgumentParser
import Catchword
import CatchwordMARC
import CatchwordPolicies
import CatchwordServer
import CatchwordTransports
import Glibc

/// Whatever went wrong, as an exit code, a stable word for scripts and a sentence for people.
struct Failure: Equatable {
  let status: ExitStatus
  let code: String
  let sentence: String
  /// Nothing is left to say; only the exit code.
  var isSilent = false
  /// What the parser prints beside the sentence: usage, or all of the help that was asked for.
  var usage = ""

  private init(_ status: ExitStatus, _ code: String, _ sentence: String) {
    self.status = status
    self.code = code
    self.sentence = sentence
  }

  init(_ description: FailureDescription) {
    self.init(ExitStatus(description.category), description.code, description.sentence)
  }

  init(_ error: any Error) {
    if let description = describe(error) {
      self.init(description)
      return
    }
    switch error {
    case let refused as Refused: self = refused.failure
    case let fault as CommandFault: self = Self.of(fault)
    case let error as MARCError: self = Self.of(error)
    case let error as ConversionError: self = Self.of(error)
    case let error as EvergreenError:
      self.init(error == .noUnits ? .noInput : .badData, error.code, error.description)
    case let error as PeerAddressError: self = Self.of(error)
    case let error as SyncServerError: self = Self.of(error)
    default: self = Self.ofParser(error)
    }
  }

  /// Says it, in the way that was asked for, and ends the process.
  func report(asJSON: Bool) -> Never {
    if !isSilent {
      if status == .done {
        Console.say(usage)
      } else if asJSON {
        Console.say(JSON.text(FailureShape(self)))
      } else {
        Console.note("catchword: \(sentence)" + (usage.isEmpty ? "" : "\n\(usage)"))
      }
    }
    exit(status.rawValue)
  }

  private static func of(_ fault: CommandFault) -> Failure {
    switch fault {
    case .usage(let sentence): return Failure(.usage, "usage", sentence)
    case .noReplicaNamed:
      return Failure(
        .configuration, "no-replica-named",
        "neither HOME nor CATCHWORD_REPLICA is set; name the replica's directory with -C DIR")
    case .noSuchFile(let path, let why):
      return Failure(.noInput, "no-input", "\(path): \(why); check the path and its permissions")
    case .notUTF8(let path):
      return Failure(.badData, "not-utf8", "\(path): this is not UTF-8 text; save it as UTF-8")
    case .unknownProfile(let name):
      let known = HoldingsProfile.allCases.map(\.rawValue).joined(separator: ", ")
      return Failure(
        .usage, "unknown-profile", "profile \"\(name)\" is not available; available are \(known)")
    case .found:
      var failure = Failure(.found, "found", "")
      failure.isSilent = true
      return failure
    case .said(let status):
      var failure = Failure(status, "said", "")
      failure.isSilent = true
      return failure
    }
  }

  private static func of(_ error: MARCError) -> Failure {
    switch error {
    case .unreadable: Failure(.noInput, error.code, error.description)
    case .empty, .notMARC, .encodingUnknown: Failure(.badData, error.code, error.description)
    case .converterMissing: Failure(.unavailable, error.code, error.description)
    }
  }

  private static func of(_ error: ConversionError) -> Failure {
    switch error {
    case .tableMissing: Failure(.noInput, error.code, error.description)
    case .unreadable: Failure(.badData, error.code, error.description)
    }
  }

  private static func of(_ error: PeerAddressError) -> Failure {
    switch error {
    case .unusableSecret: Failure(.configuration, error.code, error.sentence)
    case .notAvailableYet: Failure(.unavailable, error.code, error.sentence)
    case .unknownScheme, .plainHTTPOffLoopback, .holdsCredentials, .malformed:
      Failure(.usage, error.code, error.sentence)
    }
  }

  private static func of(_ error: SyncServerError) -> Failure {
    switch error {
    case .noSuchPort: Failure(.usage, error.code, error.sentence)
    case .notLoopback: Failure(.notPermitted, error.code, error.sentence)
    case .cannotListen: Failure(.unavailable, error.code, error.sentence)
    case .cannotSeal: Failure(.inputOutput, error.code, error.sentence)
    }
  }

  /// The parser's own errors, its requests for help, and what nobody foresaw.
  private static func ofParser(_ error: any Error) -> Failure {
    let code = CatchwordCommand.exitCode(for: error)
    if code == .success {
      var help = Failure(.done, "help", "")
      help.usage = CatchwordCommand.fullMessage(for: error)
      return help
    }
    if code == .validationFailure {
      let sentence = CatchwordCommand.message(for: error)
      var failure = Failure(.usage, "usage", sentence)
      let whole = CatchwordCommand.fullMessage(for: error).split(
        separator: "\n", omittingEmptySubsequences: false)
      failure.usage = whole.drop { !$0.hasPrefix("Usage:") }.joined(separator: "\n")
      return failure
    }
    return Failure(
      .bug, "bug",
      "this should not happen: \(error); please report it with what you did. Nothing that was "
        + "acknowledged is lost")
  }
}

/// `{"schema":"catchword.error/1","error":{…}}`
struct FailureShape: Encodable {
  struct Error: Encodable {
    let code: String
    let text: String
  }

  let schema = "catchword.error/1"
  let error: Error

  init(_ failure: Failure) { error = Error(code: failure.code, text: failure.sentence) }
}
