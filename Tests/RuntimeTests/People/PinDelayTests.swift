import Synchronization
import Testing

@testable import KassaRuntime

/// Guessing a PIN gets slower and then stops for a while, whatever the clock and the plug do.
@Suite struct PinDelayTests {
  private static let minute: Int64 = 60_000

  /// Pins of a folder on which Анна has chosen 1234; opened anew they are what a restart finds.
  private func pins(_ folder: TestFolder) throws -> Pins {
    let pins = try Pins(folder: folder.path, seam: .production, rounds: 2)
    if try !pins.has("Анна") {
      try pins.propose("1234", of: "Анна")
      #expect(try pins.confirm("1234", of: "Анна", at: at(0)))
    }
    return pins
  }

  private func at(_ milliseconds: Int64) -> Moment {
    Moment(milliseconds: 1_795_000_000_000 + milliseconds)
  }

  @Test
  func `waits grow after the second wrong PIN and are never longer than a quarter of an hour`() {
    let seconds = (0...12).map { PinDelay.after($0) / 1000 }
    #expect(seconds == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 900, 900, 900])
  }

  @Test func `a restart gives nobody more guesses`() throws {
    let folder = try TestFolder()
    for _ in 0..<3 { #expect(try !pins(folder).verify("0000", of: "Анна", at: at(0))) }
    #expect(try pins(folder).wait(of: "Анна", at: at(0)) == .seconds(5))
    #expect(try pins(folder).wait(of: "Анна", at: at(4_999)) == .milliseconds(1))
    #expect(try pins(folder).wait(of: "Анна", at: at(5_000)) == nil)
    #expect(try pins(folder).wait(of: "Борис", at: at(0)) == nil)
  }

  @Test func `a right PIN ends the count`() throws {
    let folder = try TestFolder()
    let pins = try pins(folder)
    for _ in 0..<2 { #expect(try !pins.verify("0000", of: "Анна", at: at(0))) }
    #expect(try pins.verify("1234", of: "Анна", at: at(0)))
    for _ in 0..<2 { #expect(try !pins.verify("0000", of: "Анна", at: at(0))) }
    #expect(try pins.wait(of: "Анна", at: at(0)) == nil)
  }

  @Test func `a clock that jumps back neither ends the wait nor makes it endless`() throws {
    let folder = try TestFolder()
    let pins = try pins(folder)
    for _ in 0..<10 { _ = try pins.verify("0000", of: "Анна", at: at(0)) }
    let back = -365 * 24 * 60 * Self.minute
    #expect(try pins.wait(of: "Анна", at: at(back)) == .seconds(900))
    #expect(try pins.wait(of: "Анна", at: at(back + 14 * Self.minute)) == .seconds(60))
    #expect(try pins.wait(of: "Анна", at: at(back + 15 * Self.minute)) == nil)
    #expect(try pins.verify("1234", of: "Анна", at: at(back + 15 * Self.minute)))
  }

  @Test func `a power cut while a PIN is looked at counts it as wrong`() throws {
    let folder = try TestFolder()
    _ = try pins(folder)
    let dying = try Pins(folder: folder.path, seam: Self.dying(after: 2), rounds: 2)
    #expect(throws: (any Error).self) { try dying.verify("1234", of: "Анна", at: at(0)) }
    for _ in 0..<2 { #expect(try !pins(folder).verify("0000", of: "Анна", at: at(0))) }
    #expect(try pins(folder).wait(of: "Анна", at: at(0)) == .seconds(5))
  }

  /// Fails at that commit of the people's file; opening it is the first.
  private static func dying(after count: Int) -> Seam {
    let commits = TestCounter()
    return Seam { point in
      guard case .afterCommit("people") = point else { return }
      if commits.next() == count { throw CashierGone() }
    }
  }

  @Test(arguments: Language.allCases)
  func `the cashier is told to wait, and nothing was looked at`(language: Language) async throws {
    let story = try Story()
    try await story.play(Story.signIn + ["sale: sign_out"])
    let wrong = (0..<3).flatMap { _ in ["sign_in.pin: text 000000", "sign_in.wrong: ok"] }
    let scene = try await story.play(
      wrong + ["sign_in.pin: text \(Story.pin)", "sign_in.pin: text 999999"], language: language)
    #expect(scene.refusals == [.tooSoon(seconds: 5), .tooSoon(seconds: 5)])
    #expect(
      scene.refusals.first?.text(language)
        == (language == .ru
          ? "PIN несколько раз не подошёл; подождите 5 с и введите снова"
          : "the PIN was wrong several times; wait 5 s and type it again"))
    #expect(try story.traces(of: Story.pin, in: scene) == [])
    story.clock.advance(milliseconds: 5_000)
    let later = try await story.play(["sign_in.pin: text \(Story.pin)"])
    #expect(later.stands == "sale")
  }
}

/// Counts calls.
private final class TestCounter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
