import Testing

@testable import KassaRuntime

/// How words are filled: each placeholder once, and times only where a calendar has them.
@Suite struct PromptWordsTests {
  @Test func `what an argument holds is not filled again`() async throws {
    let script = """
      prompt.tell { "own", title = "{name}, {price} {none} {", body = "{a}{b}{{a}}", args = {
        name = "«{amount}» {price} {name}", price = "{a}", amount = 100, a = "{b}", b = "{a}" } }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.prompts.last?.title == "«{amount}» {price} {name}, {a} {none} {")
    #expect(scene.prompts.last?.body == "{b}{a}{{b}}")
  }

  /// Calls with times that no calendar has, and what each is told.
  static let absurd: [(call: String, says: String)] = [
    (
      "clock.text(math.mininteger)",
      "a time in the years 1 to 9999 was expected, got -9…; "
        + "give milliseconds since 1970, as clock.now() does"
    ),
    ("clock.age(math.mininteger)", "a time in the years 1 to 9999 was expected"),
    ("clock.parts(math.maxinteger)", "a time in the years 1 to 9999 was expected"),
    ("clock.text(-62135607600001)", "a time in the years 1 to 9999 was expected"),
    ("clock.text(253402290000000)", "a time in the years 1 to 9999 was expected"),
    (
      #"prompt.tell { "x", title = "{time}", args = { time = math.mininteger } }"#,
      "args.time: a time in the years 1 to 9999 was expected"
    ),
    (
      #"prompt.tell { "x", title = "{age}", args = { age = math.mininteger } }"#,
      "args.age: a span from 0 to 9999 years was expected, got -9…; "
        + "give milliseconds"
    ),
    (
      #"prompt.tell { "x", title = "{age}", args = { age = math.maxinteger } }"#,
      "args.age: a span from 0 to 9999 years was expected"
    ),
  ]

  @Test(arguments: absurd.indices)
  func `a time that no calendar has is refused`(index: Int) async throws {
    let (call, says) = Self.absurd[index]
    let scene = try await Story.sale("local _ = \(call)").play(Story.signIn)
    #expect(scene.faults.first?.contains("leto/store.lua:") == true)
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
  }

  @Test func `the first and the last time of the calendar are told`() async throws {
    let script = """
      prompt.tell { "x", title = clock.text(-62135607600000) .. " " .. clock.text(253402289999999),
        body = clock.parts(-62135607600000).date }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.prompts.last?.title == "01.01.01 00:00 31.12.99 23:59")
    #expect(scene.prompts.last?.body == "0001-01-01")
  }
}
