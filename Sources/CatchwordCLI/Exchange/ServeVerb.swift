import ArgumentParser
import Catchword
import CatchwordServer

struct ServeVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer peers that sync, until told to stop.",
    discussion: """
      Listens on this machine only: there is no TLS yet, so put an SSH tunnel or a TLS proxy in front. \
      Ends on SIGTERM or SIGINT. Port 0 takes a free one, and standard error says which.

      Example:
        catchword serve --listen 127.0.0.1:8700
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Address and port.", valueName: "host:port"))
  var listen = "127.0.0.1:8700"

  func run() async throws {
    let (host, port) = try Self.split(listen)
    let directory = try workplace.directory
    let asJSON = workplace.json
    try await SyncServer.run(replicaAt: directory, listen: host, port: port) { port in
      if asJSON { Console.say(JSON.text(ListeningShape(host: host, port: port))) }
    }
  }

  static func split(_ text: String) throws(CommandFault) -> (host: String, port: Int) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...])
    else { throw .usage("\"\(text)\" is no address; write HOST:PORT, such as 127.0.0.1:8700") }
    return (String(text[..<colon]), port)
  }
}

private struct ListeningShape: Encodable {
  let schema = "catchword.serve/1"
  let host: String
  let port: Int
}
