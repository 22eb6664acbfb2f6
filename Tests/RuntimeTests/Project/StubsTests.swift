import Foundation
import Testing

@testable import KassaRuntime

/// What is generated from the declarations is what stands in the project.
///
/// After a change of a declaration, `KASSA_WRITE=1 swift test --filter StubsTests` writes it anew.
@Suite struct StubsTests {
  private static let root = TillProcess.root
  private static let isWriting = ProcessInfo.processInfo.environment["KASSA_WRITE"] != nil

  @Test func `the editor's stubs are those of the declarations`() throws {
    for module in Self.modules {
      try compare("Scripts/lua/types/\(module.name).lua", Stubs.editor(module))
    }
  }

  @Test func `the reference is that of the declarations`() throws {
    let head = """
      # What a store's script can call

      Generated from the declarations of the bindings. Money is whole kopecks everywhere; functions
      marked «Waits.» may be called from flows and providers, not from a sort's comparator or another
      C call. Beside these modules there are `store`, `provider`, `stock` and `rub` (see
      `Scripts/lua/kassa/prelude.lua`), `log`, and Lua's own `string`, `table`, `math`, `utf8` and
      `coroutine` without what reaches out or does not repeat.

      A store's table has these keys: \
      \(StoreManifest.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")).


      """
    let text = Self.modules.map(Stubs.reference).joined(separator: "\n")
    try compare("docs/lua.md", head + text)
  }

  private func compare(_ path: String, _ expected: String) throws {
    let file = Self.root.appendingPathComponent(path)
    if Self.isWriting {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try expected.write(to: file, atomically: true, encoding: .utf8)
    }
    let found = try String(contentsOf: file, encoding: .utf8)
    #expect(found == expected, "\(path) is out of date; see the comment of this suite")
  }

  private static var modules: [HostModule] { Bindings.modules(NoFlow(), Words()) }
}
