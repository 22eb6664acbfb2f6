import Logging

/// Calls of the shop's own services: the cashier sees whom the till waits for, and can end it.
extension Till {
  /// Calls the service of `intent` and waits for it no longer than the cashier does.
  ///
  /// - Throws: `CancellationError` where the host cancelled: after a restart it is as if no answer came.
  func call(_ intent: ServiceIntent, in scene: TillDevices.Scene) async throws -> DeviceOutcome {
    let title = store.manifest.terms.services?.first { $0.id == intent.service }?.title
    let prompt = ServiceWords(settings.language).waiting(
      for: title?.text(settings.language) ?? intent.service, number: ownNumber())
    let (left, leaves) = AsyncStream.makeStream(of: Void.self)
    let ear = Task {
      // Most answers come sooner than anybody could read whom the till waits for.
      guard (try? await Task.sleep(for: Self.quietLimit)) != nil else { return }
      while !Task.isCancelled, let input = await cashier.input(whileWaiting: prompt) {
        switch input {
        case .scan(let scan): await hear(scan)
        case .newcomer(let proof): leave(proof)
        case .answer(.cancel), .answer(.button(ServiceWords.leaveButton)):
          leaves.finish()
          return
        case .answer: continue
        }
      }
    }
    let outcome = await devices.call(intent, isRepeated: scene.isRepeated) {
      for await _ in left {}
    }
    ear.cancel()
    await ear.value
    leaves.finish()
    if Task.isCancelled {
      if let run { resume(run, at: standing) }
      throw CancellationError()
    }
    return outcome
  }

  private static let quietLimit = Duration.milliseconds(300)
}

/// What the till itself says while it waits for a service.
struct ServiceWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  static let leaveButton = "leave"

  func waiting(for title: String, number: Int) -> Prompt {
    let (heading, label) =
      switch language {
      case .ru: ("Ждём ответа: \(title)", "Не ждать")
      case .en: ("Waiting for \(title)", "Don't wait")
      }
    return Prompt(
      number: number, id: "service.wait", kind: .choose, title: heading, body: "",
      buttons: [Button(id: Self.leaveButton, label: label)], mayCancel: true, language: language)
  }
}

extension TillDevices {
  /// Calls a service, and once more where no answer came, it may be repeated and there is time.
  ///
  /// - Parameter leaving: returns once nobody waits any more.
  func call(
    _ intent: ServiceIntent, isRepeated: Bool, leaving: @escaping @Sendable () async -> Void
  ) async -> DeviceOutcome {
    let start = settings.clock()
    if isRepeated, intent.repeats != true {
      log(intent, "the till was started anew, nobody knows what became of it")
      return uncertain("failed", intent, after: 0)
    }
    guard !absence.isAbsent(intent.service, settings: serviceSettings(of: intent), at: start) else {
      return notDone("absent", intent, after: 0, isAgain: isRepeated)
    }
    let isOver = Flag()
    let left: @Sendable () async -> Void = {
      await leaving()
      isOver.set()
    }
    let last = await Deadline.first(before: left) { await replies(to: intent, isOver) }
    let waited = last?.reply == .late ? Int64.max : settings.clock().milliseconds(since: start)
    return outcome(
      of: last?.reply, intent, after: Int(min(max(0, waited), Int64(intent.milliseconds))),
      isAgain: isRepeated || last?.isSecond == true)
  }

  /// Tries it until it is known what became of it, or its time is over.
  private func replies(
    to intent: ServiceIntent, _ isOver: Flag
  ) async -> (reply: ServiceReply, isSecond: Bool) {
    let deadline = ContinuousClock.now + .milliseconds(intent.milliseconds)
    let first = await reply(to: intent, before: deadline, isOver)
    guard case .unknown = first, intent.repeats == true, !isOver.isSet,
      ContinuousClock.now + Self.repeatLeast < deadline
    else { return (first, false) }
    return (await reply(to: intent, before: deadline, isOver), true)
  }

  /// A second try needs so much time.
  private static let repeatLeast = Duration.seconds(1)

  private func reply(
    to intent: ServiceIntent, before deadline: ContinuousClock.Instant, _ isOver: Flag
  ) async -> ServiceReply {
    guard let services = settings.services else { return .absent(reason: "no services here") }
    let limit = max(.zero, ContinuousClock.now.duration(to: deadline))
    let call = ServiceCall(
      service: intent.service, what: intent.what, key: intent.key, body: intent.body.json,
      limit: limit)
    let end: @Sendable () async -> Void = {
      if (try? await Task.sleep(for: limit)) != nil { isOver.set() }
    }
    let reply = await Deadline.first(before: end) {
      let reply = await services.call(call)
      if isOver.isSet, reply.isWord { log(intent, "a late answer, given to nobody") }
      return reply
    }
    return reply ?? .late
  }

  /// What a call came to; nil where the cashier did not wait for it.
  ///
  /// - Parameter isAgain: whether it was tried before, and nobody knows what came of that.
  private func outcome(
    of reply: ServiceReply?, _ intent: ServiceIntent, after milliseconds: Int, isAgain: Bool
  ) -> DeviceOutcome {
    let said = reply.flatMap(Self.value)
    note(intent, isThere: said != nil || reply == .refused)
    if let said { return told(said, after: milliseconds) }
    switch reply {
    case .refused:
      if isAgain { log(intent, "refused at another try") }
      return notDone("refused", intent, after: milliseconds, isAgain: isAgain)
    case .absent(let reason):
      log(intent, reason)
      return notDone("absent", intent, after: milliseconds, isAgain: isAgain)
    case .answered:
      log(intent, "its answer is of no use")
      return uncertain("failed", intent, after: milliseconds)
    case .unknown(let reason):
      log(intent, reason)
      return uncertain("failed", intent, after: milliseconds)
    case .late:
      log(intent, "no answer in time")
      return uncertain("late", intent, after: milliseconds)
    case nil:
      log(intent, "the cashier did not wait")
      return uncertain("left", intent, after: milliseconds)
    }
  }

  /// That nothing was done is said of one try alone: the one before it may have changed something.
  private func notDone(
    _ reason: String, _ intent: ServiceIntent, after milliseconds: Int, isAgain: Bool
  ) -> DeviceOutcome {
    isAgain
      ? uncertain(reason, intent, after: milliseconds) : told(reason, after: milliseconds)
  }

  /// A question without an answer is over; a change may have been made.
  private func uncertain(
    _ reason: String, _ intent: ServiceIntent, after milliseconds: Int
  ) -> DeviceOutcome {
    guard intent.changes == true else { return told(reason, after: milliseconds) }
    var outcome = told("unknown", after: milliseconds)
    outcome.changes = [.till(change: .serviceUnknown(call: UnknownCall(intent, at: outcome.at)))]
    return outcome
  }

  private func told(_ reason: String, after milliseconds: Int) -> DeviceOutcome {
    told([.null, .string(reason)], after: milliseconds)
  }

  private func told(_ answer: Value, after milliseconds: Int) -> DeviceOutcome {
    told([answer], after: milliseconds)
  }

  private func told(_ result: [Value], after milliseconds: Int) -> DeviceOutcome {
    var outcome = outcome(result)
    outcome.milliseconds = milliseconds == 0 ? nil : milliseconds
    return outcome
  }

  /// What a service said, where a script may have it; nothing at all is a yes.
  private static func value(_ reply: ServiceReply) -> Value? {
    guard case .answered(let bytes) = reply, bytes.count <= ServiceCall.bytesMax else { return nil }
    if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return true }
    guard let value = try? JSONReader.value(of: bytes, depthMax: depthMax), !value.holdsCardNumber
    else { return nil }
    return value == .null ? true : value
  }

  /// As deep as scripts hand values over.
  private static let depthMax = 16

  private func note(_ intent: ServiceIntent, isThere: Bool) {
    let span = absence.note(
      intent.service, settings: serviceSettings(of: intent), failed: !isThere,
      at: settings.clock())
    guard let span else { return }
    settings.log.warning("service \(intent.service): not called for \(span.components.seconds) s")
  }

  private func serviceSettings(of intent: ServiceIntent) -> Int {
    settings.services?.settings(of: intent.service) ?? 0
  }

  private func log(_ intent: ServiceIntent, _ words: String) {
    settings.log.notice(
      "service \(intent.service)/\(intent.what), key \(intent.key): \(CardNumber.redacted(words))")
  }
}

extension ServiceReply {
  /// Whether it is the service's own.
  fileprivate var isWord: Bool {
    switch self {
    case .answered, .refused: true
    case .absent, .unknown, .late: false
    }
  }
}
