/// What a replica cannot do, with what to do instead.
package enum ReplicaError: Error, Equatable, Sendable {
  case notAReplica(String)
  case alreadyAReplica(String)
  case badToken(String)
  case otherNetwork(expected: String, found: String)
  case file(path: String, detail: String)
  case badBranchCode(String)
  /// A peer holds more of this replica than it does itself, and no new writer began so far.
  case inDoubt
  case noPeers
  case unknownPeer(String, known: [String])
  case badSetting(String)
  case unknownReview(String)
  case unknownSide(String, of: String, known: [String])
}
