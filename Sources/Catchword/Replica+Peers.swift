import CatchwordStore

/// A peer as this replica remembers it; an address book, not a permission.
package struct Peer: Equatable, Sendable {
  package let name: String
  /// `http://host:port`, `folder:/path`; never holds a secret.
  package let address: String
  /// Seconds since 1970 of the last exchange that left nothing behind.
  package var lastSuccess: Int64?
  package var lastError: String?

  package init(
    name: String, address: String, lastSuccess: Int64? = nil, lastError: String? = nil
  ) {
    self.name = name
    self.address = address
    self.lastSuccess = lastSuccess
    self.lastError = lastError
  }

  /// - Parameter text: the setting that remembers them.
  static func all(in text: String?) -> [Peer] {
    (text ?? "").split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4 else { return nil }
      return Peer(
        name: parts[0], address: parts[1], lastSuccess: Int64(parts[2]),
        lastError: parts[3].isEmpty ? nil : parts[3])
    }
  }
}

extension Replica {
  /// Ascending by name.
  package func peers() throws -> [Peer] {
    Peer.all(in: try store.read { try $0.setting(Setting.peers) })
  }

  package func peer(named name: String) throws -> Peer {
    let all = try peers()
    guard let peer = all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      throw ReplicaError.unknownPeer(name, known: all.map(\.name))
    }
    return peer
  }

  /// Adds the peer, or gives a known one another address.
  package func addPeer(name: String, address: String) throws {
    guard !name.isEmpty, !(name + address).contains(where: { $0 == "\t" || $0.isNewline }) else {
      throw ReplicaError.badSetting("a peer needs a name, and neither name nor address a tab")
    }
    var all = try peers().filter { !$0.name.utf8.elementsEqual(name.utf8) }
    all.append(Peer(name: name, address: address))
    try write(all)
  }

  package func removePeer(named name: String) throws {
    let gone = try peer(named: name)
    try write(try peers().filter { $0 != gone })
  }

  /// Remembers how an exchange with a peer ended, for `status`.
  package func rememberExchange(with name: String, error: String?) throws {
    let now = clock.wallSeconds
    try write(
      try peers().map { peer in
        guard peer.name.utf8.elementsEqual(name.utf8) else { return peer }
        var changed = peer
        changed.lastError = error
        if error == nil { changed.lastSuccess = now }
        return changed
      })
  }

  private func write(_ peers: [Peer]) throws {
    let lines = peers.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map { peer in
      let error = (peer.lastError ?? "").split(whereSeparator: { $0 == "\t" || $0.isNewline })
        .joined(separator: " ")
      return [peer.name, peer.address, peer.lastSuccess.map(String.init) ?? "", error]
        .joined(separator: "\t")
    }
    try remember([Setting.peers: lines.joined(separator: "\n")])
  }
}
