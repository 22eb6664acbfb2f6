import Foundation
import KassaRuntime
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("1", 1_000_000, "1", "1"), ("0,354", 354_000, "0.354", "0,354"),
    ("1.500000", 1_500_000, "1.5", "1,5"), ("0.000001", 1, "0.000001", "0,000001"),
    ("99999999", 99_999_999_000_000, "99999999", "99\u{A0}999\u{A0}999"),
  ])
  func `reads and writes a quantity exactly`(
    text: String, millionths: Int64, plain: String, ru: String
  ) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity.millionths == millionths)
    #expect(quantity.description == plain)
    #expect(quantity.text(.ru) == ru)
  }

  @Test(arguments: [
    ("0", "a quantity above zero was expected, got zero"),
    ("0,000000", "a quantity above zero was expected, got zero"),
    ("-1", "a number without a sign was expected; take the sign away"),
    ("1.0000001", "at most 6 digits may follow the decimal separator"),
    ("99999999.000001", "the quantity is over 99999999; split the line"),
    ("99999999999999999999", "the quantity is over 99999999; split the line"),
  ])
  func `refuses what is no quantity and says why`(text: String, words: String) throws {
    let error = try #require(throws: MoneyError.self) { try Quantity(parsing: text) }
    #expect(error.description == words)
  }

  @Test func `adds and takes away, but never to nothing`() throws {
    let half = try Quantity(parsing: "0.5")
    #expect(try half + half == .one && Quantity.one - half == half)
    #expect(throws: MoneyError.quantityZero) { try half - half }
    #expect(throws: MoneyError.signed) { try half - .one }
    #expect(throws: MoneyError.quantityOverLimit) { try Quantity(99_999_999) + half }
    #expect(throws: MoneyError.quantityOverLimit) { try Quantity(.max) }
  }

  @Test func `is a string in JSON`() throws {
    let json = try JSONEncoder().encode([Quantity(parsing: "0,354")])
    #expect(String(decoding: json, as: UTF8.self) == #"["0.354"]"#)
    #expect(try JSONDecoder().decode([Quantity].self, from: json)[0].millionths == 354_000)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Quantity].self, from: Data(#"["0"]"#.utf8))
    }
  }
}
