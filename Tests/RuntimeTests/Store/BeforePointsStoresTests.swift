import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// The example stores of the last build without points, as they were: they go on as they are.
@Suite(.timeLimit(.minutes(5))) struct BeforePointsStoresTests {
  private static let folder =
    TillProcess.root.path + "/Tests/RuntimeTests/Journal/BeforePoints/stores/"

  static let stores = ["cafe", "master", "stall"]

  @Test(arguments: stores)
  func `nothing is wrong with them, and every scenario passes`(name: String) async throws {
    let (store, chain) = (Self.folder + name, Self.folder + "chain")
    let mistakes = StoreLint.findings(folder: store, chain: chain).filter(\.isMistake)
    #expect(mistakes.isEmpty, "\(mistakes.map(\.text))")
    var passed = 0
    var failures: [String] = []
    try await ScenarioRunner(folder: store, chain: chain).run(filter: "") { result in
      if let failure = result.failure { failures.append(failure.description) } else { passed += 1 }
    }
    #expect(failures.isEmpty && passed > 10, "\(passed) passed; \(failures)")
  }
}
