import Foundation

/// The terminals of a till that does not run, as a technician sets them up.
///
/// Holds the data folder while it lives. Each change is one entry of the journal, durable when the
/// call returns. A till that stopped with nothing in hand starts its flow anew after it; one that
/// stopped in the middle of something is refused.
package final class TerminalDesk {
  private let journal: Journal
  private let offer: TerminalOffer
  private let who: String
  private let clock: () -> Moment

  /// - Parameters:
  ///   - store: whose providers and purposes there are; nil for the store the till ran last.
  ///   - who: the person whose changes they are, for the journal.
  /// - Throws: `JournalError.inUse` while a till runs on `folder`; `StoreError`.
  package init(
    folder: String, store: StoreBundle? = nil, by who: String,
    clock: @escaping () -> Moment = { Moment.now }
  ) throws {
    journal = try Journal(
      folder: folder, identity: { TillIdentity.make { .random(in: .min ... .max) } },
      seam: .production)
    let last = try journal.ledger.till.flow?.start.bundle.flatMap(journal.bundle)
    offer = try TerminalOffer(
      store?.bundle ?? last, .known(journal.ledger.till.core.parameters ?? [:]))
    self.who = who
    self.clock = clock
  }

  package var terminals: [TillTerminal] { offer.list(journal.ledger.till.terminals) }

  /// Adds a terminal of `provider`, with its settings as people type them.
  ///
  /// - Throws: `TerminalError` or `TerminalDeskError`; nothing is changed then.
  package func add(
    provider id: String, name: String?, purpose: String?, settings: [String: String] = [:]
  ) throws -> TillTerminal {
    let provider = try offer.provider(id)
    var terminal = ConfiguredTerminal(
      id: journal.ledger.till.terminals.nextID,
      name: (name ?? provider.terminalName).trimmed, provider: id)
    terminal.purpose = try purpose.map(offer.purpose)
    terminal.settings = try provider.read(settings)
    try commit(.added(terminal: terminal))
    return try self.terminal(terminal.id)
  }

  /// Gives the terminal `word`, an id or a name, another name.
  ///
  /// - Throws: `TerminalError` or `TerminalDeskError`; nothing is changed then.
  package func rename(_ word: String, to name: String) throws -> TillTerminal {
    try change(word) { $0.name = name.trimmed }
  }

  /// - Parameter purpose: nil for none.
  package func setPurpose(of word: String, to purpose: String?) throws -> TillTerminal {
    let known = try purpose.map(offer.purpose)
    return try change(word) { $0.purpose = known }
  }

  /// Takes the terminal `word`, an id or a name, out of service, or back.
  ///
  /// - Throws: `TerminalError` or `TerminalDeskError`; nothing is changed then.
  package func setInService(_ word: String, _ isInService: Bool) throws -> TillTerminal {
    try change(word) { $0.isInService = isInService }
  }

  /// Says at which time of day the terminal `word`, an id or a name, settles itself.
  ///
  /// - Parameter hour: "23:00"; nil where somebody settles it.
  /// - Throws: `TerminalError` or `TerminalDeskError`; nothing is changed then.
  package func setSettlement(of word: String, at hour: String?) throws -> TillTerminal {
    let now = clock()
    return try change(word) { $0.settle(at: hour, from: now) }
  }

  /// Marks it as the one to use by default.
  package func mark(_ word: String) throws -> TillTerminal {
    let id = try terminal(word).id
    try commit(.marked(id: id))
    return try terminal(id)
  }

  /// Takes the mark away, from whichever has it.
  package func unmark() throws { try commit(.marked(id: nil)) }

  /// Removes it; receipts keep its name.
  package func remove(_ word: String) throws -> TillTerminal {
    let found = try terminal(word)
    try commit(.removed(id: found.id, at: clock()))
    return found
  }

  /// The terminal of that id, or of that name where only one has it.
  package func terminal(_ word: String) throws(TerminalDeskError) -> TillTerminal {
    let all = terminals
    if let found = all.first(where: { $0.id == word || $0.name == word }) { return found }
    let named = all.filter { $0.name.lowercased().hasPrefix(word.lowercased() + " №") }
    guard named.isEmpty else { throw .ambiguous(word, named.map(\.id)) }
    throw .noTerminal(word, all.flatMap { [$0.id, $0.name] })
  }

  private func change(
    _ word: String, _ body: (inout ConfiguredTerminal) -> Void
  ) throws -> TillTerminal {
    let id = try terminal(word).id
    guard var terminal = journal.ledger.till.terminals[id] else {
      throw TerminalError.noTerminal(id)
    }
    body(&terminal)
    try commit(.changed(terminal: terminal))
    return try self.terminal(id)
  }

  private func commit(_ change: TerminalChange) throws {
    let ledger = journal.ledger
    try journal.requireIdle()
    try ledger.till.check(change, with: ledger.inHand)
    try journal.append([.terminals(visit: TerminalVisit(by: who, changes: [change]))], at: clock())
  }
}

/// Why a technician's change was refused, in the words of the command line.
package enum TerminalDeskError: Error, Hashable, Sendable {
  case noTerminal(String, [String])
  case ambiguous(String, [String])
  case noProvider(String, [String])
  case noPurpose(String, [String])
  case noSetting(String, [String])
  case setting(String, problem: String)
  case settingMissing(String)
  case receiptInHand(Money)
  case inTheMiddle
}

extension TerminalDeskError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noTerminal(let word, let known):
      Self.unknown("terminal", word, known, none: "add one first")
    case .ambiguous(let word, let ids):
      "several terminals are called «\(word)»; use one of \(ids.joined(separator: ", "))"
    case .noProvider(let id, let known):
      Self.unknown("provider", id, known, none: "the store has none")
    case .noPurpose(let id, let known):
      Self.unknown("purpose", id, known, none: "the store has none")
    case .noSetting(let id, let known):
      Self.unknown("setting", id, known, none: "this provider has none")
    case .setting(let id, let problem): "setting «\(id)»: \(problem)"
    case .settingMissing(let id): "setting «\(id)» is missing; add --set \(id)=…"
    case .receiptInHand(let total):
      "a receipt of \(total) is in hand; finish it or set it aside at the till first"
    case .inTheMiddle:
      "the till stopped in the middle of something; start it, then leave it at its question"
    }
  }

  /// A word somebody typed is shown again, but never a card's number.
  private static func unknown(
    _ what: String, _ word: String, _ known: [String], none: String
  ) -> String {
    "no \(what) «\(CardNumber.redacted(word))»"
      + (known.isEmpty ? "; \(none)" : Spelling.remedy(word, among: known))
  }
}
