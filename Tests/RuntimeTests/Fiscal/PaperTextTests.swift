import Testing

@testable import KassaRuntime

@Suite struct PaperTextTests {
  @Test(arguments: [
    ("Хлеб «Ржаной» — 2 шт…", "Хлеб \"Ржаной\" - 2 шт..."), ("Ёлка № 5, 20°", "Ёлка № 5, 20°"),
    ("5\u{A0}000 ₽", "5 000 руб."), ("чай\tи\r\nкофе", "чай и кофе"),
    ("стоп\u{1B}@\u{0}\u{200B}!", "стоп@!"), ("кофе 日本 👍🏽", "кофе ?? ?"),
    ("и\u{306}од", "йод"), ("е\u{308}ж", "ёж"), ("м²", "м2"),
  ])
  func `keeps what a printer has and nothing that commands it`(text: String, paper: String) {
    let converted = PaperText(text)
    #expect(converted.string == paper)
    #expect(converted.count == paper.count)
  }

  @Test func `one character is one byte of CP866`() {
    // Printable CP866 but frames: 95 of ASCII, 64 Cyrillic, 8 more letters, 6 signs.
    let all = (0x20...0x2FFFF).compactMap { Unicode.Scalar($0) }.map { Character($0) }
    // By scalars: "K" of Kelvin equals the letter, and paper gets the letter.
    let kept = all.map { String($0) }.filter {
      $0 != "?" && PaperText($0).string.unicodeScalars.elementsEqual($0.unicodeScalars)
    }
    #expect(kept.count == 95 - 1 + 64 + 8 + 6)
  }
}
