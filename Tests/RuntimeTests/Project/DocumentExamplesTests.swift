import Foundation
import Testing

@testable import KassaRuntime

/// Every store in the documentation is one that a till would open.
@Suite struct DocumentExamplesTests {
  @Test(arguments: ["README.md", "docs/guide.md"])
  func `the stores of the documentation have nothing wrong with them`(page: String) throws {
    let text = try String(
      contentsOf: TillProcess.root.appendingPathComponent(page), encoding: .utf8)
    let stores = text.components(separatedBy: "```lua\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
      .filter { $0.contains("return store {") }
    #expect(!stores.isEmpty)
    for store in stores {
      let folder = try TestFolder()
      try store.write(toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
      #expect(StoreCheck.mistakes(folder: folder.path).map(\.text) == [], "\(store)")
    }
  }

  @Test func `the guide names every hook and every key of a store`() throws {
    let guide = try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/guide.md"), encoding: .utf8)
    for hook in StoreManifest.hooks { #expect(guide.contains("| `\(hook)` |"), "\(hook)") }
    for flow in StoreManifest.flows { #expect(guide.contains("`\(flow)`"), "\(flow)") }
  }
}
