import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// `docs/mistakes.md`: under each piece of Lua stands what is really said of it, and each kind is there.
///
/// `KASSA_WRITE=1 swift test --filter MistakesPageTests` writes it anew.
@Suite(.timeLimit(.minutes(5))) struct MistakesPageTests {
  private static let path = TillProcess.root.path + "/docs/mistakes.md"
  private static let fence = "```"

  /// The files of a piece: each stands behind a line with its name, "-- house.lua"; the first, which has
  /// none, is a whole store, a scenario, or a listener's body.
  private static func files(_ piece: String) -> [String: String] {
    var files: [(name: String, lines: [Substring])] = [("", [])]
    for line in piece.split(separator: "\n", omittingEmptySubsequences: false) {
      if let name = line.wholeMatch(of: /-- (\S+\.(?:lua|csv))/)?.1 {
        files.append((String(name), []))
      } else {
        files[files.count - 1].lines.append(line)
      }
    }
    let first = files.removeFirst().lines.joined(separator: "\n")
    var found = Dictionary(
      uniqueKeysWithValues: files.map { ($0.name, $0.lines.joined(separator: "\n")) })
    if first.contains("return store {") {
      found["store.lua"] = first
    } else if first.contains("scenario(") {
      found["store.lua"] = Story.store("").trimmingCharacters(in: .newlines)
      found["scenarios/day.lua"] = first
    } else {
      found["store.lua"] = Lint.inListener(first)
    }
    return found
  }

  /// What `check` says of a piece, and of one with a scenario that it takes, `test`.
  private static func said(of piece: String) async throws -> [String] {
    let folder = try TestFolder()
    let (store, chain) = (folder.path + "/leto", folder.path + "/chain")
    let files = files(piece)
    try makeFolder(store)
    for (name, text) in files {
      let isOfChain = name.hasPrefix("chain/")
      try write(text, to: isOfChain ? folder.path + "/" + name : store + "/" + name)
    }
    let isInChain = files.keys.contains { $0.hasPrefix("chain/") }
    let found = StoreLint.findings(folder: store, chain: isInChain ? chain : nil).map(\.text)
    guard found.isEmpty, files["scenarios/day.lua"] != nil else { return found }
    var failures: [String] = []
    try await ScenarioRunner(folder: store).run(filter: "my") { result in
      if let failure = result.failure { failures.append(failure.description) }
    }
    return failures
  }

  /// The kinds of mistake that the gallery has, each by words of its message.
  private static let kinds = [
    // What check says of functions, a rule each (`KassaLint/Rules`).
    "no global «", "has no «", "argument", "no prompt «", "this is never «", "kopecks are whole",
    "counts bytes", "nobody looks", "stands here twice", "nobody reads", "is not returned",
    "must answer at once", "no module «", "unknown key", "is a function here and no value",
    "is compared with a number", "over no table by itself", "returns nothing, so", "is nil until",
    "never runs", "no flow «", "no stock button «", "no parameter «", "no durable value «",
    "write rub", "has no setting «", "is given nothing",
    "show {", "got a boolean", "nothing comes of a veto", "is not among the store's",
    "write a colon", "no person «", "no provider «", "no service «", "has no button «",
    // What it says of the table.
    "in a circle", "drop[1]", "no button «", "is no pattern", "favourites", "no listener",
    "no words in", "goods.csv", "stands outside quotes", "has no flow while the store is loaded",
    // What test hears beside a failed expectation.
    "on.after_sign_in: ", "no phone", "rule «", "accepts of «", "prices «", "{name}",
    "more instructions in one step", "takes more than",
  ]

  @Test func `the gallery shows what is said`() async throws {
    let page = try String(contentsOfFile: Self.path, encoding: .utf8)
    var parts = page.components(separatedBy: Self.fence)
    var heard: [String] = []
    for index in parts.indices where parts[index].hasPrefix("lua\n") {
      let piece = String(parts[index].dropFirst("lua\n".count))
      guard index + 2 < parts.count, parts[index + 2].hasPrefix("text\n") else { continue }
      let said = try await Self.said(of: piece.trimmingCharacters(in: .newlines))
      #expect(!said.isEmpty, "\(piece)")
      parts[index + 2] = "text\n" + said.joined(separator: "\n") + "\n"
      heard += said
    }
    let missing = Self.kinds.filter { kind in !heard.contains { $0.contains(kind) } }
    #expect(missing.isEmpty)
    let right = parts.joined(separator: Self.fence)
    if ProcessInfo.processInfo.environment["KASSA_WRITE"] != nil {
      try right.write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(page == right, "docs/mistakes.md is out of date; see the comment of this suite")
  }
}
