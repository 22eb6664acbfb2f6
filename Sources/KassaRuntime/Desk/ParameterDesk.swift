/// The parameters of a till that does not run, as a technician gives them.
///
/// Holds the data folder while it lives. Each change is one entry of the journal, durable when the call
/// returns. A till that stopped with nothing in hand starts its flow anew after it; one that stopped in the
/// middle of something is refused.
package final class ParameterDesk {
  private let journal: Journal
  private let store: StoreBundle?
  private let declared: [ParameterRule]
  private let who: String
  private let clock: () -> Moment

  /// - Parameters:
  ///   - store: which declares them; nil for the store the till ran last.
  ///   - who: the person whose changes they are, for the journal.
  ///   - random: what a new journal is called by.
  /// - Throws: `JournalError.inUse` while a till runs on `folder`; `StoreError`.
  package init(
    folder: String, store: StoreBundle? = nil, by who: String,
    clock: @escaping () -> Moment = { Moment.now },
    random: () -> UInt64 = { .random(in: .min ... .max) }, seam: Seam = .production
  ) throws {
    journal = try Journal(folder: folder, identity: { TillIdentity.make(random) }, seam: seam)
    let last = try journal.ledger.till.flow?.start.bundle.flatMap(journal.bundle)
    self.store = store ?? last.map { StoreBundle($0) }
    declared = try TillParameter.declared(self.store, journal.ledger.till)
    self.who = who
    self.clock = clock
  }

  package var parameters: [TillParameter] { TillParameter.all(declared, journal.ledger.till) }

  /// Gives parameters the values that people type, all or none.
  ///
  /// - Throws: `ParameterDeskError` or `TerminalDeskError`; nothing is changed then.
  package func set(_ typed: [String: String]) throws {
    var values: [String: Value] = [:]
    for (name, text) in typed {
      guard let each = declared.first(where: { $0.id == name }) else {
        // The check below names it.
        values[name] = .string(text)
        continue
      }
      do { values[name] = try each.rule.read(text) } catch {
        throw ParameterDeskError.refused("«\(name)»: \(error)")
      }
    }
    try give(values)
  }

  /// Takes the value of a parameter back: it is as declared then.
  package func unset(_ name: String) throws { try give([name: .null]) }

  /// Gives parameters their values, all or none; null takes one back.
  package func give(_ values: [String: Value]) throws {
    let ledger = journal.ledger
    try journal.requireIdle()
    if let receipt = ledger.inHand, !receipt.isBlank {
      throw TerminalDeskError.receiptInHand(receipt.total)
    }
    if let problem = ParameterCheck.problem(with: values, declared, at: ledger.till, store) {
      throw ParameterDeskError.refused(problem)
    }
    let given = ledger.till.core.parameters ?? [:]
    let changed = values.filter { $0.value != given[$0.key] ?? .null }
    guard !changed.isEmpty else { return }
    try journal.append(
      changed.sorted { $0.key < $1.key }.map {
        .parameter(name: $0.key, value: $0.value, by: who, old: given[$0.key])
      }, at: clock())
  }
}

/// Why a parameter keeps its value, in the words of the command line.
package enum ParameterDeskError: Error, Hashable, Sendable, CustomStringConvertible {
  case refused(String)

  package var description: String {
    switch self {
    case .refused(let problem): problem
    }
  }
}

/// A parameter of a till, for people and programs.
package struct TillParameter: Hashable, Sendable {
  package let id: String
  package let title: String
  package let kind: String
  /// Null where the till lacks it.
  package let value: Value
  /// As people type it; nil where the till lacks it.
  package let text: String?
  /// Whether it was given, and not as declared.
  package let isGiven: Bool
  /// Whether the script that is known declares it: if not, its title and kind are empty.
  package let isDeclared: Bool
}

extension TillParameter {
  fileprivate init(undeclared id: String, _ value: Value) {
    self.id = id
    (title, kind) = ("", "")
    self.value = value
    text =
      switch value {
      case .string(let text): text
      case .bool(let flag): flag ? "yes" : "no"
      case .null, .int, .list, .record: value.jsonText
      }
    (isGiven, isDeclared) = (true, false)
  }
}

extension TillParameter {
  /// The parameters of the till of `folder`, which may run meanwhile; where it never did, as declared.
  ///
  /// - Parameter store: nil for the store the till ran last.
  package static func all(folder: String?, store: StoreBundle?) throws -> [TillParameter] {
    let state = try folder.map { try JournalReader(folder: $0).state() }
    let till = state?.till ?? TillState()
    return all(try declared(store ?? state?.bundle.map { StoreBundle($0) }, till), till)
  }

  fileprivate static func declared(
    _ store: StoreBundle?, _ till: TillState
  ) throws(StoreError) -> [ParameterRule] {
    guard let store else { return till.flow?.start.terms?.parameters ?? [] }
    let values = ParameterValues.known(till.core.parameters ?? [:])
    return try StoreLoading.load(store.with(values)).manifest.terms.parameters ?? []
  }

  fileprivate static func all(_ declared: [ParameterRule], _ till: TillState) -> [TillParameter] {
    let given = till.core.parameters ?? [:]
    // Where no store is known, what was given is all that is.
    let others = given.keys.sorted().filter { id in !declared.contains { $0.id == id } }
    return declared.map { each in
      let value = given[each.id] ?? each.standard
      return TillParameter(
        id: each.id, title: each.title.text(.en), kind: each.rule.kind.rawValue, value: value,
        text: value == .null ? nil : each.rule.text(of: value), isGiven: given[each.id] != nil,
        isDeclared: true)
    } + others.map { TillParameter(undeclared: $0, given[$0] ?? .null) }
  }
}

/// A durable value of a till, for people and programs.
package struct TillKept: Hashable, Sendable {
  package let name: String
  /// Whose it is; nil where there is one of that name.
  package let key: String?
  package let value: Value
  /// "shift", "day" or "till".
  package let life: String
}

extension TillKept {
  /// What is kept at the till of `folder`, which may run meanwhile; of a day that is over, too.
  package static func all(folder: String) throws -> [TillKept] {
    try JournalReader(folder: folder).state().till.kept.values
      .sorted { $0.key.row < $1.key.row }
      .map { TillKept(name: $0.name, key: $0.key, value: $1.value, life: $1.life.rawValue) }
  }
}
