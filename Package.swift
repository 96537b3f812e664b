// swift-tools-version: 6.2
// The house: pure modules first, then bytes, then what blocks, then what suspends, then the door.
// The arrows are those of ARCHITECTURE.md; Tests/HouseTests holds every import against them.
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Generated protobuf code is not ours to lint, but it must build under the same rules.
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let mutants: TargetDependencyCondition? = .when(traits: ["Mutants"])

let package = Package(
  name: "Catchword",
  products: [
    .library(name: "Catchword", targets: ["Catchword"]),
    .executable(name: "catchword", targets: ["CatchwordCLI"]),
    .library(name: "CatchwordSimulation", targets: ["CatchwordSimulation", "CatchwordCore"]),
    .executable(name: "catchword-sim", targets: ["CatchwordSimulator"]),
  ],
  traits: [
    .trait(
      name: "Mutants",
      description:
        "Planted bugs, one of them at work at a time, to prove that the simulator finds them.")
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    // Pure: values in, values out. No dependency outside the house.
    .target(
      name: "CatchwordCore", dependencies: [.target(name: "CMutants", condition: mutants)],
      swiftSettings: strict),
    // Which planted bug is at work; linked where the trait asks for it, and nowhere else.
    .target(name: "CMutants"),
    .target(name: "CatchwordLibrary", dependencies: ["CatchwordCore"], swiftSettings: strict),
    .target(name: "CatchwordSync", dependencies: ["CatchwordCore"], swiftSettings: strict),

    // Bytes.
    .systemLibrary(
      name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "CatchwordWire", dependencies: ["CatchwordCore", "CZstd", protobuf, crypto],
      swiftSettings: strict),

    // Blocking: disks, files, lines.
    .target(name: "CMachine"),
    .target(
      name: "CatchwordStore", dependencies: ["CatchwordCore", "CMachine", grdb],
      swiftSettings: strict),
    .target(
      name: "Catchword",
      dependencies: [
        "CatchwordCore", "CatchwordLibrary", "CatchwordSync", "CatchwordWire", "CatchwordStore",
        "CMachine",
      ],
      swiftSettings: strict),
    .systemLibrary(
      name: "CYAZ", path: "Sources/CYAZ", pkgConfig: "libxml-2.0", providers: [.apt(["libyaz-dev"])]
    ),
    .target(
      name: "CatchwordMARC", dependencies: ["CatchwordCore", "CatchwordLibrary", "CYAZ"],
      swiftSettings: strict),
    .target(
      name: "CatchwordPolicies", dependencies: ["CatchwordCore", "CatchwordLibrary"],
      swiftSettings: strict),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(
      name: "CatchwordTransports", dependencies: ["Catchword", "CCurl"], swiftSettings: strict),

    // Async.
    .target(
      name: "CatchwordServer",
      dependencies: ["Catchword", .product(name: "Hummingbird", package: "hummingbird")],
      swiftSettings: strict),

    // Entry.
    .executableTarget(
      name: "CatchwordCLI",
      dependencies: [
        "Catchword", "CatchwordMARC", "CatchwordPolicies", "CatchwordTransports", "CatchwordServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The simulator: simulated machines under the real replica.
    // No part of the product: the simulator's disks, behind the same SQLite that the store uses.
    .target(name: "CSQLiteFaults", linkerSettings: [.linkedLibrary("sqlite3")]),
    // Where the simulator's own time goes.
    .target(name: "CSampler"),
    .target(name: "CatchwordOracle", swiftSettings: strict),
    .target(
      name: "CatchwordSimulation",
      dependencies: [
        "CatchwordOracle",
        "CatchwordCore", "CatchwordLibrary", "CatchwordSync", "CatchwordWire", "CatchwordStore",
        "Catchword", "CSQLiteFaults", "CSampler", grdb,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "CatchwordSimulator",
      dependencies: [
        "CatchwordSimulation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(
      name: "CatchwordCoreTests", dependencies: ["CatchwordCore"], swiftSettings: strict),
    .testTarget(
      name: "CatchwordSyncTests", dependencies: ["CatchwordCore", "CatchwordSync"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordLibraryTests", dependencies: ["CatchwordCore", "CatchwordLibrary"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordStoreTests", dependencies: ["CatchwordCore", "CatchwordStore", grdb],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordWireTests",
      dependencies: ["CatchwordCore", "CatchwordWire", "CZstd", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordMARCTests", dependencies: ["CatchwordMARC", "CatchwordLibrary"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordPoliciesTests",
      dependencies: ["CatchwordPolicies", "CatchwordLibrary", "CatchwordCore"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordTransportsTests", dependencies: ["CatchwordTransports", "Catchword"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordServerTests",
      dependencies: ["CatchwordServer", "CatchwordTransports", "Catchword"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordCLITests",
      dependencies: [
        "CatchwordCLI", "Catchword", "CatchwordMARC", "CatchwordPolicies", "CatchwordLibrary",
        "CatchwordCore",
        "CatchwordTransports", "CatchwordServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordTests", dependencies: ["Catchword", "CatchwordCore"], swiftSettings: strict),
    .testTarget(
      name: "CatchwordOracleTests",
      dependencies: ["CatchwordOracle", "CatchwordCore", "CatchwordLibrary"],
      swiftSettings: strict),
    .testTarget(
      name: "CatchwordSimulationTests",
      dependencies: [
        "CatchwordSimulation", "CatchwordCore", "CatchwordLibrary", "Catchword", "CatchwordSync",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CSQLiteFaultsTests", dependencies: ["CSQLiteFaults", grdb], swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
  ]
)
