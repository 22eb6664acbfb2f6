import Foundation
import Testing

@testable import KassaProving

/// The house: folders of `KassaRuntime` are layers, and files stay small.
@Suite struct LayeringTests {
  private static let layers = [
    "Values", "Storage", "Machine", "Receipt", "Terminal", "Prompt", "People", "Fiscal", "Journal",
    "Store", "Flow", "Till", "Desk",
  ]
  private static let sources = TillProcess.root.appendingPathComponent("Sources/KassaRuntime")

  /// Which folders may import a module that not everything should depend on.
  private static let imports: [String: Set<String>] = [
    "GRDB": ["Storage", "Journal", "Store", "People"],
    "GRDBSQLite": [],
    "CLua": ["Machine", "Store"],
  ]

  @Test func `no file names a type of a later layer`() throws {
    let declaration =
      /(?m)^(?:public |package |final |indirect )*(?:struct|enum|class|actor|protocol) (\w+)/
    var later: [String] = []
    for layer in Self.layers.reversed() {
      let texts = try Self.texts(of: layer)
      for (path, text) in texts {
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        let named = later.filter(words.contains)
        #expect(named.isEmpty, "\(layer)/\(path) names \(named) of a later layer")
      }
      later += texts.flatMap { _, text in text.matches(of: declaration).map { String($0.1) } }
    }
  }

  @Test func `only some layers import what the others need not`() throws {
    for layer in Self.layers {
      for (path, text) in try Self.texts(of: layer) {
        for (module, allowed) in Self.imports where !allowed.contains(layer) {
          #expect(!text.contains("import \(module)\n"), "\(layer)/\(path) imports \(module)")
        }
      }
    }
  }

  @Test func `no source file has more than 400 lines`() throws {
    for folder in ["Sources", "Tests", "Scripts", "Examples"] {
      let root = TillProcess.root.appendingPathComponent(folder)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      for path in paths where [".swift", ".c", ".h", ".lua"].contains(where: path.hasSuffix) {
        if path.contains("texts/") { continue }
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(count <= 401, "\(folder)/\(path) has \(count) lines")
      }
    }
  }

  @Test func `the binary carries every file of the stock library`() throws {
    let root = TillProcess.root.appendingPathComponent("Scripts/lua/kassa")
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { $0.hasSuffix(".lua") }.map { "\"\($0)\"" }
    let list = try String(
      contentsOf: TillProcess.root.appendingPathComponent("Sources/CLua/library.c"), encoding: .utf8
    )
    for file in files { #expect(list.contains("{\(file),"), "library.c lacks \(file)") }
  }

  private static func texts(of layer: String) throws -> [(String, String)] {
    let root = sources.appendingPathComponent(layer)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      .filter { $0.hasSuffix(".swift") }
      .map { path in
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        let code = text.split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
        return (path, code.joined(separator: "\n"))
      }
  }
}
