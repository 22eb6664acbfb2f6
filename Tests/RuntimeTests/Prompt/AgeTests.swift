import Testing

@testable import KassaRuntime

/// How old something is, as a cashier reads it.
@Suite struct AgeTests {
  static let ages: [(seconds: Int64, ru: String, en: String)] = [
    (0, "1 с", "1 s"), (5, "5 с", "5 s"), (59, "59 с", "59 s"), (60, "1 мин", "1 min"),
    (119, "1 мин", "1 min"), (420, "7 мин", "7 min"), (3_599, "59 мин", "59 min"),
    (3_600, "1 ч", "1 h"), (3_900, "1 ч 5 мин", "1 h 5 min"), (90_000, "25 ч", "25 h"),
    (172_799, "47 ч 59 мин", "47 h 59 min"), (172_800, "2 дн", "2 d"), (604_799, "6 дн", "6 d"),
  ]

  @Test(arguments: ages.indices)
  func `is told as it is`(index: Int) {
    let (seconds, ru, en) = Self.ages[index]
    #expect(PromptRendering.duration(seconds * 1_000 + 999, .ru) == ru)
    #expect(PromptRendering.duration(seconds * 1_000 + 999, .en) == en)
  }
}
