package import KassaRuntime

/// What of a store scenarios have met.
package struct StoreReach: Sendable {
  private(set) var prompts: Set<String> = []
  /// Of these, the buttons that were taken: "sale.wrap".
  private(set) var buttons: Set<String> = []
  /// Names of rules that chose a terminal, or asked.
  private(set) var rules: Set<String> = []
  /// As messages call what is the store's own: "on.line_added".
  var points: Set<String> = []
  private(set) var providers: Set<String> = []

  package init() {}

  /// - Parameter answer: nil where it is open.
  mutating func note(_ prompt: Prompt, _ answer: Answer?) {
    prompts.insert(prompt.id)
    if case .button(let button)? = answer { buttons.insert("\(prompt.id).\(button)") }
  }

  mutating func note(_ attempt: Attempt) {
    let choice = attempt.choice
    providers.insert(choice.provider)
    rules.insert(choice.rule)
    rules.formUnion(choice.rules.filter(\.held).map(\.name))
  }

  mutating func formUnion(_ other: StoreReach) {
    prompts.formUnion(other.prompts)
    buttons.formUnion(other.buttons)
    rules.formUnion(other.rules)
    points.formUnion(other.points)
    providers.formUnion(other.providers)
  }

  /// What of `parts` none has met, in the order in which the store has it.
  package func missing(of parts: StoreParts) -> StoreParts {
    StoreParts(
      prompts: parts.prompts.filter { !prompts.contains($0) },
      buttons: parts.buttons.filter { !buttons.contains($0) },
      rules: parts.rules.filter { !rules.contains($0) },
      listeners: parts.listeners.filter { !points.contains("on.\($0)") },
      providers: parts.providers.filter { !providers.contains($0) })
  }
}

extension StoreParts {
  /// By kind, where there is any: "rules «ночью»".
  package var kinds: [(kind: String, names: [String])] {
    [
      ("prompts", prompts), ("buttons", buttons), ("rules", rules), ("listeners", listeners),
      ("providers", providers),
    ].filter { !$0.1.isEmpty }
  }
}
