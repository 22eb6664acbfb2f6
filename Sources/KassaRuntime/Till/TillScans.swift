/// What becomes of scans: one rule for every front end.
extension Till {
  /// An answer, where it comes from, and the key of the scan it is, where that has one.
  struct Said {
    let answer: Answer
    let source: AnswerSource
    var scanKey: String?
    /// Whether it was said to the flow before this one, which begins over.
    var isRepeated = false
  }

  /// What was said at `prompt`; nil where a scan came that answers nothing.
  func said(at prompt: Prompt, _ run: FlowRun?) async throws(CashierGone) -> Said? {
    if case .sale = prompt.kind, let waited = await takeWaiting() {
      return Said(answer: .scanned(waited.code), source: .scan, scanKey: waited.key)
    }
    switch try await cashier.input(at: prompt.with(scansWaiting: scansWaiting, cashier: attending))
    {
    case .answer(let answer): return Said(answer: prompt.tidied(answer), source: cashier.source)
    case .scan(let scan):
      // It came before: what it did is done.
      if let key = scan.key, isKnown(scanKey: key) { return nil }
      return await judge(scan, at: prompt, run).map {
        Said(answer: prompt.tidied($0), source: .scan, scanKey: scan.key)
      }
    case .newcomer(let proof):
      leave(proof)
      return nil
    }
  }

  /// What a scan answers at `prompt`; elsewhere it waits, or is refused aloud.
  private func judge(_ scan: Scan, at prompt: Prompt, _ run: FlowRun?) async -> Answer? {
    guard let code = await readable(scan.code) else { return nil }
    let read = Scan(code, key: scan.key)
    if prompt.takesScan { return .text(code) }
    switch prompt.kind {
    case .sale: return .scanned(code)
    case .tell where run?.start.name == FlowStart.saleName: await waitUnderNotice(read)
    case .tell, .confirm, .choose, .amount, .text, .secret, .outcome, .count:
      await refuse(.answerFirst)
    }
    return nil
  }

  /// Runs `work` of the registrar, of which the cashier is told; what is scanned meanwhile waits.
  func hearingScans<Result: Sendable>(
    tellingOf wait: TillWait, _ work: () async throws -> Result
  ) async throws -> Result {
    await cashier.waiting(for: wait)
    let ear = Task {
      while !Task.isCancelled, let scan = await cashier.scan() {
        if let key = scan.key, isKnown(scanKey: key) { continue }
        guard let code = await readable(scan.code) else { continue }
        await waitForNext(Scan(code, key: scan.key))
      }
    }
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    ear.cancel()
    await ear.value
    return try result.get()
  }

  /// A scan that came while a service was waited for: it is for the receipt in hand.
  func hear(_ scan: Scan) async {
    if let key = scan.key, isKnown(scanKey: key) { return }
    guard let code = await readable(scan.code) else { return }
    await waitUnderNotice(Scan(code, key: scan.key))
  }

  /// The code that was scanned; what a card reader types is refused, and kept nowhere.
  func readable(_ scan: String) async -> String? {
    let code = scan.trimmed
    guard !code.isEmpty else { return nil }
    guard !code.isSwipe, !CardNumber.isIn(code) || outside.isGood(code) else {
      await refuse(.card)
      return nil
    }
    return code
  }

  private func waitUnderNotice(_ scan: Scan) async {
    guard let receipt = journal.ledger.receipt else { return await refuse(.answerFirst) }
    // Nothing is added any more to what is paid.
    if receipt.isPrinted || receipt.hasMoneyInQuestion { return await waitForNext(scan) }
    await wait(scan, for: .same(id: receipt.id))
  }

  /// The receipt in hand is on its way to the registrar.
  private func waitForNext(_ scan: Scan) async {
    await wait(scan, for: .after(id: journal.ledger.receipt?.id ?? ""))
  }

  private func wait(_ scan: Scan, for receipt: WaitingScans.Receipt) async {
    guard keep(scan, for: receipt) else { return await refuse(.tooMany) }
    try? await cashier.show(.scansWaiting(scansWaiting))
  }

  private func takeWaiting() async -> Scan? {
    guard scansWaiting > 0, let receipt = journal.ledger.receipt else { return nil }
    let (next, stranded) = takeWaiting(at: receipt.id)
    for code in stranded { await refuse(.receiptGone(code: code)) }
    return next
  }

  func refuse(_ refusal: ScanRefusal) async {
    try? await cashier.show(.scanRefused(refusal.text(settings.language)))
  }
}

/// Why a scan counts for nothing.
enum ScanRefusal {
  case answerFirst
  case terminalWorks
  /// It could be a bank card.
  case card
  case tooMany
  /// It waited for a receipt that was left meanwhile.
  case receiptGone(code: String)

  func text(_ language: Language) -> String {
    switch (self, language) {
    case (.answerFirst, .ru): "Скан не принят: сначала ответьте"
    case (.answerFirst, .en): "Scan not taken: answer first"
    case (.terminalWorks, .ru): "Скан не принят: работает терминал"
    case (.terminalWorks, .en): "Scan not taken: the terminal works"
    case (.card, .ru): "Скан не принят: это похоже на банковскую карту"
    case (.card, .en): "Scan not taken: it looks like a bank card"
    case (.tooMany, .ru): "Скан не принят: уже ждут \(WaitingScans.countMax)"
    case (.tooMany, .en): "Scan not taken: \(WaitingScans.countMax) wait already"
    case (.receiptGone(let code), .ru): "Скан не принят, его чек оставлен: \(code)"
    case (.receiptGone(let code), .en): "Scan not taken, its receipt was left: \(code)"
    }
  }
}

extension Answer {
  /// What a scan means at a sale.
  fileprivate static func scanned(_ code: String) -> Answer {
    .action(.add(barcode: code, quantity: nil))
  }
}

extension FlowStart {
  fileprivate static let saleName = "sale"
}

extension String {
  /// Whether it stands between the sentinels of a magnetic stripe's track (ISO/IEC 7811: «%», «;» and
  /// «+» begin one, «?» ends it).
  fileprivate var isSwipe: Bool {
    first.map { "%;+".contains($0) } == true && last == "?"
  }
}
