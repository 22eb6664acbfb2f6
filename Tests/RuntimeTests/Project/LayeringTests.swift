import Foundation
import Testing

/// The house: a file uses what stands at its height or below, a target builds it, and it is small.
@Suite struct LayeringTests {
  @Test func `no file uses what a later layer declares`() throws {
    for violation in Layers.kassa.violations(of: try SourceIndex.ofThisBuild.get()) {
      Issue.record("\(violation)")
    }
  }

  @Test func `every source file is built by a target`() throws {
    let root = TillProcess.root.appendingPathComponent("Sources").path
    let built = try SourceIndex.ofThisBuild.get().built
    let sources = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { [".swift", ".c"].contains(where: $0.hasSuffix) }
    #expect(sources.count > 100)
    for file in sources.sorted() where !built.contains(file) {
      Issue.record("no target builds \(file)")
    }
  }

  /// Members that extensions once declared above their users.
  @Test(arguments: [
    ("Next.summary", "Flow/Replay.swift", "Journal/JournalReader.swift"),
    ("SaleAction.value", "Flow/AnswerEffects.swift", "Journal/JournalReader.swift"),
    ("Words.buttons", "Store/StoreWords.swift", "Prompt/PromptRequest.swift"),
    ("Value.shown", "Store/StoreReader.swift", "Fiscal/Registrar.swift"),
  ])
  func `a member is seen above its user`(name: String, declaring: String, user: String) {
    let index = SourceIndex(
      declarations: ["s:member": [.init(name: name, file: "KassaRuntime/" + declaring)]],
      uses: [.init(symbol: "s:member", file: "KassaRuntime/" + user, line: 7)])
    #expect(
      Layers.kassa.violations(of: index) == [
        "KassaRuntime/\(user):7 uses «\(name)», which KassaRuntime/\(declaring) declares above it"
      ])
  }

  /// A plan of two folders and three targets, and one thing declared at each place.
  @Test(arguments: [
    ("KassaRuntime/High/B.swift", "KassaRuntime/Low/A.swift", true),
    ("KassaRuntime/Low/A.swift", "KassaRuntime/Low/C.swift", true),
    ("KassaRuntime/Low/A.swift", "KassaRuntime/High/B.swift", false),
    ("Wire/D.swift", "KassaRuntime/High/B.swift", true),
    ("KassaRuntime/High/B.swift", "Wire/D.swift", false),
    ("Wire/D.swift", "Drivers/Inner/E.swift", false),
    ("Wire/D.swift", "Wire/Inner/F.swift", true),
  ])
  func `uses point down, within a target and between targets`(
    user: String, declaring: String, allowed: Bool
  ) {
    let plan = Layers(
      targets: ["KassaRuntime": [], "Wire": ["KassaRuntime"], "Drivers": ["KassaRuntime"]],
      folders: ["Low", "High"], imports: ["SQL": ["KassaRuntime/Low"]])
    let index = SourceIndex(
      declarations: ["s:x": [.init(name: "x", file: declaring)]],
      uses: [.init(symbol: "s:x", file: user, line: 1)])
    #expect(plan.violations(of: index).isEmpty == allowed)
  }

  @Test func `an import out of place and a file at no place are named`() {
    let plan = Layers(
      targets: ["KassaRuntime": []], folders: ["Low", "High"],
      imports: ["SQL": ["KassaRuntime/Low"]])
    let index = SourceIndex(
      declarations: ["s:x": [.init(name: "x", file: "KassaRuntime/Loose.swift")]], uses: [],
      imports: [
        .init(symbol: "SQL", file: "KassaRuntime/Low/A.swift", line: 1),
        .init(symbol: "SQL", file: "KassaRuntime/High/B.swift", line: 2),
      ])
    #expect(
      plan.violations(of: index) == [
        "KassaRuntime/High/B.swift:2 imports SQL, which KassaRuntime/High need not know",
        "KassaRuntime/Loose.swift is in no folder that the plan names",
      ])
  }

  @Test func `a build without an index is refused`() throws {
    let nothing = TillProcess.root.appendingPathComponent("docs")
    #expect(throws: IndexStore.Fault.self) {
      try SourceIndex(store: nothing, sources: TillProcess.root)
    }
  }

  @Test func `no source file has more than 400 lines`() throws {
    for folder in ["Sources", "Tests", "Scripts", "Examples"] {
      let root = TillProcess.root.appendingPathComponent(folder)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      for path in paths where [".swift", ".c", ".h", ".lua"].contains(where: path.hasSuffix) {
        // Words, and stubs that are written from declarations.
        if path.contains("texts/") || path.contains("lua/types/") { continue }
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(count <= 401, "\(folder)/\(path) has \(count) lines")
      }
    }
  }
}
