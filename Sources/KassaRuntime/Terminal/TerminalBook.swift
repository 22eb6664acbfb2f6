/// The terminals of one till: what a cashier sets up under «Платёжные терминалы».
struct TerminalBook: JSONCoded, Hashable, Sendable {
  /// In the order they were added.
  var all: [ConfiguredTerminal] = []
  /// The one marked «Использовать по умолчанию».
  var marked: String?
  /// The one charged last, whatever came of it.
  var lastUsed: String?
  /// By id, the amount that was asked of a terminal last and that it may still hold: nobody has said
  /// that it approved or declined.
  var armed: [String: Money] = [:]
  /// By id, what that amount was asked for where it was no charge: "refund", "void"; nil for none.
  var armedFor: [String: String]?
  /// How many were ever added: ids are never used twice.
  var count = 0
  /// Only in an entry as it is written: the hash of what stands for `all` in an earlier one.
  var same: String?
}

/// Something a person did to the terminals of a till.
package enum TerminalChange: JSONCoded, Hashable, Sendable {
  case added(terminal: ConfiguredTerminal)
  /// The terminal of the same id, as it is now.
  case changed(terminal: ConfiguredTerminal)
  /// - Parameter at: when; older programs kept none.
  case removed(id: String, at: Moment?)
  /// Nil takes the mark away.
  case marked(id: String?)
}

/// Why the terminals of a till stay as they are.
enum TerminalError: Error, Hashable, Sendable {
  case nameLength(Int)
  case notPrintable
  case cardNumber
  case noTerminal(String)
  case noProvider(String)
  case hasMatters(String)
  case hasUnconfirmed(String)
  case tooMany
  case settingsTooLong
  case notAnHour
  /// A terminal whose outcome is missing must stay what it is.
  case attemptOpen
  case notAllowed
  case nobodySaidYes
  case addressMissing
}

extension TerminalError: WordedError {
  package var words: ErrorWords {
    switch self {
    case .nameLength(let count):
      .init(
        "a terminal's name has from 1 to \(ConfiguredTerminal.nameMax) characters, got \(count)")
    case .notPrintable:
      .init("the name or a setting has a character that can't be printed", "take it out")
    case .cardNumber: .init("the name or a setting looks like a card number", "none may be stored")
    case .noTerminal(let id): .init("no terminal «\(id)»", "see terminal.list()")
    case .noProvider(let id): .init("no provider «\(id)»", "name one of the store's list")
    case .hasMatters(let name):
      .init("«\(name)» has receipts whose money is in question", "resolve them first")
    case .hasUnconfirmed(let name):
      .init(
        "«\(name)» has not confirmed charges that it was asked for",
        "ask it again, or let a senior strike them off, among the parked receipts")
    case .tooMany:
      .init("a till has at most \(TerminalBook.terminalsMax) terminals", "remove one first")
    case .settingsTooLong:
      .init(
        "a terminal's purpose and settings have at most \(ConfiguredTerminal.settingsBytesMax) bytes",
        "shorten them")
    case .notAnHour:
      .init("a time of day was expected", "write it as \"23:00\", or \"\" for none")
    case .attemptOpen: .init("a charge has no outcome yet", "say what the terminal shows first")
    case .notAllowed:
      .init(
        "whoever is signed in may not set up terminals", "ask a technician, see cashier.require")
    case .nobodySaidYes:
      .init(
        "nobody has said yes to this change of a terminal",
        "make it in the step of an answer to a prompt of the till's settings, such as «terminals.edit»"
      )
    case .addressMissing:
      .init(
        "nobody has said where this terminal listens",
        "ask with terminal.address first; a script names no address")
    }
  }

  /// The reason's id in the words, for what a cashier can bring about.
  var cashierReason: String? {
    switch self {
    case .nameLength: "terminal_name"
    case .notPrintable: "not_printable"
    case .cardNumber: "card_number"
    case .notAnHour: "bad_hour"
    case .hasMatters: "terminal_has_matters"
    case .hasUnconfirmed: "terminal_unconfirmed"
    case .attemptOpen: "attempt_open"
    case .notAllowed: "technician_needed"
    case .noTerminal, .noProvider, .tooMany, .settingsTooLong, .nobodySaidYes, .addressMissing:
      nil
    }
  }
}

extension TerminalBook {
  subscript(id: String) -> ConfiguredTerminal? { all.first { $0.id == id } }

  /// Each is a button of a list, and told with its settings.
  static let terminalsMax = 100

  /// The id of the terminal that is added next.
  var nextID: String { "t\(count + 1)" }

  /// Somebody keys that into it.
  mutating func arm(_ id: String, _ amount: Money, _ deed: Attempt.Deed) {
    disarm(id)
    armed[id] = amount
    if deed != .charge { armedFor = (armedFor ?? [:]).merging([id: deed.rawValue]) { $1 } }
  }

  mutating func disarm(_ id: String) {
    armed[id] = nil
    armedFor?[id] = nil
    if armedFor?.isEmpty == true { armedFor = nil }
  }

  mutating func apply(_ change: TerminalChange) {
    switch change {
    case .added(let terminal):
      all.append(terminal)
      count += 1
    case .changed(let terminal):
      guard let index = all.firstIndex(where: { $0.id == terminal.id }) else { return }
      all[index] = terminal
    case .removed(let id, _):
      all.removeAll { $0.id == id }
      if marked == id { marked = nil }
      if lastUsed == id { lastUsed = nil }
      disarm(id)
    case .marked(let id): marked = id
    }
  }

  /// Refuses what a till could not keep its word about.
  ///
  /// - Parameters:
  ///   - busy: terminals with money in question: their receipts still need them.
  ///   - unconfirmed: those with charges on the till's list: only they can say what became of them.
  func check(
    _ change: TerminalChange, busy: Set<String>, unconfirmed: Set<String> = []
  ) throws(TerminalError) {
    switch change {
    case .added(let terminal):
      guard all.count < Self.terminalsMax else { throw .tooMany }
      try check(terminal)
    case .changed(let terminal):
      guard self[terminal.id] != nil else { throw .noTerminal(terminal.id) }
      try check(terminal)
    case .removed(let id, _):
      guard let terminal = self[id] else { throw .noTerminal(id) }
      guard !busy.contains(id) else { throw .hasMatters(terminal.name) }
      guard !unconfirmed.contains(id) else { throw .hasUnconfirmed(terminal.name) }
    case .marked(let id?): if self[id] == nil { throw .noTerminal(id) }
    case .marked(nil): break
    }
  }

  private func check(_ terminal: ConfiguredTerminal) throws(TerminalError) {
    guard (1...ConfiguredTerminal.nameMax).contains(terminal.name.count) else {
      throw .nameLength(terminal.name.count)
    }
    if let settlesAt = terminal.settlesAt, LocalTime.minuteOfDay(settlesAt) == nil {
      throw .notAnHour
    }
    let settings = Value.record(terminal.settings)
    let purpose = terminal.purpose ?? ""
    guard purpose.utf8.count + settings.weight <= ConfiguredTerminal.settingsBytesMax else {
      throw .settingsTooLong
    }
    guard !CardNumber.isIn(terminal.name), !CardNumber.isIn(purpose),
      !settings.holdsCardNumber
    else { throw .cardNumber }
    guard terminal.name.isPrintable, terminal.purpose?.isPrintable ?? true, settings.isPrintable
    else { throw .notPrintable }
  }

  /// What people read: the name, with the terminal's number where another has the same.
  ///
  /// The number is the one of its id, so it stays the same whatever is added or removed.
  func shownName(of terminal: ConfiguredTerminal) -> String {
    let others =
      nameCounts[terminal.name.lowercased(), default: 0] - (self[terminal.id] == nil ? 0 : 1)
    return terminal.shownName(isShared: others > 0)
  }

  /// How many terminals have each name, in small letters.
  var nameCounts: [String: Int] {
    Dictionary(all.map { ($0.name.lowercased(), 1) }, uniquingKeysWith: +)
  }
}

extension ConfiguredTerminal {
  func shownName(isShared: Bool) -> String { isShared ? "\(name) №\(id.dropFirst())" : name }
}

extension String {
  fileprivate var isPrintable: Bool { unicodeScalars.allSatisfy(\.isPrintable) }
}

extension Value {
  fileprivate var isPrintable: Bool {
    switch self {
    case .null, .bool, .int: true
    case .string(let text): text.isPrintable
    case .list(let items): items.allSatisfy(\.isPrintable)
    case .record(let fields): fields.allSatisfy { $0.key.isPrintable && $0.value.isPrintable }
    }
  }
}
