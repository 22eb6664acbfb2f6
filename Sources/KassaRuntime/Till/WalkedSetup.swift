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

  package var terminals: [Terminal]
  /// The place of the one that is used by default.
  package var marked: Int?

  package init(terminals: [Terminal] = [], marked: Int? = nil) {
    (self.terminals, self.marked) = (terminals, marked)
  }

  /// - Parameter providers: what their terminals are asked for.
  func changes(_ providers: [Provider]) -> [TillChange] {
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
}
