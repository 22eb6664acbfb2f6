import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The power goes at every point of a swap, of the way back, and of the start after them.
@Suite(.timeLimit(.minutes(5))) struct SwapCrashTests {
  private struct PowerCut: Error {}

  /// Passes so many points from when it is armed, then stops everything.
  private final class Fuse: @unchecked Sendable {
    private let lock = NSLock()
    private var left: Int?

    func arm(_ points: Int?) { lock.withLock { left = points } }

    func pass() throws {
      try lock.withLock {
        guard let left else { return }
        guard left > 0 else { throw PowerCut() }
        self.left = left - 1
      }
    }

    var isSpent: Bool { lock.withLock { left == 0 } }
  }

  private static let sale = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]

  /// What is done to the till when the power goes.
  enum Act: CaseIterable, Sendable { case swap, back, failed }

  @Test(arguments: Act.allCases)
  func `either script runs afterwards, whole, and the next receipt is printed`(act: Act)
    async throws
  {
    var point = 0
    while true {
      let (story, fuse) = (try Story(), Fuse())
      story.seam = Seam { _ in try fuse.pass() }
      let part =
        act == .failed
        ? "on = { receipt_begun = function() error 'x' end }," : "ask_contact = false,"
      let store = try story.bundle(Story.store(part))
      try await story.play(Story.signIn + Self.sale)
      if act == .back { try await story.play(Self.sale, swapping: store, at: 1) }
      let armed = point
      try await story.playUntilCut(
        act == .failed ? ["sale: remove 9"] : [],
        acting: { till in
          fuse.arm(armed)
          if act == .back {
            _ = try await till.goBack(by: "ivan")
          } else {
            _ = try await till.swap(to: store, by: "ivan")
          }
        })
      let wasCut = fuse.isSpent
      fuse.arm(nil)
      let scene = try await story.play(Self.sale)
      let receipts = act == .back ? 3 : 2
      #expect(scene.documents.count == receipts, "\(act), point \(armed)")
      let bundles = try story.journalEntries().compactMap { entry -> String? in
        if case .flow(let start) = entry, start.level == .store { start.bundle } else { nil }
      }
      #expect(bundles.last == scene.state.scripts?.running.bundle, "\(act), point \(armed)")
      #expect(try story.verify().receipts == receipts, "\(act), point \(armed)")
      guard wasCut else { break }
      point += 1
      #expect(point < 40)
    }
    #expect(point > 1, "\(act)")
  }
}

extension Story {
  /// Lets the till wait at its first prompt, does something to it, and leaves it as it is then.
  fileprivate func playUntilCut(
    _ replies: [String], acting act: @escaping @Sendable (Till) async throws -> Void
  ) async throws {
    try await cut(replies, act)
    try await awaitRelease()
  }

  private func cut(
    _ replies: [String], _ act: @escaping @Sendable (Till) async throws -> Void
  ) async throws {
    let cashier = ActingCashier(scripted(replies), [1: { till in try? await act(till) }])
    let till = try await open(cashier)
    await cashier.watch(till)
    do { try await till.run() } catch {}
    await cashier.watch(nil)
  }
}
