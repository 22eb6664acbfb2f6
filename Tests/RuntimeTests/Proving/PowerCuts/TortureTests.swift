import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// The torture itself: an honest till survives it.
///
/// That a slip does not is `Scripts/mutants`.
@Suite struct TortureTests {
  private static let stores = TillProcess.root.appendingPathComponent("Scripts/lua/stores").path

  private static func torture(_ names: String...) throws -> Torture {
    var torture = try Torture(
      folders: names.map { "\(stores)/\($0)" }, chain: stores + "/chain")
    torture.shrinksFindings = false
    return torture
  }

  @Test(arguments: ["cafe", "kiosk", "master", "optician", "stall"])
  func `keeps every promise over a hundred crashes`(store: String) async throws {
    let (figures, finding) = try await Self.torture(store).run(seed: 100, crashes: 100)
    #expect(finding == nil, "\(finding.map { ($0.seed, $0.rule, $0.detail) } as Any)")
    #expect(figures.crashes >= 100 && figures.recoveries > 10 && figures.sales > 5)
    #expect(figures.swaps > 0)
  }

  @Test func `keeps every promise where listeners, prices, durable values and services meet`()
    async throws
  {
    var torture = try Torture(
      folders: [
        TillProcess.root.path + "/Tests/RuntimeTests/Proving/PowerCuts/served"
      ])
    torture.shrinksFindings = false
    let (figures, finding) = try await torture.run(seed: 300, crashes: 100)
    #expect(finding == nil, "\(finding.map { ($0.seed, $0.rule, $0.detail, $0.trace) } as Any)")
    #expect(figures.crashes >= 100 && figures.sales > 5)
  }

  @Test func `counts a charge that was undone as over, in a receipt taken back too`() throws {
    let approved = #"{"voided":{"approval":{"amount":100}}}"#
    let undone = #"{"approved":{"approval":{"amount":100}}}"#
    let json = """
      {"attempts":[
        {"id":1,"amount":100,"operation":{"charge":{}},"state":\(approved)},
        {"id":2,"amount":100,"operation":{"void":{"charge":1}},"state":\(undone)}]}
      """
    #expect(!AuditReceipt(snapshot: try AuditJSON(Data(json.utf8))).hasMoney)
  }

  @Test func `plays the same schedule at every run`() async throws {
    let torture = try Self.torture("master")
    let first = try await torture.run(seed: 103, crashes: nil).figures
    let second = try await torture.run(seed: 103, crashes: nil).figures
    #expect(first == second && first.prompts > 10)
  }
}
