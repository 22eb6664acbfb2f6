import Testing

@testable import KassaRuntime

/// What becomes of a flow whose script was never signed, once a key is trusted.
@Suite struct TrustTests {
  private static let key = SigningKey()

  /// Signs what `story` plays from here on, and has its till trust the key.
  private func sign(_ story: Story, version: Int) {
    story.trust = (Self.key.trusted, "key.pub")
    story.spoil = { bundle in
      do {
        try bundle.sign(version: version, with: Self.key)
        return try StoreBundle(folder: bundle.folder)
      } catch {
        Issue.record(error)
        return bundle
      }
    }
  }

  @Test func `the stock flow takes its receipt over`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    story.store = Story.store("ask_contact = true,")
    sign(story, version: 1)
    let scene = try await story.play(["charge.open: approved", "payment.leave: print"])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(story.log.text.contains("was never signed for this till"))
  }

  @Test func `a flow on a signed script goes on with it, also after the next version`() async throws
  {
    let story = try Story()
    sign(story, version: 1)
    try await story.play(Story.start + ["sale: pay.card"])
    story.store = Story.store("ask_contact = true,")
    sign(story, version: 2)
    let scene = try await story.play(["charge.window: approved"])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(!story.log.text.contains("never signed"))
  }
}
