import KassaRuntime

/// What a call of the cashier asks, as far as it is written out.
extension Reading {
  /// The table of a call that asks by a prompt's id; nil where the function asks nothing.
  func question(_ primitive: Primitive, _ arguments: [ExpressionID]) -> [TableField]? {
    guard primitive.asks, let first = arguments.first else { return nil }
    return fields(first)
  }

  /// The prompt's id, where it is written out.
  func promptID(_ fields: [TableField]) -> (id: String, line: Int)? {
    for field in fields {
      guard case .position(1) = field.key, let id = string(field.value) else { continue }
      return (id, field.line)
    }
    return nil
  }

  func value(_ name: String, in fields: [TableField]) -> ExpressionID? {
    fields.last { if case .name(name) = $0.key { true } else { false } }?.value
  }

  /// The ids of a question's buttons; nil where they can't be told.
  func buttons(_ fields: [TableField]) -> Set<String>? {
    var ids: Set<String> = []
    guard value("menus", in: fields) == nil else { return nil }
    let own = value("buttons", in: fields)
    if let own {
      guard let listed = self.fields(own) else { return nil }
      for item in listed {
        guard case .position = item.key, let id = buttonID(item.value) else { return nil }
        ids.insert(id)
      }
    }
    guard let asked = promptID(fields) else { return own != nil ? ids : nil }
    guard let prompts = known.prompts else { return own != nil ? ids : nil }
    return ids.union(prompts.buttons(of: asked.id))
  }

  /// `"id"` or `{ "id", "label" }`.
  private func buttonID(_ item: ExpressionID) -> String? {
    if let id = string(item) { return id }
    guard let pair = fields(item), let first = pair.first, case .position(1) = first.key else {
      return nil
    }
    return string(first.value)
  }

  /// What the answer or the reason of a prompt may be.
  func promptChoice(
    _ primitive: Primitive, _ arguments: [ExpressionID], result: Int
  ) -> Sort? {
    guard primitive.module == "prompt", let fields = question(primitive, arguments) else {
      return nil
    }
    switch (primitive.function.name, result) {
    case ("choose", 0), ("tell", 0): return buttons(fields).flatMap(Self.choice)
    case ("choose", 1), ("tell", 1), ("amount", 1), ("text", 1), ("confirm", 1):
      return buttons(fields).flatMap { Self.choice($0.union(["cancelled"])) }
    default: return nil
    }
  }

  /// What `action` of a sale's answer may be.
  func actionChoice(_ object: ExpressionID) -> Sort? {
    guard let (primitive, arguments) = call(plain(object)), primitive.title == "prompt.sale",
      let fields = question(primitive, arguments), let buttons = buttons(fields)
    else { return nil }
    return .choice(buttons.union(ScriptSurface.saleActions))
  }

  private static func choice(_ ids: Set<String>) -> Sort? { ids.isEmpty ? nil : .choice(ids) }
}

extension Reading.Primitive {
  /// Whether its one argument is a question: a table that begins with a prompt's id.
  var asks: Bool {
    guard let first = function.parameters.first, case .record(let fields) = first.shape else {
      return false
    }
    return fields.first?.name == "1" && function.parameters.count == 1 && module != "day"
  }
}
