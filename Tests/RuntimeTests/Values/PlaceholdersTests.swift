import Testing

@testable import KassaRuntime

@Suite struct PlaceholdersTests {
  @Test(arguments: [
    ("", [], ""),
    ("Оплата {amount} · {terminal}", ["amount", "terminal"], "Оплата   ·  "),
    ("{a}{b}", ["a", "b"], "  "),
    ("{a{b}", ["b"], "{a "),
    ("{a}}", ["a"], " }"),
    ("}{", [], "}{"),
    ("{}", [], " "),
    ("{два слова}", [], " "),
    ("{ряд\nдва}", [], " "),
    ("{имя}", ["имя"], " "),
    ("{never closed", [], "{never closed"),
  ])
  func `what stands in braces`(_ text: String, _ names: [String], _ without: String) {
    #expect(text.placeholders == names)
    #expect(text.withoutPlaceholders == without)
  }
}
