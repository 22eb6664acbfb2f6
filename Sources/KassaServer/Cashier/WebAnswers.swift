import KassaRuntime
import KassaWire

/// What comes from the tab that works the till.
struct Sending: Sendable {
  let caller: Caller
  /// Which tab sent it.
  let client: String
  /// What makes it the same again.
  let key: String
  /// The rest of what was sent, as a line of the protocol.
  let line: [UInt8]

  fileprivate var tab: Tab { Tab(browser: caller.id, client: client) }
  fileprivate var replyKey: Replies.Key { Replies.Key(caller: caller.id, key: key) }
}

extension WebCashier {
  /// Takes an answer; returns once the till has committed it, or why it did not count.
  func answer(_ sending: Sending) async -> Reply {
    await once(sending) { answerNow(sending) }
  }

  /// Takes a scan; returns once the till has heard it.
  func scan(_ sending: Sending) async -> Reply {
    await once(sending) { scanNow(sending) }
  }

  /// Runs `body` unless the same came before: then its reply is that one's.
  ///
  /// - Parameter body: says what is wrong at once; nil where the reply comes later.
  private func once(_ sending: Sending, _ body: () -> Reply?) async -> Reply {
    let key = sending.replyKey
    if !replies.has(key) {
      guard !isOver else { return .closing }
      guard working == sending.tab else { return .notWorking }
      replies.begin(key)
      touched = .now
      if let reply = body() { replies.settle(key, reply) }
    }
    return await withCheckedContinuation { replies.wait(for: key, $0) }
  }

  private func answerNow(_ sending: Sending) -> Reply? {
    guard case .prompt(let prompt) = shown, isListening else { return .noPrompt }
    let answer: Answer
    do { answer = try WireAnswer(line: sending.line, to: prompt).answer } catch {
      return .refused(error, of: prompt)
    }
    if case .browser = sending.caller, let left = quietLeft(of: prompt) {
      return .tooEarly(milliseconds: left)
    }
    hand(answer, of: sending.replyKey, from: sending.caller.source)
    return nil
  }

  /// How long nothing that a person does ends the prompt; nil where they may answer it.
  ///
  /// The page counts from when it has painted it, which is later: this is only the floor.
  private func quietLeft(of prompt: Prompt) -> Int? {
    guard prompt.quietMilliseconds > 0 else { return nil }
    guard let sent, sent.prompt == prompt.number else { return prompt.quietMilliseconds }
    let left = .milliseconds(prompt.quietMilliseconds) - sent.at.duration(to: .now)
    return left > .zero ? Int(left / .milliseconds(1)) + 1 : nil
  }

  /// So many wait for a till that does something else just now.
  private static let scansMax = 50

  private func scanNow(_ sending: Sending) -> Reply? {
    guard let scan = WireScan(line: sending.line)?.scan else { return .badScan }
    guard scans.count < Self.scansMax else { return .tooMany }
    scans.append(WaitingScan(scan: Scan(scan.code, key: sending.key), key: sending.replyKey))
    if isListening { hand(.scan(takeScan())) }
    return nil
  }

  /// The scan that came first, which the till hears now.
  func takeScan() -> Scan {
    let next = scans.removeFirst()
    replies.settle(next.key, .taken)
    return next.scan
  }
}

extension Caller {
  /// What its answers are believed to be.
  fileprivate var source: AnswerSource {
    switch self {
    case .browser: .hand
    case .program: .program
    }
  }
}

extension Reply {
  static let notWorking = refused(
    409, "not_working", "another tab or device works the till", "take it over first")
  static let locked = refused(
    409, "locked", "nobody has said yet who stands at the till", "answer what it asks first")
  fileprivate static let noPrompt = refused(
    409, "stale_number", "no prompt is open: the till works", "wait for the next prompt")
  fileprivate static let badScan = refused(
    400, "shape", "«scan» should be a string", "send {\"scan\":…,\"key\":…}")

  fileprivate static func tooEarly(milliseconds: Int) -> Reply {
    refused(
      409, "too_early", "nobody can have read the prompt yet",
      "answer it \(milliseconds) ms later, on purpose, with another key")
  }
}
