package import Catchword
package import CatchwordCore

extension Picture {
  /// - Parameters:
  ///   - engine: what every host at the same frontier must show alike.
  ///   - schema: the host's own; records of kinds that it does not know are not drawn.
  package static func lines(
    of engine: any Engine, _ domain: DomainKit, schema: Schema
  ) throws -> [String] {
    // Other domains raise conflicts of their own, which the generic oracle does not know.
    let reviews = domain.name == DomainKit.library.name ? try engine.reviews() : []
    return try engine.read { try drawn($0, reviews, schema) }
  }

  private static func drawn(
    _ state: some StateReading, _ reviews: [ReviewItem], _ schema: Schema
  ) throws -> [String] {
    try lines(of: state, reviews: reviews, schema: schema)
  }
}
