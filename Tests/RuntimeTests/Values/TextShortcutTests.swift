import Testing

@testable import KassaRuntime

/// Texts are told by their bytes where that is enough: what the longer way says of them stays true.
@Suite struct TextShortcutTests {
  private static let scalars = (0...0x2FFFF).compactMap { Unicode.Scalar($0) }

  @Test func `no character that a card number's bytes leave out is a digit`() {
    let digits = Self.scalars.filter {
      !$0.isASCII && ($0.properties.numericType == .digit || $0.properties.numericType == .decimal)
    }
    let leads = digits.compactMap { String($0).utf8.first }
    #expect(!leads.contains { (0xC3...0xD3).contains($0) })
    for digit in digits where digit.properties.numericType == .decimal {
      guard digit.properties.numericValue == 4, let one = Unicode.Scalar(digit.value - 3) else {
        continue
      }
      // 4111 1111 1111 1111 in the digits of that script.
      #expect(CardNumber.isIn("\(digit)" + String(repeating: "\(one)", count: 15)))
    }
    #expect(CardNumber.isIn("карта 4111 1111 1111 1111"))
    #expect(CardNumber.redacted("карта 4111 1111 1111 1111, да") == "карта …, да")
    #expect(!CardNumber.isIn("Москва, Летняя ул., 1, квартира 17"))
  }

  @Test func `what can't be seen is left out of every text`() {
    for scalar in Self.scalars {
      let isVisible: Bool
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        isVisible = scalar == "\n"
      default: isVisible = !scalar.properties.isDefaultIgnorableCodePoint
      }
      let expected = isVisible ? "а\(scalar)б" : scalar == "\t" ? "а б" : "аб"
      let visible = "а\(scalar)б".visible
      if !visible.unicodeScalars.elementsEqual(expected.unicodeScalars) {
        Issue.record("U+\(String(scalar.value, radix: 16)): \(visible)")
      }
    }
  }

  @Test func `no text keeps white space at its ends`() {
    let odd = Self.scalars.filter { $0.properties.isWhitespace || $0.properties.isGraphemeExtend }
    for scalar in odd + ["\u{600}", "\u{200D}", "б", "?", "₽"] {
      let one = "\(scalar)"
      for text in [one + "а", "а" + one, " " + one + "z", "z " + one, one, "a" + one + "b"] {
        let kept = Array(text).drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        let expected = String(kept.reversed())
        if !text.trimmed.unicodeScalars.elementsEqual(expected.unicodeScalars) {
          Issue.record("U+\(String(scalar.value, radix: 16)): «\(text.trimmed)»")
        }
      }
    }
  }

  @Test func `no label but of an outcome begins with a sign`() {
    for sign in ["✓ ", "?", " ✕", "×", "⨯ ", "¿"] {
      #expect(OutcomeSign.unsigned("\(sign)Одобрено") == "Одобрено")
    }
    for label in ["Одобрено", "Approved", "Ё", "А?", "", " а", "₽", "№ 1"] {
      #expect(OutcomeSign.unsigned(label) == label)
    }
  }

  @Test func `a character has one form on paper, whatever stands beside it`() {
    // A character that paper leaves out keeps a text from being told by its scalars.
    for scalar in Self.scalars {
      let (short, long) = (PaperText("а\(scalar)"), PaperText("а\(scalar)\u{200E}"))
      guard !scalar.properties.isGraphemeExtend, scalar.value != 0x200D else { continue }
      if short.string != long.string {
        Issue.record("U+\(String(scalar.value, radix: 16)): \(short.string), \(long.string)")
      }
    }
  }

  @Test func `what JSON escapes is found at each place among eight`() throws {
    let special =
      (UInt8(0)..<0x20).map { Unicode.Scalar($0) } + [
        "\"", "\\", " ", "!", "\u{7F}", "[", "é", "ю",
      ]
    for scalar in special {
      for before in 0..<17 {
        let text =
          String(repeating: "я", count: before / 2) + String(repeating: "a", count: before % 2)
          + "\(scalar)" + String(repeating: "#", count: 9) + "\(scalar)"
        let bytes = Array(text.utf8)
        let found = bytes.withUnsafeBufferPointer { PlainText.end(in: $0, from: 0) }
        let expected = bytes.firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? bytes.count
        #expect(found == expected, "U+\(String(scalar.value, radix: 16)) after \(before)")
        #expect(try String(json: text.json) == text)
      }
    }
  }

  @Test(arguments: FuzzSeeds.some(20))
  func `a plain number is the same as one among spaces`(seed: UInt64) {
    var chance = SeededNumbers(seed: seed)
    let pieces = ["0", "1", "9", "12", "000", ".", ",", "'", " ", "-", "99999999", "٣"]
    for _ in 0..<500 {
      let count = Int.random(in: 0...5, using: &chance)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &chance) }.joined()
      let (plain, spaced) = (try? Quantity(parsing: text), try? Quantity(parsing: " \(text) "))
      #expect(plain == spaced, "«\(text)», seed \(seed)")
      #expect((try? Money(parsing: text)) == (try? Money(parsing: " \(text) ")), "«\(text)»")
    }
  }

  @Test(arguments: FuzzSeeds.some(20))
  func `a part is found where it stands as characters of its own`(seed: UInt64) {
    var chance = SeededNumbers(seed: seed)
    let pieces = ["1", "9", ",", "\u{A0}₽", "а", "\u{336}", "👍", "🏽", "{"]
    for _ in 0..<300 {
      func text(_ most: Int) -> String {
        (0..<Int.random(in: 1...most, using: &chance))
          .compactMap { _ in pieces.randomElement(using: &chance) }.joined()
      }
      let (whole, part) = (text(8), text(2))
      #expect(whole.places(of: part).isEmpty == !whole.contains(part), "«\(whole)», «\(part)»")
    }
    #expect("".places(of: "а").isEmpty && "а".places(of: "").isEmpty)
  }
}
