/// The terminals a flow finds: those the host connects, then those set up at the till.
///
/// Where there is none for the script that runs, there is one standalone terminal all the same: a till
/// sells before anybody has looked at its settings.
struct TerminalList {
  private let connected: [(id: String, name: String)]
  private let book: TerminalBook
  private let offered: [Provider]

  init(
    _ connected: [(id: String, name: String)], _ book: TerminalBook, _ offered: [Provider]
  ) {
    self.connected = connected
    self.book = book
    self.offered = offered
  }

  /// As scripts read it; limits in kopecks.
  var value: Value {
    let fromHost = connected.map { terminal in
      value(
        ConfiguredTerminal(id: terminal.id, name: terminal.name, provider: Provider.connected),
        Provider(id: Provider.connected, title: nil), isConnected: true)
    }
    let configured = book.all.map {
      value($0, provider(of: $0), isConnected: $0.socketPath != nil, isConfigured: true)
    }
    return .list(fromHost + configured + implicit)
  }

  private func provider(of terminal: ConfiguredTerminal) -> Provider? {
    offered.first { $0.id == terminal.provider }
  }

  private var implicit: [Value] {
    // A connected one can't do without its settings.
    guard connected.isEmpty, let first = offered.first(where: { $0.id != Provider.connected }),
      !book.all.contains(where: { provider(of: $0) != nil })
    else { return [] }
    let terminal = ConfiguredTerminal(
      id: first.id, name: first.terminalName, provider: first.id)
    return [value(terminal, first, isConnected: false)]
  }

  private func value(
    _ terminal: ConfiguredTerminal, _ provider: Provider?, isConnected: Bool,
    isConfigured: Bool = false
  ) -> Value {
    [
      "id": .string(terminal.id), "name": .string(book.shownName(of: terminal)),
      "typed_name": .string(terminal.name),
      "provider": .string(terminal.provider),
      "purpose": terminal.purpose.map(Value.string) ?? .null,
      "settings": .record(terminal.settings), "connected": .bool(isConnected),
      "configured": .bool(isConfigured),
      "in_service": .bool(terminal.isInService), "offered": .bool(provider != nil),
      "marked": .bool(book.marked == terminal.id),
      "armed": book.armed[terminal.id].map { .int($0.kopecks) } ?? .null,
      "last_used": .bool(book.lastUsed == terminal.id),
      "least": provider?.least.map { .int($0.kopecks) } ?? .null,
      "most": provider?.most.map { .int($0.kopecks) } ?? .null,
      "inn": provider?.inn.map(Value.string) ?? .null,
    ]
  }
}
