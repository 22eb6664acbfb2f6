import Logging

/// Waiting for a connected terminal: scans are refused meanwhile, and of one that has been silent for a while
/// a person may say that nobody waits for it any more.
///
/// Its charge is lost by that as little as by a lost reply: it is stopped or asked about by its key, and
/// where the terminal says nothing to that either, people are asked what it did.
extension Till {
  /// Runs `work`, of which the cashier is told.
  ///
  /// - Parameter work: is handed what returns once a person has said that nobody waits any more. A front end or
  ///   a host that goes away says no such thing: the customer's payment goes on.
  func waitingForTerminal<Result: Sendable>(
    _ wait: TillWait, _ work: (_ left: @escaping @Sendable () async -> Void) async throws -> Result
  ) async throws -> Result {
    await cashier.waiting(for: wait)
    let (left, leaves) = AsyncStream.makeStream(of: Void.self)
    let ear = Task { await hear(during: wait, leaves) }
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await work { for await _ in left {} }) } catch {
      result = .failure(error)
    }
    ear.cancel()
    await ear.value
    return try result.get()
  }

  /// What people do meanwhile; a wait that is over is told as one that can't be stopped any more.
  private func hear(during wait: TillWait, _ leaves: AsyncStream<Void>.Continuation) async {
    guard wait.mayStop else { return await refuseScans(before: nil) }
    await refuseScans(before: ContinuousClock.now + settings.terminalSilence)
    let prompt = TerminalWords(settings.language).waiting(for: wait, number: ownNumber())
    while !Task.isCancelled, let input = await cashier.input(whileWaiting: prompt) {
      switch input {
      case .scan(let scan): await refuse(scan)
      case .newcomer(let proof): leave(proof)
      case .answer(let answer):
        do throws(AnswerError) { try prompt.check(answer) } catch {
          await cashier.refuse(error, of: prompt)
          continue
        }
        settings.log.notice("terminal «\(wait.terminal ?? "")»: the cashier did not wait")
        leaves.finish()
        await cashier.waiting(for: wait.stopping)
        return await refuseScans(before: nil)
      }
    }
  }

  /// Refuses what is scanned until `limit`, or the task is cancelled.
  private func refuseScans(before limit: ContinuousClock.Instant?) async {
    let end: @Sendable () async -> Void = {
      guard let limit else { return await Deadline.never() }
      try? await Task.sleep(until: limit)
    }
    let cashier = cashier
    while !Task.isCancelled, limit.map({ .now < $0 }) ?? true {
      // A scan that comes with the end is heard all the same.
      let scan = await withTaskGroup(of: Scan?.self) { group in
        group.addTask { await cashier.scan() }
        group.addTask {
          await end()
          return nil
        }
        var heard: Scan?
        for await each in group {
          heard = heard ?? each
          group.cancelAll()
        }
        return heard
      }
      // Where no scan comes nothing is to be heard.
      guard let scan else { return await end() }
      await refuse(scan)
    }
  }

  private func refuse(_ scan: Scan) async {
    if let key = scan.key, isKnown(scanKey: key) { return }
    guard await readable(scan.code) != nil else { return }
    await refuse(.terminalWorks)
  }
}

/// What the till itself says while a terminal is silent.
struct TerminalWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  static let stopButton = "stop"

  func waiting(for wait: TillWait, number: Int) -> Prompt {
    let (title, label) =
      switch language {
      case .ru: ("Терминал работает", "Не ждать терминал")
      case .en: ("The terminal is at work", "Don't wait for it")
      }
    return Prompt(
      number: number, id: "charge.wait", kind: .choose, title: title, body: body,
      buttons: [Button(id: Self.stopButton, label: label, key: 1)],
      quietMilliseconds: PromptRendering.quietMilliseconds, language: language, wait: wait)
  }

  /// What not to wait leads to.
  private var body: String {
    switch language {
    case .ru:
      "Покупатель ещё платит — подождите. Терминал молчит — не ждите: касса проверит его или спросит вас"
    case .en:
      "Wait while the customer is at it. If it says nothing, don't: the till checks it, or asks you"
    }
  }
}

/// How long people wait for a terminal, and who hears what it says after that.
struct TerminalPatience: Sendable {
  /// Returns once nobody waits any more.
  let ends: @Sendable () async -> Void
  let hear: @Sendable (TerminalReply) async -> Void

  /// What `ask` comes to; nil once nobody waits for it.
  static func reply(
    _ patience: TerminalPatience?, to ask: @escaping @Sendable () async -> TerminalReply
  ) async -> TerminalReply? {
    guard let patience else { return await ask() }
    let isOver = Flag()
    let end: @Sendable () async -> Void = {
      await patience.ends()
      isOver.set()
    }
    return await Deadline.first(before: end) {
      let reply = await ask()
      if isOver.isSet { await patience.hear(reply) }
      return reply
    }
  }
}

// MARK: - A word that comes late

extension Till {
  /// Hears what the terminal of `call` says once nobody waits for it.
  func lateEar(for call: DeviceCall) -> @Sendable (TerminalReply) async -> Void {
    guard case .charge(let attempt, _, _) = call else { return { _ in } }
    let key = ChargeKey(receipt: journal.ledger.receipt?.id ?? "", attempt: attempt)
    return { [weak self] reply in await self?.hear(late: reply, of: key) }
  }

  /// A yes that comes late is shown at once, and asked about by its key before the next flow asks anything:
  /// what it is then stands in the journal.
  private func hear(late reply: TerminalReply, of key: ChargeKey) async {
    guard let charge = journal.ledger.till.unconfirmed.first(where: { $0.key == key }),
      let taken = reply.taken(of: charge.amount)
    else { return }
    switch charge.standing {
    case .paid, .owed: return
    case .open, .ended: break
    }
    late.append(key)
    let warning = TillWarning.lateYes(charge, taken)
    settings.log.error("\(warning.logged)")
    try? await cashier.show(.warning(warning.words(settings.language)))
  }
}

extension Till {
  /// The charges that the flow which begins asks about; each once.
  func takeLate() -> [ChargeKey]? {
    defer { late = [] }
    return late.isEmpty ? nil : late
  }
}

extension TerminalReply {
  /// How much of `amount` moved; nil where that is nothing, or nobody knows.
  fileprivate func taken(of amount: Money) -> Money? {
    switch self {
    case .approved: amount
    case .approvedInPart(let taken, _), .approvedOver(let taken, _): taken
    case .running, .declined, .unknown, .byHand: nil
    }
  }
}
