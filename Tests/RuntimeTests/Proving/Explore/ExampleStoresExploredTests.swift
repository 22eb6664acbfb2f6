import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// The example stores are sound: exploring them finds nothing.
@Suite(.timeLimit(.minutes(5))) struct ExampleStoresExploredTests {
  private static let stores =
    TillProcess.root.appendingPathComponent("Scripts/lua/stores").path + "/"

  @Test(arguments: ["cafe", "kiosk", "master", "optician", "stall"])
  func `finds nothing in an example store`(name: String) async throws {
    var bounds = Explorer.Bounds()
    bounds.branches = 1_500
    let store = try ExploredStore(folder: Self.stores + name, chain: Self.stores + "chain")
    let explorer = Explorer(store, bounds)
    let found = try await explorer.explore()
    let findings = found.findings(on: StoreFacts.day("2026-01-12"))
    #expect(
      findings.map { "\($0.kind.rawValue) \($0.text)\n\($0.way?.scenario("way") ?? "")" } == [])
  }

  /// By the release build: all of it takes minutes without optimization.
  @Test(
    .enabled(if: Nightly.walker != nil),
    arguments: ["cafe", "kiosk", "master", "optician", "stall"])
  func `comes to the end of an example store`(name: String) throws {
    let run = try CommandRun(
      try #require(Nightly.walker),
      ["explore", Self.stores + name, "--chain", Self.stores + "chain", "--on", "2026-01-12"])
    #expect(run.output.contains("closed: yes"), "\(run.output)")
  }

  @Test func `comes to the end of the café as far as it is usual`() async throws {
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.departs, bounds.merges) = (20_000, 0, 50)
    let explorer = try Explorer(ExploredStore(folder: Self.stores + "cafe"), bounds)
    let found = try await explorer.explore()
    #expect(found.end == .closed, "\(found.states.count) states")
    #expect(found.mergesApart.map(\.how) == [])
    #expect(found.findings().map(\.text) == [])
  }
}
