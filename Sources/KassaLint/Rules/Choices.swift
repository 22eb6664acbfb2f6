import KassaRuntime

/// Answers compared with what they can never be.
enum Choices {
  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.ids.flatMap { id -> [Remark] in
      guard case .binary(let sign, let left, let right) = reading.tree[id],
        sign == .equal || sign == .unequal
      else { return [] }
      return [(left, right), (right, left)].compactMap { value, literal in
        remark(value, literal, reading)
      }
    } + defaults(reading)
  }

  private static func remark(
    _ value: ExpressionID, _ literal: ExpressionID, _ reading: Reading
  ) -> Remark? {
    guard case .string(let text) = reading.tree[reading.plain(literal)] else { return nil }
    let line = reading.tree.line(of: literal)
    switch reading.sort(value) {
    case .choice(let ids)? where !ids.contains(text):
      return .mistake(
        line, "this is never «\(text.prefix(40))»",
        Spelling.nearest(to: text, among: Array(ids)).map { "did you mean «\($0)»?" }
          ?? "it may be \(ids.sorted().joined(separator: ", "))")
    case .boolean?:
      return .mistake(
        line, "this is true, false or nil, never «\(text.prefix(40))»",
        "leave the comparison out")
    case .money?:
      return .mistake(
        line, "an amount is a number of kopecks, never «\(text.prefix(40))»",
        "write rub \"199.50\"")
    case nil:
      // A field of a table that nothing is known of holds whatever it holds.
      if case .field = reading.tree[reading.plain(value)] { return nil }
      return slip(text, line, reading.known)
    default: return nil
    }
  }

  /// A text that nothing else in the store has, one letter away from an answer that there is.
  private static func slip(_ text: String, _ line: Int, _ known: Known) -> Remark? {
    guard text.count >= 5, known.texts[text] == 1, !known.answers.contains(text) else { return nil }
    let typed = Array(text)
    let near = known.answers.sorted().first {
      abs($0.count - text.count) <= 1 && Spelling.distance(typed, Array($0)) == 1
    }
    guard let near else { return nil }
    return .notice(line, "no prompt has a button «\(text)»", "did you mean «\(near)»?")
  }

  /// The button that Enter takes, and those that are hidden, are among the prompt's.
  private static func defaults(_ reading: Reading) -> [Remark] {
    reading.calls.flatMap { call -> [Remark] in
      guard call.primitive.module == "prompt",
        let fields = reading.question(call.primitive, call.arguments),
        let ids = reading.buttons(fields)
      else { return [] }
      let hidden = reading.value("hide", in: fields).flatMap(reading.fields)?.map(\.value) ?? []
      let named = [reading.value("default", in: fields)].compactMap(\.self) + hidden
      let known = ids.union(Self.given[call.primitive.function.name] ?? [])
      guard !known.isEmpty else { return [] }
      return named.compactMap { value in
        guard let id = reading.string(value), !known.contains(id) else { return nil }
        return .notice(
          reading.tree.line(of: value),
          "\(call.primitive.title): no button «\(id)» is there"
            + Spelling.remedy(id, among: Array(known)))
      }
    }
  }

  /// The buttons that the runtime itself gives to a kind of prompt.
  private static let given: [String: Set<String>] = [
    "tell": ["ok"], "confirm": ["yes", "no"],
  ]
}
