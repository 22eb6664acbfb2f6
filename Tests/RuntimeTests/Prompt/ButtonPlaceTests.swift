import Testing

@testable import KassaRuntime
@testable import KassaWire

/// Where buttons stand: what a front end draws by, so that it knows no ids.
@Suite struct ButtonPlaceTests {
  private func places(_ prompt: Prompt?) -> [String: ButtonPlace] {
    Dictionary(
      uniqueKeysWithValues: (prompt?.buttons ?? []).compactMap { button in
        button.place.map { (button.id, $0) }
      })
  }

  @Test func `each button of the stock sale has its own, a store's and its goods theirs`()
    async throws
  {
    let story = try Story(
      """
      favourites = { "4600000000015" },
      buttons = { sale = { { "wrap", "В подарок", function() end } } },
      """)
    try story.bring(goods: [("4600000000015", "Кофе", "100")])
    let scene = try await story.play(Story.signIn)
    let found = places(scene.prompts.last)
    #expect(scene.prompts.last?.buttons.count == found.count)
    let expected: [String: ButtonPlace] = [
      "pay.card": .tender, "pay.cash": .tender, "park": .edit, "clear": .edit, "shift": .leave,
      "sign_out": .leave, "wrap": .store, "good.1": .favourite,
    ]
    #expect(found.filter { expected[$0.key] != nil } == expected)
    #expect(!found.values.contains(.outcome))
  }

  @Test func `what says what happened to money is an outcome, and nothing else is`() async throws {
    let story = try Story(
      """
      texts = { ru = { ["charge.window"] = { buttons = {
        { "mine", "Свой" }, "unknown", { "approved", "Да" }, { "declined", "Нет" },
      } } } },
      """)
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    #expect(
      places(scene.prompts.last) == [
        "approved": .outcome, "declined": .outcome, "unknown": .outcome, "not_run": .outcome,
      ])
  }

  @Test func `a slip that shows another sum says both`() async throws {
    let story = try Story(#"providers = { stock.standalone { proof = { "amount" } } },"#)
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", "charge.amount: 100.00"])
    let prompt = try #require(scene.prompts.last)
    #expect(prompt.mismatch?.got == Prompts.money(10_000))
    #expect(prompt.mismatch?.due == Prompts.money(19_950))
    #expect(prompt.wire["prompt"]["mismatch"] == ["got": 10_000, "due": 19_950])
    #expect(scene.prompts.dropLast().allSatisfy { $0.mismatch == nil })
  }

  @Test func `the wire says the place and nothing where there is none`() {
    func wire(_ place: ButtonPlace?) -> Value {
      let prompt = Prompts.of(.choose, buttons: [Button(id: "a", label: "А", place: place)])
      return prompt.wire["prompt"]["buttons"].list?.first ?? .null
    }
    #expect(wire(nil) == ["id": "a", "label": "А"])
    for place in ButtonPlace.allCases {
      #expect(wire(place) == ["id": "a", "label": "А", "place": .string(place.rawValue)])
    }
  }
}
