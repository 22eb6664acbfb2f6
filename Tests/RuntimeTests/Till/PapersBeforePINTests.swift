import Testing

@testable import KassaRuntime

/// What came out before a restart is shown again to a program; what tells of the drawer waits until it is known who
/// is there.
@Suite struct PapersBeforePINTests {
  private static let boris = [
    "sign_in.name: Борис", "sign_in.pin: text \(ReturnTests.boris)",
  ]
  private static let sold = [Story.coffee] + ReturnTests.cash("199.50")

  private static func story() throws -> Story {
    let story = try ReturnTests.story()
    story.source = .program
    return story
  }

  @Test func `an interim report waits, and is not another cashier's`() async throws {
    let story = try Self.story()
    let shown = try await story.play(
      Self.boris + Self.sold + ["sale: drawer", "drawer: interim"])
    let report = try #require(shown.papers.last)
    #expect(report.kind == .shiftInterim && shown.stands == "drawer", "\(shown.faults)")
    let nobody = try await story.play(["person.pin: other"])
    #expect(nobody.stands == "person.who" && nobody.papers == [])
    let other = try await story.play([
      "person.pin: other", "person.who: Анна", "person.pin: text \(ReturnTests.anna)",
    ])
    #expect(other.stands == "drawer" && other.papers == [], "\(other.papers)")
    let same = try await story.play(["person.pin: text \(ReturnTests.boris)"])
    #expect(same.stands == "drawer" && same.papers == [report])
  }

  /// Анна printed it by the yes of Борис.
  @Test func `a senior who comes is shown a cashier's`() async throws {
    let story = try Self.story()
    try await story.play(
      ReturnTests.start + Self.sold + [
        "sale: drawer", "drawer: interim", "senior.pin: text \(ReturnTests.boris)",
      ])
    let scene = try await story.play([
      "person.pin: other", "person.who: Борис", "person.pin: text \(ReturnTests.boris)",
    ])
    #expect(scene.papers.map(\.kind) == [.shiftInterim], "\(scene.prompts.map(\.id))")
  }

  /// Nobody is signed in after it.
  @Test func `a closing report waits for who signs in`() async throws {
    let story = try Self.story()
    let closed = try await story.play(
      ReturnTests.start + Self.sold + ["sale: shift", "shift.close: yes"])
    #expect(closed.papers.last?.kind == .shiftClosing && closed.stands == "sign_in.name")
    let nobody = try await story.play([])
    #expect(nobody.stands == "sign_in.name" && nobody.papers == [])
    let scene = try await story.play(ReturnTests.start)
    #expect(scene.stands == "sale" && scene.papers == closed.papers.suffix(1))
  }

  @Test func `a receipt is the customer's, and waits for nobody`() async throws {
    let story = try Self.story()
    let sold = try await story.play(ReturnTests.start + Self.sold)
    let nobody = try await story.play(["person.pin: other"])
    #expect(nobody.stands == "person.who" && nobody.papers == sold.papers.suffix(1))
  }
}
