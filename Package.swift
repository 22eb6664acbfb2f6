// swift-tools-version: 6.2
import PackageDescription

// Strict where it is ours: a warning in our own code is an error, and every file names what it uses.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "kassa",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "KassaRuntime", targets: ["KassaRuntime"]),
    .library(name: "KassaDrivers", targets: ["KassaDrivers"]),
    .library(name: "KassaEmulators", targets: ["KassaEmulators"]),
    .library(name: "KassaWire", targets: ["KassaWire"]),
    .executable(name: "kassa-run", targets: ["kassa-run"]),
    .executable(name: "kassa-serve", targets: ["kassa-serve"]),
    .executable(name: "kassa-call", targets: ["kassa-call"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // For the till in a browser alone; without its traits it needs no configuration files.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
  ],
  targets: [
    // The C side of Lua: mechanism without policy. A plain C target needs no flags and no pkg-config.
    .target(
      name: "CLua",
      cSettings: [.headerSearchPath(".")],
      linkerSettings: [.linkedLibrary("lua5.4")]
    ),
    // The stock library's Lua as Swift finds it; the plugin packs it. Its folder is that of the scripts
    // because a target's folder is where SwiftPM notices files that come and go.
    .target(
      name: "StockScripts", path: "Scripts/lua",
      exclude: ["day", "kassa", "scenarios", "stores", "types"],
      swiftSettings: strict, plugins: ["PackLua"]),
    .plugin(
      name: "PackLua", capability: .buildTool(), dependencies: ["pack-lua"],
      sources: ["PackLua.swift"]),
    .executableTarget(
      name: "pack-lua", path: "Plugins/PackLua", exclude: ["PackLua.swift"],
      sources: ["pack.c", "strip.c"]),
    // The page that a till serves, likewise.
    .plugin(name: "PackPage", capability: .buildTool(), dependencies: ["pack-lua"]),
    // How types stand in JSON, written from their declarations.
    .plugin(
      name: "WriteJSON", capability: .buildTool(), dependencies: ["write-json"]),
    .executableTarget(
      name: "write-json", path: "Plugins/WriteJSONTool", swiftSettings: strict),
    // libqrencode, for whoever draws a receipt's QR code on a screen; the runtime only writes its text.
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .target(
      name: "KassaRuntime",
      dependencies: [
        "CLua",
        "StockScripts",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict, plugins: ["WriteJSON"]
    ),
    // Real devices: a folder a kind of device, a file a driver.
    .target(
      name: "KassaDrivers",
      dependencies: ["KassaRuntime"],
      exclude: ["Registrars/README.md"],
      swiftSettings: strict
    ),
    // Devices made of software, with stores and faults of their own.
    .target(
      name: "KassaEmulators",
      dependencies: [
        "KassaDrivers", "KassaRuntime",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    // The JSON of prompts, answers, documents and warnings, for every front end of a program's.
    .target(
      name: "KassaWire",
      dependencies: ["KassaRuntime"],
      swiftSettings: strict
    ),
    // Scenarios, power cuts, long lives, and the auditor of what is left: reaches the runtime by
    // `package` access.
    .target(
      name: "KassaProving",
      dependencies: [
        "KassaDrivers", "KassaEmulators", "KassaRuntime", "KassaWire",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),
    // What a store's functions and scenarios say, looked at without running them.
    .target(
      name: "KassaLint",
      dependencies: ["KassaProving", "KassaRuntime"],
      swiftSettings: strict
    ),
    // What every start of a till has, whatever its front end: options, data folder, log, drivers by name.
    .target(
      name: "KassaStart",
      dependencies: [
        "KassaDrivers", "KassaEmulators", "KassaRuntime",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),
    // The till in a browser. What nobody else links: a till without one builds and starts as before.
    .target(
      name: "KassaServer",
      dependencies: [
        "CQREncode", "KassaRuntime", "KassaWire",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      exclude: ["Page"],
      swiftSettings: strict, plugins: ["PackPage"]
    ),
    .executableTarget(
      name: "kassa-serve",
      dependencies: [
        "KassaRuntime", "KassaServer", "KassaStart",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "kassa-run",
      dependencies: [
        "KassaDrivers", "KassaEmulators", "KassaLint", "KassaProving", "KassaRuntime", "KassaStart",
        "KassaWire", "CQREncode",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict
    ),
    // One POST by Debian's libcurl: plain C, found without pkg-config like Lua.
    .target(name: "CHTTP", linkerSettings: [.linkedLibrary("curl")]),
    // The shop's own services over HTTP: a process that a till starts for a call. Nothing else links it,
    // so who sets no service up neither builds nor loads any of it.
    .executableTarget(name: "kassa-call", dependencies: ["CHTTP"], swiftSettings: strict),
    // A program that hosts a till, as a reader of the documentation would write it.
    .executableTarget(
      name: "host-example", dependencies: ["KassaEmulators", "KassaRuntime"], path: "Examples/host",
      swiftSettings: strict),
    .testTarget(
      name: "RuntimeTests",
      dependencies: [
        "KassaDrivers",
        "KassaEmulators",
        "KassaLint",
        "KassaProving",
        "KassaRuntime",
        "KassaServer",
        "KassaStart",
        "KassaWire",
        "kassa-call",
        "kassa-run",
        "kassa-serve",
        "host-example",
        "CLua",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      exclude: [
        "Fiscal/Golden", "Journal/BeforePoints", "Journal/Format1", "Project/Golden",
        "Proving/Plants/grocery", "Proving/Plants/plants.txt",
        "Proving/PowerCuts/served",
      ],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
