import Testing

@testable import KassaRuntime
@testable import KassaWire
@testable import kassa_run

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

  @Test func `what a terminal said and what throws away have roles, whatever their labels`()
    async throws
  {
    let story = try Story()
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    func roles(_ prompt: Prompt?) -> [String: ButtonRole] {
      Dictionary(
        uniqueKeysWithValues: (prompt?.buttons ?? []).compactMap { button in
          button.role.map { (button.id, $0) }
        })
    }
    #expect(roles(scene.prompts.last) == ["approved": .approve, "declined": .decline])
    #expect(roles(scene.prompts.last { $0.id == "sale" }) == ["clear": .destroy])
    #expect(scene.prompts.last?.look == nil)
  }

  @Test func `a flow of a store's own says where its buttons stand`()
    async throws
  {
    let story = try Story.sale(
      """
      prompt.choose {
        "own", title = "?", buttons = { { "a", "А" }, { "b", "Б" } }, places = { a = "edit" },
      }
      """)
    let scene = try await story.play(Story.signIn)
    #expect(places(scene.prompts.last) == ["a": .edit, "way_out": .wayOut])
  }

  @Test(
    arguments: [
      (#""own", places = { a = "outcome" }"#, "outcome"),
      (#""own", menus = { b = { { "c", "В" } } }"#, "«b»"),
      (#""own", menus = { a = { { "a", "В" } } }"#, "«a»"),
      (#""own", menus = { a = { "c" } }"#, "{ id, label }"),
      (#""own", menus = { a = {} }"#, "{ id, label }"),
      (
        #""shift.own", menus = { a = { { "c", "В" } } }"#,
        "about money"
      ),
    ])
  func `a place or a menu that can't be is refused in words`(fields: String, word: String)
    async throws
  {
    let story = try Story.sale(
      """
      local done, why = pcall(prompt.choose, { title = "?", buttons = { "a" }, \(fields) })
      prompt.tell { "end", title = tostring(done), body = tostring(why) }
      """)
    let scene = try await story.play(Story.signIn)
    #expect(scene.prompts.last?.title == "false")
    #expect(scene.prompts.last?.body.contains(word) == true)
  }

  @Test func `what a long press offers is answered by its id, over a restart too`() async throws {
    let story = try Story.sale(
      """
      local answer = prompt.choose {
        "own", title = "?", buttons = { { "a", "А" } },
        menus = { a = { { "a.one", "✓ Один" }, { "a.two", { ru = "Два", en = "Two" } } } },
      }
      prompt.tell { "end", title = tostring(answer) }
      """)
    let asked = try await story.play(Story.signIn)
    let menu = asked.prompts.last?.buttons.first?.menu
    // No sign in front, as at every prompt that says nothing of money.
    #expect(menu == [MenuItem(id: "a.one", label: "Один"), MenuItem(id: "a.two", label: "Два")])
    #expect(
      asked.prompts.last?.wire["prompt"]["buttons"].list?.first?["menu"]
        == [["id": "a.one", "label": "Один"], ["id": "a.two", "label": "Два"]])
    let chosen = try await story.play(["own: a.two"])
    #expect(chosen.prompts.last?.title == "a.two")
    #expect(
      asked.prompts.last.map { Choices($0).all.map(\.label) }
        == ["А", "Дальше без сценария магазина", "А → Один", "А → Два"])
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
