import KassaRuntime

/// Ids of prompts: that they have words, and that their call may ask them.
enum PromptIDs {
  static func look(_ reading: Reading) -> [Remark] {
    guard let prompts = reading.known.prompts else { return [] }
    let asked = reading.calls.compactMap { call -> Remark? in
      if call.primitive.title == "prompt.words" {
        return words(call.arguments.first, prompts, reading)
      }
      guard let fields = reading.question(call.primitive, call.arguments),
        let asked = reading.promptID(fields)
      else { return nil }
      return question(asked, fields, call.primitive, prompts, reading)
    }
    return asked + (reading.known.isScenario ? scenario(prompts, reading) : [])
  }

  private static func question(
    _ asked: (id: String, line: Int), _ fields: [TableField], _ primitive: Reading.Primitive,
    _ prompts: KnownPrompts, _ reading: Reading
  ) -> Remark? {
    let askers = prompts.askers(of: asked.id)
    if primitive.module == "prompt", let askers, !askers.contains(primitive.title) {
      let who =
        askers.isEmpty
        ? "only the runtime asks it" : "only \(askers.sorted().joined(separator: ", ")) asks it"
      return .mistake(
        asked.line, "\(primitive.title): «\(asked.id)» is a prompt about money",
        "\(who); give yours an id of its own")
    }
    guard !prompts.has(asked.id), reading.value("title", in: fields) == nil, askers == nil,
      fields.allSatisfy({ if case .computed = $0.key { false } else { true } })
    else { return nil }
    let hint = Spelling.hint(asked.id, among: prompts.ids)
    return .mistake(
      asked.line, "\(primitive.title): no prompt «\(asked.id)»\(hint)",
      "give it a title, or words in «texts»")
  }

  private static func words(
    _ argument: ExpressionID?, _ prompts: KnownPrompts, _ reading: Reading
  ) -> Remark? {
    guard let argument, let id = reading.string(argument), !prompts.has(id) else { return nil }
    return .notice(
      reading.tree.line(of: argument), "prompt.words: no words «\(id)», so this is nil",
      Spelling.nearest(to: id, among: prompts.ids).map { "did you mean «\($0)»?" }
        ?? "give it words in «texts»")
  }

  /// The prompts that a scenario waits for: the stock library's, and those of the store's own calls.
  private static func scenario(_ prompts: KnownPrompts, _ reading: Reading) -> [Remark] {
    house(prompts, reading) + steps(prompts, reading) + answers(prompts, reading)
  }

  /// The questions of the store that the shared scenarios meet.
  private static func house(_ prompts: KnownPrompts, _ reading: Reading) -> [Remark] {
    reading.calls.flatMap { call -> [Remark] in
      guard call.primitive.title == "day.house", let first = call.arguments.first,
        let fields = reading.fields(first),
        let answers = reading.value("answers", in: fields).flatMap(reading.fields)
      else { return [] }
      return answers.compactMap { answer in
        guard case .name(let id) = answer.key, !prompts.isAsked(id),
          !reading.known.ownPrompts.contains(id)
        else { return nil }
        let known = prompts.ids + reading.known.ownPrompts
        return .mistake(
          answer.line, "day.house: no prompt «\(id)»\(Spelling.hint(id, among: known))",
          "use the id of a prompt that the store asks")
      }
    }
  }

  private static func steps(_ prompts: KnownPrompts, _ reading: Reading) -> [Remark] {
    reading.calls.compactMap { call in
      guard call.primitive.module == "day",
        let named = reading.waited(call.primitive.function, call.arguments),
        let id = reading.string(named), !prompts.isAsked(id),
        !reading.known.ownPrompts.contains(id), !kinds.contains(id)
      else { return nil }
      let known = prompts.ids + reading.known.ownPrompts
      return .mistake(
        reading.tree.line(of: named),
        "\(call.primitive.title): no prompt «\(id)»\(Spelling.hint(id, among: known))",
        "use the id of a prompt that the store or the stock library asks")
    }
  }

  /// A button that a stock prompt does not have, and one of its own that looks like it.
  private static func answers(_ prompts: KnownPrompts, _ reading: Reading) -> [Remark] {
    reading.calls.compactMap { call in
      guard call.primitive.title == "day.answer", call.arguments.count == 2,
        let answer = reading.string(call.arguments[0]), let id = reading.string(call.arguments[1])
      else { return nil }
      let buttons = prompts.buttons(of: id)
      guard !buttons.contains(answer),
        let near = Spelling.nearest(to: answer, among: buttons.sorted())
      else { return nil }
      return .notice(
        reading.tree.line(of: call.arguments[0]),
        "day.answer: «\(id)» has no button «\(answer.prefix(40))»", "did you mean «\(near)»?")
    }
  }

  /// What `day.go_on` may be told instead of an id.
  private static let kinds: Set = [
    "tell", "confirm", "choose", "amount", "text", "secret", "outcome", "sale",
  ]
}

extension Reading {
  /// Where a step of a scenario names a prompt.
  fileprivate func waited(
    _ function: HostFunction, _ arguments: [ExpressionID]
  ) -> ExpressionID? {
    if let place = function.parameters.firstIndex(where: {
      if $0.name == "prompt", case .string = $0.shape { true } else { false }
    }) {
      return arguments.indices.contains(place) ? arguments[place] : nil
    }
    guard let first = arguments.first, let fields = fields(first) else { return nil }
    return value("prompt", in: fields) ?? (function.name == "go_on" ? value("to", in: fields) : nil)
  }
}
