// swift-tools-version: 6.2
import PackageDescription

// Built by Scripts/fuzz, with the flags that instrument everything for libFuzzer.
let package = Package(
  name: "kassa-fuzzing",
  platforms: [.macOS(.v14)],
  dependencies: [
    // Named, because a folder may have any name.
    .package(name: "kassa", path: "..")
  ],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CFuzzer",
        .product(name: "KassaRuntime", package: "kassa"),
        .product(name: "KassaWire", package: "kassa"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
