import KassaRuntime

/// What is kept from whoever stands at the till, until the till has asked who they are.
enum Kept {
  case nothing
  /// What nobody has read yet.
  case notices
  /// That, and what the till waits for: somebody else may stand there than before.
  case all
}

// MARK: - Who works the till

extension WebCashier {
  /// A tab has come: it works the till where nobody does, or where another of its browser did that is gone.
  func greet(_ tab: Tab) {
    guard let other = working else { return work(tab) }
    let isGone = !streams.values.contains { $0.kind == .till && $0.tab == other }
    if other != tab, other.browser == tab.browser, isGone { work(tab) }
  }

  /// What a tab is to the till.
  enum Standing: Hashable {
    /// It works it, or nobody does, or another tab of its browser, or one that is lost: the till asks who
    /// stands there.
    case free
    /// Another browser works it.
    case taken
  }

  /// How long a tab that has no stream still works the till: a page that reloads or has lost its link is back within
  /// 2 s, a tablet that changes its access point within some more.
  static let graceMax = Duration.seconds(8)

  /// - Returns: nil where the tab has no stream.
  func standing(of tab: Tab, at now: ContinuousClock.Instant = .now) -> Standing? {
    func has(_ tab: Tab) -> Bool {
      streams.values.contains { $0.kind == .till && $0.tab == tab }
    }
    guard has(tab) else { return nil }
    guard let working, working.browser != tab.browser else { return .free }
    let isBack = left.map { $0.duration(to: now) < Self.graceMax } ?? false
    return has(working) || isBack ? .taken : .free
  }

  /// From now on `tab` works the till: whoever stands there says who they are.
  ///
  /// - Returns: false where the tab has no stream.
  func take(_ tab: Tab, _ proof: PersonProof? = nil) -> Bool {
    guard streams.values.contains(where: { $0.kind == .till && $0.tab == tab }) else {
      return false
    }
    if working != tab { work(tab, proof) }
    return true
  }

  private func work(_ tab: Tab, _ proof: PersonProof? = nil) {
    let isOther = working != nil
    working = tab
    if isOther { leaveTill(proof) }
    wakeAll()
  }

  /// Hides what stands where nobody has done anything for `limit`: whoever goes on types their PIN.
  ///
  /// A question about open money stays, since somebody must answer it; the PIN is asked behind it.
  func lock(after limit: Duration) {
    guard kept == .nothing, touched.duration(to: .now) > limit else { return }
    switch stand.what {
    case .nothing, .over: return
    case .prompt(let prompt) where prompt.mayBeHidden:
      guard isListening else { return }
      touched = .now
      leaveTill()
    case .prompt(let prompt) where !prompt.isOfAWait && prompt.cashier == nil: return
    case .prompt, .waiting: (isLockDue, kept) = (true, .notices)
    }
  }

  /// Whoever worked the till has left it: nobody goes on in their name, nor sees what they had before them.
  func leaveTill(_ proof: PersonProof? = nil) {
    sent = nil
    (isLockDue, kept) = (false, proof == nil ? .all : .nothing)
    newcomer = .newcomer(proof)
    guard case .prompt(let prompt) = stand.what else { return }
    put(.nothing)
    if isListening { hand(takeNewcomer(before: prompt)) }
  }

  /// What the till hears in place of an answer to `prompt`: that somebody else may stand there.
  func takeNewcomer(before prompt: Prompt) -> Input? {
    if isLockDue, prompt.mayBeHidden { leaveTill() }
    guard let newcomer else { return nil }
    // The till would go on with it: it is left, and its flow's next question asks who stands there.
    if prompt.asksSenior { return .answer(prompt.mayCancel ? .cancel : .button("ok")) }
    self.newcomer = nil
    return newcomer
  }

  /// The till asks `prompt`: whom it names has said who they are.
  func note(_ prompt: Prompt) {
    // The till asks by itself who stands there.
    if prompt.cashier == nil, !prompt.isOfAWait { isLockDue = false }
    if prompt.cashier != nil, !isLockDue { kept = .nothing }
  }

  /// What the till is at, as far as whoever works it may see it.
  var shown: Stand {
    switch stand.what {
    case .waiting where kept == .all: .nothing
    case .prompt(let prompt) where kept == .all && prompt.isOfAWait: .nothing
    case let what: what
    }
  }
}

extension Prompt {
  /// Whether somebody is at it, and nothing of money hangs on its answer.
  fileprivate var mayBeHidden: Bool { cashier != nil && !isOfAWait && !hangsOnMoney }

  /// Whether the till asks it while it waits for somebody else.
  fileprivate var isOfAWait: Bool { wait != nil || id == "service.wait" }

  /// Whether it is one of a senior's, in the middle of another question.
  fileprivate var asksSenior: Bool { id.hasPrefix("rights.") }

  /// Whether a charge, a refund or a transfer is open, or cash goes from hand to hand.
  private var hangsOnMoney: Bool {
    if case .outcome = kind { return true }
    if Self.openMoney.contains(id) || id.hasPrefix("last.") { return true }
    return switch effect?.act {
    case .payment, .void, .refund: effect?.terminal != nil
    case .handover: true
    default: false
    }
  }

  /// Those whose line names no terminal.
  private static let openMoney: Set = [
    "payment.cash", "payment.return_cash", "payment.change", "charge.late", "return.late",
  ]
}
