/// The terminals a flow finds: those the host connects, then those set up at the till.
///
/// Where there is none for the script that runs, there is one standalone terminal all the same: a till
/// sells before anybody has looked at its settings.
struct TerminalList {
  private let connected: [(id: String, name: String)]
  private let book: TerminalBook
  private let offered: [Provider]
  /// A hundred names are counted once, and not compared with each other.
  private let names: [String: Int]

  init(
    _ connected: [(id: String, name: String)], _ book: TerminalBook, _ offered: [Provider]
  ) {
    self.connected = connected
    self.book = book
    self.offered = offered
    names = book.nameCounts
  }

  var all: [ListedTerminal] {
    let fromHost = connected.map { terminal in
      listed(
        ConfiguredTerminal(id: terminal.id, name: terminal.name, provider: Provider.connected),
        Provider(id: Provider.connected, title: nil), isConnected: true)
    }
    return fromHost + book.all.map(configured) + implicit
  }

  private func configured(_ terminal: ConfiguredTerminal) -> ListedTerminal {
    listed(
      terminal, provider(of: terminal), isConnected: terminal.socketPath != nil,
      isConfigured: true)
  }

  /// As a step records it.
  var value: Value { .list(all.map(\.value)) }

  /// The same, made from what stood for these terminals at another time: a charge changes two of them.
  ///
  /// - Parameter known: of the same connected terminals and providers.
  func value(from known: Value, of before: TerminalBook) -> Value {
    guard before.all == book.all, case .list(var items) = known,
      items.count == connected.count + book.all.count
    else { return value }
    for (place, terminal) in book.all.enumerated()
    where !book.says(of: terminal.id, what: before) {
      items[connected.count + place] = configured(terminal).value
    }
    return .list(items)
  }

  private func provider(of terminal: ConfiguredTerminal) -> Provider? {
    offered.first { $0.id == terminal.provider }
  }

  private var implicit: [ListedTerminal] {
    // A connected one can't do without its settings.
    guard connected.isEmpty, let first = offered.first(where: { $0.id != Provider.connected }),
      !book.all.contains(where: { provider(of: $0) != nil })
    else { return [] }
    let terminal = ConfiguredTerminal(
      id: first.id, name: first.terminalName, provider: first.id)
    return [listed(terminal, first, isConnected: false)]
  }

  private func listed(
    _ terminal: ConfiguredTerminal, _ provider: Provider?, isConnected: Bool,
    isConfigured: Bool = false
  ) -> ListedTerminal {
    let others = names[terminal.name.lowercased(), default: 0] - (isConfigured ? 1 : 0)
    return ListedTerminal(
      id: terminal.id, name: terminal.shownName(isShared: others > 0), typedName: terminal.name,
      provider: terminal.provider, purpose: terminal.purpose, settings: terminal.settings,
      isConnected: isConnected, isConfigured: isConfigured, isInService: terminal.isInService,
      isOffered: provider != nil, isMarked: book.marked == terminal.id,
      armed: book.armed[terminal.id], armedFor: book.armedFor?[terminal.id],
      isLastUsed: book.lastUsed == terminal.id,
      least: provider?.least, most: provider?.most, inn: provider?.inn,
      isShared: terminal.isShared == true, settlesAt: terminal.settlesAt)
  }
}

extension TerminalBook {
  /// Whether it says of that terminal what `other` does, where both have it.
  fileprivate func says(of id: String, what other: TerminalBook) -> Bool {
    armed[id] == other.armed[id] && armedFor?[id] == other.armedFor?[id]
      && (marked == id) == (other.marked == id) && (lastUsed == id) == (other.lastUsed == id)
  }
}

/// The lists of terminals that flows read last, as steps record them.
///
/// A sale reads the same list three times over, and the next one that list again: to make it takes 40,000
/// instructions a time. Another one shares with it what is the same, so that they are compared in no time.
final class KnownTerminalLists {
  private struct Known {
    let book: TerminalBook
    let offered: [Provider]
    let value: Value
  }

  /// The one that was asked for last is the last.
  private var known: [Known] = []
  /// With an amount that a terminal holds, and without.
  private static let knownMax = 4

  func value(
    _ connected: [(id: String, name: String)], _ book: TerminalBook, _ offered: [Provider]
  ) -> Value {
    if let index = known.lastIndex(where: { $0.book == book && $0.offered == offered }) {
      known.append(known.remove(at: index))
    } else {
      let list = TerminalList(connected, book, offered)
      let last = known.last { $0.offered == offered }
      let value = last.map { list.value(from: $0.value, of: $0.book) } ?? list.value
      known = known.suffix(Self.knownMax - 1) + [Known(book: book, offered: offered, value: value)]
    }
    return known[known.count - 1].value
  }

  /// The host connects others.
  func forget() { known = [] }
}
