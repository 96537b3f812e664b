// swift-tools-version: 6.2
// Measurements against plain SQLite. A package of its own, so that the house itself builds without
// it; the modules it measures are links to the house's own, so that it reaches their `package` face.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "CatchwordBenchmarks",
  products: [.executable(name: "catchword-bench", targets: ["CatchwordBench"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // The house's own, as Package.swift at the root declares them.
    .target(name: "CatchwordCore", swiftSettings: strict),
    .systemLibrary(
      name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "CatchwordWire", dependencies: ["CatchwordCore", "CZstd", protobuf, crypto],
      swiftSettings: strict),
    .target(name: "CMachine"),
    .target(
      name: "CatchwordStore", dependencies: ["CatchwordCore", "CMachine", grdb],
      swiftSettings: strict),
    .target(name: "CatchwordLibrary", dependencies: ["CatchwordCore"], swiftSettings: strict),
    .target(name: "CatchwordSync", dependencies: ["CatchwordCore"], swiftSettings: strict),
    .target(
      name: "Catchword",
      dependencies: [
        "CatchwordCore", "CatchwordLibrary", "CatchwordSync", "CatchwordWire", "CatchwordStore",
        "CMachine",
      ],
      swiftSettings: strict),

    .target(name: "CDisk"),
    .executableTarget(
      name: "CatchwordBench",
      dependencies: [
        "Catchword", "CatchwordCore", "CatchwordLibrary", "CatchwordWire", "CatchwordStore", "CDisk",
        "CZstd", grdb,
      ],
      swiftSettings: strict),
  ]
)
