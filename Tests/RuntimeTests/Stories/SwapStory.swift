import Foundation
import Testing

@testable import KassaRuntime

/// A front end of a list of replies, during which something is done to its till: "do" before a reply
/// does the next thing while the till waits at that prompt.
actor ActingCashier: Cashier {
  let scripted: ScriptedCashier
  private var acts: [Int: @Sendable (Till) async throws -> Void]
  private var prompts = 0
  private var till: Till?

  /// - Parameter acts: by the prompt they come at, counted from 1.
  init(
    _ scripted: ScriptedCashier, _ acts: [Int: @Sendable (Till) async throws -> Void]
  ) {
    (self.scripted, self.acts) = (scripted, acts)
  }

  func watch(_ till: Till?) { self.till = till }

  nonisolated var source: AnswerSource { scripted.source }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    try await scripted.answer(prompt)
  }

  func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    // Who stands there is said by itself after a restart.
    if !prompt.id.hasPrefix("person.") { prompts += 1 }
    if let act = acts.removeValue(forKey: prompts), let till {
      do { try await act(till) } catch { Issue.record(error) }
    }
    return try await scripted.input(at: prompt)
  }

  func scan() async -> Scan? { await scripted.scan() }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    await scripted.refuse(error, of: prompt)
  }

  func show(_ notice: Notice) async { await scripted.show(notice) }
}

/// What swaps said, in their order.
actor SwapReports {
  private(set) var all: [SwapReport] = []
  func add(_ report: SwapReport) { all.append(report) }
}

extension Story {
  /// The store of that script, packed for nobody.
  func bundle(_ script: String, in name: String = "sent") throws -> StoreBundle {
    let path = folder.path + "/" + name
    try makeFolder(path)
    try script.write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
    return try StoreBundle(folder: path)
  }

  /// Plays a scene during which things are done to the till.
  @discardableResult
  func play(
    _ replies: [String], acting acts: [Int: @Sendable (Till) async throws -> Void]
  ) async throws -> Scene {
    let scene = try await acted(replies, acts)
    try await awaitRelease()
    return scene
  }

  private func acted(
    _ replies: [String], _ acts: [Int: @Sendable (Till) async throws -> Void]
  ) async throws -> Scene {
    let cashier = ActingCashier(scripted(replies), acts)
    let till = try await open(cashier)
    await cashier.watch(till)
    await #expect(throws: CashierGone.self) { try await till.run() }
    await cashier.watch(nil)
    return try await scene(till, cashier.scripted, [])
  }

  /// Plays a scene in which the till is sent a script at a prompt, counted from 1.
  @discardableResult
  func play(
    _ replies: [String], swapping store: StoreBundle, at prompt: Int, again: Bool = false
  ) async throws -> (scene: Scene, report: SwapReport) {
    let reports = SwapReports()
    let scene = try await play(
      replies,
      acting: [
        prompt: { till in
          await reports.add(try await till.swap(to: store, by: "ivan", again: again))
        }
      ])
    let all = await reports.all
    return (scene, try #require(all.first))
  }

  /// What the journal says of scripts.
  func scriptEntries() throws -> [Entry] {
    try journalEntries().filter { entry in
      switch entry {
      case .script, .refused: true
      default: false
      }
    }
  }
}
