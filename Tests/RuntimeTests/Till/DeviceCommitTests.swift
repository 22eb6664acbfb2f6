import GRDB
import Synchronization
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What is committed between a device's word and what follows it.
@Suite struct DeviceCommitTests {
  /// One sync less for a registrar that can be asked again by its key, after a restart too.
  @Test(arguments: [true, false])
  func `what a registrar said is committed with the next step where its keys are durable`(
    keysAreDurable: Bool
  ) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash"])
    let registrar = try ProxyRegistrar(story)
    registrar.pretend(keysAreDurable: keysAreDurable)
    story.registrar = registrar
    let points = Mutex<[Seam.Point]>([])
    story.seam = Seam { point in points.withLock { $0.append(point) } }
    let scene = try await story.play(["payment.cash: 199.50"])
    #expect(scene.stands == "sale" && scene.papers.map(\.kind) == [.receipt])
    let passed = points.withLock { $0 }
    let printed = try #require(passed.firstIndex(of: .afterDevice(call: "print")))
    let commits = passed[printed...].count { $0 == .afterCommit(store: "journal") }
    #expect(commits == (keysAreDurable ? 1 : 2))
    #expect(try story.verify().receipts == 1)
  }

  /// The word is in no entry then: the receipt is found by its key, and its paper shown once.
  @Test func `a print whose step could not be committed is found by its key`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash"])
    let isPrinted = Mutex(false)
    story.seam = Seam { point in
      if point == .afterDevice(call: "print") { isPrinted.withLock { $0 = true } }
      guard case .beforeCommit(store: "journal") = point, isPrinted.withLock({ $0 }) else { return }
      throw DatabaseError(resultCode: .SQLITE_FULL)
    }
    let (error, _, _) = try await story.playUntilFailure(["payment.cash: 199.50"])
    #expect(error != nil)
    story.seam = .production
    let registrar = try ProxyRegistrar(story)
    story.registrar = registrar
    let scene = try await story.play([])
    #expect(scene.stands == "sale" && scene.papers.map(\.kind) == [.receipt])
    #expect(registrar.takeCalls() == ["printed?"])
    #expect(try story.receipts.count == 1)
  }
}
