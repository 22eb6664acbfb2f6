/// Whether a till can go on with a script: what it has set up, open and kept, against what the script says.
///
/// It looks at everything and says all that speaks against it at once. What somebody has only to know of is
/// noted.
struct ScriptPreflight {
  private(set) var reasons: [String] = []
  private(set) var notes: [String] = []

  /// What of a till stands in no ledger.
  struct Surroundings {
    /// Nil where the registrar does not answer.
    var registrar: RegistrarStatus?
    /// Whether somebody has a PIN here.
    let hasPIN: (String) -> Bool
    /// How many goods have each rate.
    let rates: () -> [VATRate: Int]
  }

  private let new: StoreManifest
  private let old: StoreManifest?
  private let till: TillState
  private let inHand: Receipt?

  /// - Parameter old: what runs now; nil where it can't be read any more.
  init(
    _ new: StoreManifest, after old: StoreManifest?, at ledger: Ledger, _ around: Surroundings
  ) {
    (self.new, self.old, till, inHand) = (new, old, ledger.till, ledger.inHand)
    lookAtSeller(around)
    lookAtTerminals()
    lookAtReceipts()
    lookAtPeople(around)
    lookAtValues()
  }

  /// What has money and is not printed, with what people call it.
  private var receipts: [(name: String, receipt: Receipt, cashier: String?)] {
    let parked = till.parkedInOrder.map { ("parked №\($0.number)", $0.receipt, $0.cashier) }
    guard let inHand, !inHand.isBlank, !inHand.isPrinted else { return parked }
    return parked + [("the receipt in hand", inHand, till.cashier)]
  }
}

// MARK: - Seller and goods

extension ScriptPreflight {
  private mutating func lookAtSeller(_ around: Surroundings) {
    if let status = around.registrar {
      if let objection = new.objection(to: status) { reasons.append("\(objection)") }
    } else if let old {
      if old.seller.inn != new.seller.inn {
        reasons.append(
          "the INN would change from \(old.seller.inn) to \(new.seller.inn), and the registrar does "
            + "not say whether it is registered for it")
      }
      if old.taxation != new.taxation {
        reasons.append(
          "the taxation would change from \(old.taxation.name) to \(new.taxation.name), and the "
            + "registrar does not say whether it is registered for it")
      }
    }
    guard let old, old.taxation != new.taxation else { return }
    let rates = around.rates().sorted { $0.key.rawValue < $1.key.rawValue }
    let goods = rates.map { "\($0.value) \($0.key.name)" }.joined(separator: ", ")
    notes.append(
      "the taxation changes from \(old.taxation.name) to \(new.taxation.name)"
        + (goods.isEmpty ? "" : "; goods by their VAT: \(goods)"))
  }
}

// MARK: - Terminals

extension ScriptPreflight {
  /// A terminal as it is set up, or as receipts remember it.
  private struct Known {
    let name: String
    let provider: String
    var configured: ConfiguredTerminal?
    /// Charges on it whose receipts are not printed, or that it has not confirmed.
    var inQuestion = 0
  }

  private mutating func lookAtTerminals() {
    for (id, terminal) in known().sorted(by: { $0.key.naturalOrder < $1.key.naturalOrder }) {
      let name = "\(id) «\(terminal.name)»"
      let isUsed = terminal.configured?.isInService == true || terminal.inQuestion > 0
      guard let provider = new.providers.first(where: { $0.id == terminal.provider }) else {
        let wasOffered = old?.providers.contains { $0.id == terminal.provider } ?? true
        // What the script before did not offer either is no worse than it was.
        guard isUsed, wasOffered || terminal.inQuestion > 0 else { continue }
        reasons.append(
          "\(name): provider «\(terminal.provider)» is gone"
            + (terminal.inQuestion > 0 ? " (\(charges(terminal.inQuestion)) in question)" : ""))
        continue
      }
      guard let configured = terminal.configured, configured.isInService else { continue }
      lookAtSettings(of: configured, provider, name)
      if let purpose = configured.purpose, !new.purposes.contains(purpose),
        old?.purposes.contains(purpose) != false
      {
        notes.append("\(name): no rule knows its purpose «\(purpose)» any more")
      }
    }
  }

  private mutating func lookAtSettings(
    of terminal: ConfiguredTerminal, _ provider: Provider, _ name: String
  ) {
    let before = old?.providers.first { $0.id == provider.id }?.settings ?? []
    for setting in provider.settings where !before.contains(setting) {
      let value = terminal.settings[setting.id] ?? .null
      guard !setting.takes(value) else { continue }
      reasons.append(
        "\(name): setting «\(setting.id)» "
          + (value == .null ? "has no value" : "has a value that «\(provider.id)» does not take"))
    }
  }

  private func known() -> [String: Known] {
    var known: [String: Known] = [:]
    for terminal in till.terminals.all {
      known[terminal.id] = Known(
        name: till.terminals.shownName(of: terminal), provider: terminal.provider,
        configured: terminal)
    }
    var counted: Set<ChargeKey> = []
    func count(_ terminal: TerminalReference, _ key: ChargeKey) {
      guard counted.insert(key).inserted else { return }
      // One that the host connects needs nothing of a script's.
      if known[terminal.id] == nil, terminal.provider == Provider.connected { return }
      known[
        terminal.id, default: Known(name: terminal.name, provider: terminal.provider)
      ].inQuestion += 1
    }
    for (_, receipt, _) in receipts {
      for attempt in receipt.charges.map(\.attempt) + [receipt.openAttempt].compactMap(\.self) {
        count(attempt.terminal, ChargeKey(receipt: receipt.id, attempt: attempt.id))
      }
    }
    for charge in till.unconfirmed where charge.isListed { count(charge.terminal, charge.key) }
    return known
  }

  private func charges(_ count: Int) -> String { count == 1 ? "1 charge" : "\(count) charges" }
}

extension ProviderSetting {
  /// Whether a terminal that was set up before has a value for it.
  fileprivate func takes(_ value: Value) -> Bool {
    switch kind {
    case .amount: value.int.map { $0 >= 0 } ?? false
    case .text: value.string != nil
    case .yesNo: value.bool != nil
    case .choice: value.string.map(choices.contains) ?? false
    }
  }
}

extension String {
  /// So that t2 comes before t10.
  fileprivate var naturalOrder: String {
    String(repeating: " ", count: max(0, 8 - count)) + self
  }
}

// MARK: - Receipts

extension ScriptPreflight {
  private mutating func lookAtReceipts() {
    for (name, receipt, cashier) in receipts {
      let money =
        receipt.charged > .zero
        ? ", \(receipt.charged) charged"
        : receipt.received > .zero ? ", \(receipt.received) in cash" : ""
      let open = receipt.openAttempt.map { ", \($0.amount) in question" } ?? ""
      let title = name + (money.isEmpty ? open : money)
      let count = reasons.count
      if let old {
        if old.seller.inn != new.seller.inn, receipt.hasMoneyInQuestion {
          reasons.append("\(title): the seller's INN would change")
        }
        if old.seller != new.seller, let reason = objection(to: receipt, cashier, after: old) {
          reasons.append("\(title): it could not be printed any more: \(reason)")
        }
      }
      if reasons.count == count, receipt.hasMoneyInQuestion { notes.append("\(title): goes on") }
    }
  }

  /// Why the new seller's documents could not have what the old one's could.
  private func objection(
    to receipt: Receipt, _ cashier: String?, after old: StoreManifest
  ) -> String? {
    guard !receipt.lines.isEmpty else { return nil }
    let found = [new.seller, old.seller].map {
      DocumentFreezer(seller: $0, bundle: "").objection(to: receipt, cashier: cashier ?? "")
    }
    return found[1] == nil ? found[0]?.reason : nil
  }
}

// MARK: - People, parameters and what is kept

extension ScriptPreflight {
  private mutating func lookAtPeople(_ around: Surroundings) {
    guard let old else { return }
    for (role, held) in [("senior", [Role.senior]), ("technician", [.technician, .senior])] {
      let holders = { (people: People) in
        people.all.filter { held.contains($0.role) && around.hasPIN($0.name) }.map(\.name)
      }
      let before = holders(old.people)
      guard let last = before.first, holders(new.people).isEmpty else { continue }
      let others = before.count - 1
      reasons.append(
        "people: no \(role) would have a PIN here; now «\(last)»"
          + (others > 0 ? " and \(others) more have" : " has"))
    }
    let gone = old.people.names.filter { new.people[$0] == nil }
    if let cashier = till.cashier, gone.contains(cashier) {
      notes.append("people: «\(cashier)», who is signed in, sells no receipt after this one")
    }
  }

  private mutating func lookAtValues() {
    let declared = Set((new.terms.parameters ?? []).map(\.id))
    for name in (till.core.parameters ?? [:]).keys.sorted() where !declared.contains(name) {
      notes.append("parameter «\(name)» of this till is not asked for any more")
    }
    let others = till.kept.undeclared(by: new.terms.kept ?? [])
    if !others.isEmpty {
      notes.append(
        "what is remembered begins anew: " + others.map { "«\($0)»" }.joined(separator: ", "))
    }
  }
}

extension KeptValues {
  /// The names of values that `rules` declare otherwise than they are kept.
  func undeclared(by rules: [KeptRule]) -> [String] {
    let names = values.compactMap { key, kept -> String? in
      guard let rule = rules.first(where: { $0.id == key.name }) else { return nil }
      return rule.declares(key, kept) ? nil : key.name
    }
    return Set(names).sorted()
  }
}
