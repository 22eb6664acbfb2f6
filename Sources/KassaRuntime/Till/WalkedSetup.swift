/// What was set up at a till before it is walked.
package struct WalkedSetup: Hashable, Sendable {
  /// A terminal as a technician adds it.
  package struct Terminal: Hashable, Sendable {
    package let name: String
    package let provider: String
    package let purpose: String?
    /// What its provider asks for, in that order.
    package let settings: [Value]

    package init(
      name: String, provider: String, purpose: String? = nil, settings: [Value] = []
    ) {
      (self.name, self.provider, self.purpose) = (name, provider, purpose)
      self.settings = settings
    }
  }

  /// What scripts remembered before beyond a receipt.
  package struct Kept: Hashable, Sendable {
    package let name: String
    /// Of one that is kept for each key, whose.
    package let key: String?
    package let value: Value
  }

  package var terminals: [Terminal]
  package var kept: [Kept] = []
  /// The place of the one that is used by default.
  package var marked: Int?

  package init(terminals: [Terminal] = [], marked: Int? = nil) {
    (self.terminals, self.marked) = (terminals, marked)
  }

  /// - Parameters:
  ///   - providers: what their terminals are asked for.
  ///   - rules: what the store declares to be kept.
  ///   - day: today, of the till's calendar.
  func changes(_ providers: [Provider], _ rules: [KeptRule], on day: String) -> [TillChange] {
    var changes: [TerminalChange] = []
    for (index, terminal) in terminals.enumerated() {
      var made = ConfiguredTerminal(
        id: "t\(index + 1)", name: terminal.name, provider: terminal.provider)
      made.purpose = terminal.purpose
      let asked = providers.first { $0.id == terminal.provider }?.settings ?? []
      for (setting, value) in zip(asked, terminal.settings) { made.settings[setting.id] = value }
      changes.append(.added(terminal: made))
    }
    if let marked { changes.append(.marked(id: "t\(marked + 1)")) }
    return changes.map { .terminals(change: $0) }
      + kept.compactMap { each in
        guard let rule = rules.first(where: { $0.id == each.name }),
          (rule.isKeyed == true) == (each.key != nil), rule.rule.problem(with: each.value) == nil
        else { return nil }
        let value = KeptValue(
          value: each.value, life: rule.life, day: rule.life == .day ? day : nil)
        return .kept(change: KeptChange(key: KeptKey(each.name, each.key), kept: value))
      }
  }
}

extension ProviderSetting {
  /// What is offered, or else something that may be.
  func sample(of provider: String) -> Value {
    if provider == Provider.connected { return .string(WalkedTill.socket) }
    if offered != .null { return offered }
    return switch kind {
    case .amount: .int(1_000_00)
    case .choice: choices.first.map(Value.string) ?? .null
    case .text: "1"
    case .yesNo: true
    }
  }
}

extension WalkedTill {
  /// Where its connected terminals listen.
  package static let socket = "/run/walked.sock"
  /// Whose receipts it sends.
  package static let contact = "+79991234567"
}
