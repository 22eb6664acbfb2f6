import Testing

@testable import KassaRuntime

@Suite struct CardNumberTests {
  @Test(arguments: [
    "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "карта 5555555555554444!",
    "2200\u{A0}0000\u{A0}0000\u{A0}0004", "4111.1111.1111.1111", "6304000000000000000",
    "0004111111111111111000", "４１１１１１１１１１１１１１１１", "٤١١١١١١١١١١١١١١١",
    "4111–1111—1111_1111", "41 11111111111111", "4111'1111'1111'1111", "4111·1111·1111·1111",
    "4111|1111|1111|1111", "4111\u{2007}1111\u{3000}1111(1111)", "4111\n1111\n1111+1111",
    "4111\u{200B}1111\u{301}1111\u{FE0F}1111", "4111«1111»1111…1111", "𝟒111 1111 1111 1111",
  ])
  func `finds a card number however it is written`(text: String) {
    #expect(CardNumber.isIn(text))
  }

  @Test(arguments: [
    "", "4111111111111112", "411111111111111", "+79161234567", "123456789012",
    "4111 1111 a 1111 1111", "1234567890123452", "7000000000000005", "4600000000015 x2",
    "23.11.26 23:15 1 234,50",
  ])
  func `lets other numbers pass`(text: String) {
    #expect(!CardNumber.isIn(text))
    #expect(CardNumber.redacted(text) == text)
  }

  @Test(arguments: [
    ("карта 4111'1111'1111'1111!", "карта …!"),
    ("leto/store.lua:7: 4111111111111111", "leto/store.lua:7: …"),
    ("4111 1111 1111 1111, 5555 5555 5555 4444.", "…, …."), ("a4111111111111111b", "a…b"),
  ])
  func `takes out the number alone`(text: String, left: String) {
    #expect(CardNumber.redacted(text) == left)
  }

  /// What older programs let in has to be read for ever.
  @Test func `a journal is judged as it was once`() {
    #expect(CardNumber.isInPlainGroups("4111 1111-1111.1111"))
    #expect(!CardNumber.isInPlainGroups("4111'1111·1111|1111"))
  }
}

@Suite struct ContactTests {
  @Test(arguments: [
    "+79161234567", "+3725123456789", "a@b.ru", "ivan.petrov+kassa@mail.example.ru",
  ])
  func `takes a phone or an address`(text: String) { #expect(Contact.isValid(text)) }

  @Test(arguments: [
    "", "+", "89161234567", "+7916", "+7 916 123-45-67", "+1234567890123456", "@", "a@b", "a@.ru",
    "a@b.", "a b@c.ru", "иван@почта.рф", "a@b@c.ru", "\(String(repeating: "a", count: 60))@b.ru",
  ])
  func `refuses anything else`(text: String) { #expect(!Contact.isValid(text)) }
}
