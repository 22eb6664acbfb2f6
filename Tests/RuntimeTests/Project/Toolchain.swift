import Foundation

/// The toolchain that runs the tests, and what it left beside them.
enum Toolchain {
  /// Its `usr`: around the Swift library that is loaded here, else around PATH's first `swift`.
  static let root: URL = {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    let suffix = "/lib/swift/linux/libswiftCore.so"
    let loaded = maps.split(separator: "\n").first { $0.hasSuffix(suffix) }
    if let path = loaded?.drop(while: { $0 != "/" }).dropLast(suffix.count) {
      return URL(fileURLWithPath: String(path))
    }
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let found = folders.map { $0 + "/swift" }.first(where: FileManager.default.isExecutableFile)
    let swift = URL(fileURLWithPath: found ?? "/usr/bin/swift").resolvingSymlinksInPath()
    return swift.deletingLastPathComponent().deletingLastPathComponent()
  }()

  /// The folder of what the build made: the tests' own binary, the modules, the index.
  static let built = Bundle.main.bundleURL

  /// Where a debug build writes its index.
  static let index = built.appendingPathComponent("index/store")
}
