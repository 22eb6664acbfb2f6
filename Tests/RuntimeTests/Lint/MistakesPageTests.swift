import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// `docs/mistakes.md`: under each piece of Lua stands what is really said of it.
///
/// `KASSA_WRITE=1 swift test --filter MistakesPageTests` writes it anew.
@Suite(.timeLimit(.minutes(2))) struct MistakesPageTests {
  private static let path = TillProcess.root.path + "/docs/mistakes.md"
  private static let fence = "```"

  /// What is said of a piece: of a whole store, of a scenario, or of a listener's body.
  private static func said(of piece: String) async throws -> [String] {
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try makeFolder(store + "/scenarios")
    let isScenario = piece.contains("scenario(")
    let right = Story.store("").trimmingCharacters(in: .newlines)
    let isStore = piece.contains("return store {")
    let text = isScenario ? right : isStore ? piece : Lint.inListener(piece)
    try text.write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    guard isScenario else { return StoreLint.findings(folder: store).map(\.text) }
    try piece.write(
      toFile: store + "/scenarios/day.lua", atomically: true, encoding: .utf8)
    let found = StoreLint.findings(folder: store).map(\.text)
    guard found.isEmpty else { return found }
    var failures: [String] = []
    try await ScenarioRunner(folder: store).run(filter: "my") { result in
      if let failure = result.failure { failures.append(failure.description) }
    }
    return failures
  }

  @Test func `the gallery shows what is said`() async throws {
    let page = try String(contentsOfFile: Self.path, encoding: .utf8)
    var parts = page.components(separatedBy: Self.fence)
    var checked = 0
    for index in parts.indices where parts[index].hasPrefix("lua\n") {
      let piece = String(parts[index].dropFirst("lua\n".count))
      guard index + 2 < parts.count, parts[index + 2].hasPrefix("text\n") else { continue }
      let said = try await Self.said(of: piece.trimmingCharacters(in: .newlines))
      #expect(!said.isEmpty, "\(piece)")
      parts[index + 2] = "text\n" + said.joined(separator: "\n") + "\n"
      checked += 1
    }
    #expect(checked > 20)
    let right = parts.joined(separator: Self.fence)
    if ProcessInfo.processInfo.environment["KASSA_WRITE"] != nil {
      try right.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(page == right, "docs/mistakes.md is out of date; see the comment of this suite")
  }
}
