import KassaRuntime

/// What a call gives for the words in braces, held to the words.
enum PromptArguments {
  static func look(_ reading: Reading) -> [Remark] {
    guard let prompts = reading.known.prompts else { return [] }
    return reading.calls.flatMap { call -> [Remark] in
      guard call.primitive.module == "prompt", asking.contains(call.primitive.function.name),
        let fields = reading.question(call.primitive, call.arguments),
        fields.allSatisfy({ if case .computed = $0.key { false } else { true } }),
        let asked = reading.promptID(fields), prompts.askers(of: asked.id) == nil
      else { return [] }
      return remarks(asked, fields, call.primitive.title, prompts, reading)
    }
  }

  /// Those whose words have nothing in braces but what their call gives.
  private static let asking: Set = ["amount", "choose", "confirm", "tell", "text"]

  /// What the till itself fills in, whatever a call gives.
  private static let ofTheTill: Set = ["folder"]

  private static func remarks(
    _ asked: (id: String, line: Int), _ fields: [TableField], _ title: String,
    _ prompts: KnownPrompts, _ reading: Reading
  ) -> [Remark] {
    let own = ["title", "body"].compactMap { reading.value($0, in: fields) }
    guard let places = places(asked.id, own, prompts, reading) else { return [] }
    var given: [(name: String, line: Int)] = []
    if let args = reading.value("args", in: fields) {
      guard case .table(let written) = reading.tree[args] else { return [] }
      for field in written {
        guard case .name(let name) = field.key else { return [] }
        given.append((name, field.line))
      }
    }
    let names = Set(given.map(\.name))
    let missing = places.subtracting(names).subtracting(ofTheTill).sorted()
    let slips = given.filter { !places.contains($0.name) }.compactMap { name, line -> Remark? in
      guard let near = Spelling.nearest(to: name, among: missing) else { return nil }
      return .mistake(
        line, "\(title): nothing in the words of «\(asked.id)» is called {\(name)}",
        "did you mean «\(near)»?")
    }
    guard own.isEmpty, slips.isEmpty else { return slips }
    return missing.map {
      .mistake(
        asked.line, "\(title): the words of «\(asked.id)» show {\($0)}",
        "give it: args = { \($0) = … }")
    }
  }

  /// The names in braces, of the words under the id and of those that the call has itself; nil where
  /// they can't be told.
  private static func places(
    _ id: String, _ own: [ExpressionID], _ prompts: KnownPrompts, _ reading: Reading
  ) -> Set<String>? {
    var texts: [ExpressionID] = []
    for value in own {
      if reading.string(value) != nil {
        texts.append(value)
      } else if let languages = reading.fields(value) {
        texts += languages.map(\.value)
      } else {
        return nil
      }
    }
    var places = prompts.arguments(of: id)
    for text in texts {
      guard let text = reading.string(text) else { return nil }
      places.formUnion(text.placeholders)
    }
    return prompts.has(id) || !own.isEmpty ? places : nil
  }
}
