/// What a store adds to the stock flows, by the names that its script gives it.
package struct StoreParts: Hashable, Sendable {
  /// Prompts of its own.
  package var prompts: [String] = []
  /// Its buttons on stock prompts, after the prompt: "sale.wrap".
  package var buttons: [String] = []
  /// Rules for the default terminal.
  package var rules: [String] = []
  /// Points at which it listens.
  package var listeners: [String] = []
  package var providers: [String] = []

  package init(
    prompts: [String], buttons: [String], rules: [String], listeners: [String],
    providers: [String]
  ) {
    self.prompts = prompts
    self.buttons = buttons
    self.rules = rules
    self.listeners = listeners
    self.providers = providers
  }
}

extension StoreManifest {
  /// What the store adds to the stock flows.
  ///
  /// - Parameter asked: the ids under which its calls ask; those with words in its texts are known without.
  package func parts(asking asked: Set<String> = []) -> StoreParts {
    let named = words.ids(.ru).filter { !$0.hasPrefix("rule.") && !$0.hasPrefix("reason.") }
    return StoreParts(
      prompts: asked.union(named).filter { words.stock(.ru, $0) == nil }.sorted(),
      buttons: ButtonTable.prompts.keys.sorted().flatMap { id in
        let stock = Set((words.stock(.ru, id)?.buttons ?? []).map(\.id))
        return (words.find(.ru, id)?.buttons ?? []).map(\.id).filter { !stock.contains($0) }
          .map { "\(id).\($0)" }
      },
      rules: rules, listeners: terms.hooks.keys.sorted(), providers: providers.map(\.id))
  }
}
