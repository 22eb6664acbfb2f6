import Foundation
import Testing

/// The rooms of the C side: `include` is what Swift sees, `libraries` stand on `machine`.
@Suite struct RoomsTests {
  private static let root = TillProcess.root.path + "/Sources/CLua"

  /// The files that each file includes of our own, by their paths below the target.
  private static func includes() throws -> [String: [String]] {
    var includes: [String: [String]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where path.hasSuffix(".c") || path.hasSuffix(".h") {
      let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      includes[path] = text.matches(of: /(?m)^#include "([^"]+)"/).map {
        $0.1.contains("/") ? String($0.1) : "include/\($0.1)"
      }
    }
    return includes
  }

  @Test func `the libraries include the machine, and never the other way round`() throws {
    for (path, included) in try Self.includes() {
      let lower = path.hasPrefix("machine/") ? ["libraries/"] : ["libraries/", "machine/"]
      guard !path.hasPrefix("libraries/") else { continue }
      for each in included where lower.contains(where: each.hasPrefix) {
        Issue.record("\(path) includes \(each)")
      }
    }
  }

  @Test func `no header includes itself, by whatever way`() throws {
    let includes = try Self.includes()
    for start in includes.keys where start.hasSuffix(".h") {
      var reached: Set<String> = []
      var open = includes[start] ?? []
      while let next = open.popLast() {
        #expect(includes[next] != nil, "\(start) leads to \(next), which is not there")
        if reached.insert(next).inserted { open += includes[next] ?? [] }
      }
      #expect(!reached.contains(start), "\(start) includes itself")
    }
  }

  @Test func `every file in C includes its own header first, and a header stays small`() throws {
    for (path, included) in try Self.includes() {
      if path.hasSuffix(".h") {
        let text = try String(contentsOfFile: "\(Self.root)/\(path)", encoding: .utf8)
        #expect(text.split(separator: "\n").count < 100, "\(path)")
        continue
      }
      let name = path.dropLast(".c".count).split(separator: "/").last ?? ""
      let own = ["include/kassa_\(name).h", "\(path.dropLast(".c".count)).h"]
      // The list of the libraries is declared by who needs it.
      let first = name == "registry" ? ["machine/library.h"] : own
      #expect(included.first.map(first.contains) == true, "\(path)")
    }
  }
}
