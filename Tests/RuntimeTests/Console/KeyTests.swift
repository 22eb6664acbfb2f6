import Testing

@testable import KassaRuntime
@testable import kassa_run

@Suite struct KeyTests {
  @Test(
    arguments: [
      ("aя", [.character("a"), .character("я")]),
      ("\r\n\n\u{7F}\u{8}", [.enter, .enter, .backspace, .backspace]),
      ("\u{1B}[D\u{1B}[C\u{1B}OH\u{1B}[4~", [.left, .right, .home, .end]),
      ("\u{1B}OP\u{1B}[15~\u{1B}[24~", [.function(1), .function(5), .function(12)]),
      ("\u{1B}[25~\u{1B}[1;2Q\u{1B}[24;2~", [.function(13), .function(14), .function(24)]),
      ("\u{1B}[1;5C1", [.other, .character("1")]), ("\u{1B}я", [.escape, .character("я")]),
      ("\u{4}\u{15}\u{17}\u{2}", [.endOfInput, .clear, .eraseWord, .other]),
      ("\u{1B}[200~1\u{1B}[201~", [.pasteBegins, .character("1"), .pasteEnds]),
      ("1\t\u{1D}", [.character("1"), .tab, .character("\u{1D}")]),
    ] as [(String, [Key])])
  func `reads keys, whole and byte by byte`(typed: String, keys: [Key]) {
    var decoder = KeyDecoder()
    let whole = decoder.keys(Array(typed.utf8))
    #expect(whole == keys)
    #expect(!decoder.awaitsMore)
    var single: [Key] = []
    for byte in typed.utf8 { single += decoder.keys([byte]) }
    #expect(single == keys)
  }

  @Test func `takes an Esc that nothing follows for the key`() {
    var decoder = KeyDecoder()
    let typed = decoder.keys([0x31, 0x1B])
    #expect(typed == [.character("1")])
    #expect(decoder.awaitsMore)
    let rest = decoder.flush()
    #expect(rest == [.escape])
    #expect(!decoder.awaitsMore)
  }

  @Test func `never turns bytes that are not UTF-8 into text`() {
    var decoder = KeyDecoder()
    let broken = decoder.keys([0xFF, 0xC0, 0xED, 0xA0, 0x80, 0x31])
    #expect(broken.last == .character("1"))
    let cut = decoder.keys([0xD1, 0x31, 0x32])
    #expect(!cut.contains(.character("\u{FFFD}")))
  }

  @Test func `edits Cyrillic by characters`() {
    var editor = LineEditor()
    for key: Key in [
      .character("К"), .character("о"), .character("ф"), .character("е"), .backspace, .left, .left,
      .character("ё"), .home, .delete, .end, .character(" "), .character("x"), .eraseWord,
    ] {
      let isEditing = editor.take(key)
      #expect(isEditing)
    }
    #expect(editor.text == "ёоф ")
    #expect(editor.cursor == 4)
    let isEditing = editor.take(.enter)
    #expect(!isEditing)
    _ = editor.take(.clear)
    #expect(editor.isEmpty)
    for character in "и\u{306}" { _ = editor.take(.character(character)) }
    _ = editor.take(.backspace)
    #expect(editor.isEmpty)
  }
}

@Suite struct ChoiceKeysTests {
  private func steps(_ typed: String, _ prompt: Prompt) -> [ChoiceKeys.Step] {
    var keys = ChoiceKeys(prompt)
    var decoder = KeyDecoder()
    return decoder.keys(Array(typed.utf8)).map { keys.take($0) }
  }

  private static func list(_ count: Int) -> Prompt {
    Prompts.of(
      .choose, buttons: (1...count).map { Button(id: "b\($0)", label: "Товар \($0)") })
  }

  @Test(
    arguments: [
      ("1", Prompts.outcome, [.chosen(.button("approved"))]),
      ("оТy", Prompts.outcome, Array(repeating: .ignored, count: 3)),
      (
        "Дl", Prompts.of(.confirm, buttons: Prompts.yesNo),
        Array(repeating: .chosen(.button("yes")), count: 2)
      ),
      ("y", Prompts.of(.confirm, buttons: Prompts.yesNo), [.chosen(.button("no"))]),
      ("д", Prompts.of(.confirm, buttons: Prompts.yesNo, quiet: 700), [.ignored]),
      ("235", gaps, [.ignored, .ignored, .chosen(.button("e"))]),
      ("1\r", gaps, [.pending(1), .chosen(.button("a"))]),
      ("12", gaps, [.pending(1), .chosen(.button("l"))]),
      ("\r 90\u{1B}x", Prompts.outcome, Array(repeating: .ignored, count: 6)),
      (
        "\r", Prompts.of(.confirm, buttons: Prompts.yesNo, defaultButton: "yes"),
        [.chosen(.button("yes"))]
      ),
      ("9", list(9), [.chosen(.button("b9"))]), ("3", list(25), [.chosen(.button("b3"))]),
      ("12", list(25), [.pending(1), .chosen(.button("b12"))]),
      ("1\r", list(25), [.pending(1), .chosen(.button("b1"))]),
      ("29", list(25), [.pending(2), .ignored]),
      ("2\u{7F}3", list(25), [.pending(2), .ignored, .chosen(.button("b3"))]),
      ("\u{1B}OQ", list(25), [.chosen(.button("b2"))]),
    ] as [(String, Prompt, [ChoiceKeys.Step])])
  func `chooses at once by digit, letter and function key`(
    typed: String, prompt: Prompt, expected: [ChoiceKeys.Step]
  ) {
    #expect(steps(typed, prompt) == expected)
  }

  /// Some of what it can offer is not offered this time.
  private static let gaps = Prompts.of(
    .choose,
    buttons: [
      Button(id: "a", label: "А", key: 1), Button(id: "e", label: "Е", key: 5),
      Button(id: "l", label: "Л", key: 12),
    ])

  @Test func `a letter that several labels begin with means none of them`() {
    let labels = ["Оплата", "Отказ", "Другой терминал", "Не знаю", "№ 5"]
    let prompt = Prompts.of(.choose, buttons: labels.map { Button(id: $0, label: $0) })
    #expect(Choices(prompt).all.map(\.letter) == [nil, nil, "д", "н", nil])
  }
}
