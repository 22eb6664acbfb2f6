// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "kassa-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    // Named, because a folder may have any name.
    .package(name: "kassa", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // What the figures are measured against: Lua and SQLite by their own C interfaces.
    .target(
      name: "CRaw",
      cSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("lua5.4"), .linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CRaw",
        .product(name: "KassaEmulators", package: "kassa"),
        .product(name: "KassaRuntime", package: "kassa"),
        .product(name: "KassaWire", package: "kassa"),
        .product(name: "kassa-run", package: "kassa"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
