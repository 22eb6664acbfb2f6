/// What looks like a slip in the words a store gives a stock prompt: the till opens with it.
enum WordsNotices {
  /// What Swift gives to questions about a terminal and about money, whatever the stock words show.
  private static let given: Set = ["amount", "terminal", "time", "age", "due"]

  /// - Parameter stock: the words of the same prompt, in each language.
  static func note(
    _ words: PromptWords, over stock: [PromptWords], _ path: String, _ reader: StoreReader
  ) {
    let known = stock.reduce(into: given) { $0.formUnion($1.placeholders) }
    for name in words.placeholders.subtracting(known).sorted() {
      reader.notice(
        path,
        "no stock words of this prompt have {\(name)}" + Spelling.hint(name, among: known.sorted()))
    }
    let buttons = Set(stock.flatMap(\.buttons).map(\.id))
    for button in words.buttons where !buttons.contains(button.id) {
      let hint = Spelling.hint(button.id, among: buttons.sorted())
      if !hint.isEmpty {
        reader.notice(path + ".buttons", "«\(button.id)» is a button of its own" + hint)
      }
    }
  }
}

extension PromptWords {
  /// The names in braces, of its title, body and labels.
  var placeholders: Set<String> {
    let texts = [title, body].compactMap(\.self) + buttons.map(\.label)
    return Set(texts.flatMap(\.placeholders))
  }
}
