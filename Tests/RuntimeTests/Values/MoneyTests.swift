import Foundation
import KassaRuntime
import Testing

@Suite struct MoneyTests {
  /// A quantity and a percentage are told with an example of their own.
  @Test(arguments: [
    (MoneyError.empty, TypedKind.quantity, "нужно число, а поле пустое; введите, например, 0,354"),
    (
      .unexpected("x", position: 1), .quantity,
      "на месте 1 нужна цифра, а там «x»; введите, например, 0,354"
    ),
    (.digitMissing(position: 2), .percent, "на месте 2 нужна цифра; введите, например, 10,5"),
    (.overLimit, .percent, "процент больше 100; введите от 0 до 100"),
  ])
  func `says what kind of number was expected`(error: MoneyError, kind: TypedKind, says: String) {
    #expect(error.text(.ru, of: kind) == says)
    #expect(!error.text(.en, of: kind).contains("199"))
  }

  @Test(arguments: [
    ("199,50", 19950), ("199.5", 19950), ("200", 20000), ("1 234,50", 123_450),
    ("1'234.5", 123_450), ("1\u{A0}234\u{202F}567,01", 123_456_701), ("0", 0), ("0,01", 1),
    ("  12.30 ", 1230), ("007", 700), ("2814749767106.55", 281_474_976_710_655),
  ])
  func `reads an amount as people type it`(text: String, kopecks: Int64) throws {
    #expect(try Money(parsing: text).kopecks == kopecks)
  }

  @Test(arguments: [
    ("", "a number was expected, got nothing; type it like 199.50"),
    (" \u{A0}", "a number was expected, got nothing; type it like 199.50"),
    ("-5", "a number without a sign was expected; take the sign away"),
    ("−5", "a number without a sign was expected; take the sign away"),
    ("+5", "a number without a sign was expected; take the sign away"),
    ("1.234", "at most 2 digits may follow the decimal separator"),
    ("1,234.50", "a digit was expected at position 6, got «.»; type it like 199.50"),
    ("12р", "a digit was expected at position 3, got «р»; type it like 199.50"),
    ("١٢", "a digit was expected at position 1, got «١»; type it like 199.50"),
    (",50", "a digit was expected at position 1; type it like 199.50"),
    ("50,", "a digit was expected at position 4; type it like 199.50"),
    ("1 5", "a group of three digits was expected at position 3; type it like 1 234.50"),
    ("1234 567", "a group of three digits was expected at position 1; type it like 1 234.50"),
    ("'100", "a group of three digits was expected at position 1; type it like 1 234.50"),
    ("2814749767106.56", "the amount is over 2814749767106.55 ₽; split it"),
    ("99999999999999999999999", "the amount is over 2814749767106.55 ₽; split it"),
  ])
  func `refuses what is no amount and says why`(text: String, words: String) throws {
    let error = try #require(throws: MoneyError.self) { try Money(parsing: text) }
    #expect(error.description == words)
  }

  @Test func `never repeats a card number typed into an amount`() throws {
    let card = "4111 1111 1111 1111"
    let error = try #require(throws: MoneyError.self) { try Money(parsing: card) }
    #expect(!error.text(.ru).contains("1111") && !error.text(.en).contains("1111"))
  }

  @Test(arguments: [
    (1, "0,01 ₽", "0.01 ₽", "0.01"), (19950, "199,50 ₽", "199.50 ₽", "199.50"),
    (1_234_500, "12 345,00 ₽", "12,345.00 ₽", "12345.00"),
    (-123_456_789, "−1 234 567,89 ₽", "−1,234,567.89 ₽", "-1234567.89"),
    (0, "0,00 ₽", "0.00 ₽", "0.00"),
  ])
  func `writes an amount for each reader`(
    kopecks: Int64, ru: String, en: String, plain: String
  ) throws {
    let money = try Money(kopecks: kopecks)
    // The tables above are written with ordinary spaces; paper and screens get no-break ones.
    #expect(money.text(.ru) == ru.replacingOccurrences(of: " ", with: "\u{A0}"))
    #expect(money.text(.en) == en.replacingOccurrences(of: " ", with: "\u{A0}"))
    #expect(money.description == plain)
  }

  @Test func `refuses to leave six bytes`() throws {
    let most = try Money(kopecks: Money.kopecksMax)
    let one = try Money(kopecks: 1)
    #expect(throws: MoneyError.overLimit) { try Money(kopecks: Money.kopecksMax + 1) }
    #expect(throws: MoneyError.overLimit) { try Money(kopecks: .min) }
    #expect(throws: MoneyError.overLimit) { try most + one }
    #expect(throws: MoneyError.overLimit) { try -most - one }
    #expect(throws: MoneyError.overLimit) { try Money.sum([most, one, -one]) }
    #expect(throws: MoneyError.overLimit) {
      try most.times(Quantity(99_999_999), rounding: .halfUp)
    }
    #expect(try most - most == .zero && Money.sum([one, one, -one]) == one)
  }

  @Test(arguments: [
    (Rounding.halfUp, [5, 2, 2, -2, -5]), (.down, [4, 1, 1, -1, -4]), (.up, [5, 2, 2, -2, -5]),
    (.toEven, [4, 2, 2, -2, -4]),
  ])
  func `rounds by name and alike on both sides of zero`(
    rounding: Rounding, expected: [Int64]
  ) throws {
    let half = try Quantity(parsing: "0.5")
    let kopecks: [Int64] = [9, 3, 3, -3, -9]
    let rounded = try kopecks.map {
      try Money(kopecks: $0).times(half, rounding: rounding).kopecks
    }
    #expect(rounded == expected)
  }

  @Test func `is a bare number in JSON and refuses one beyond the limit`() throws {
    let json = try JSONEncoder().encode([Money(kopecks: 19950), Money(kopecks: -1)])
    #expect(String(decoding: json, as: UTF8.self) == "[19950,-1]")
    #expect(try JSONDecoder().decode([Money].self, from: json).map(\.kopecks) == [19950, -1])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Money].self, from: Data("[281474976710656]".utf8))
    }
  }
}
