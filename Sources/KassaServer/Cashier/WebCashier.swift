package import KassaRuntime
import KassaWire
import Synchronization

/// The front end of people at a browser: what the till asks goes out to a stream, and answers come in by key.
///
/// It never holds the till: there is no queue of what a stream has to be sent. Each stream takes what it lacks
/// of what stands here, when it can; one that can't holds nothing.
package actor WebCashier: Cashier {
  /// What the till is at.
  enum Stand {
    case nothing
    case prompt(Prompt)
    case waiting(TillWait)
    /// The till has ended.
    case over
  }

  private(set) var stand: (what: Stand, revision: Int) = (.nothing, 0)
  var notices = Notices()
  var customer = CustomerView()
  var streams: [Int: WebStream] = [:]
  /// The tab that works the till.
  var working: Tab?
  /// When a tab that worked the till was last without its stream.
  var left: ContinuousClock.Instant?
  /// That somebody else works it now than before, which the till has not been told.
  var newcomer: Input?
  /// What is kept from whoever works it.
  var kept = Kept.notices
  /// Whether the PIN is asked once nothing of money is open any more.
  var isLockDue = false
  var replies = Replies()
  var scans: [WaitingScan] = []
  /// When somebody last did something at the till.
  var touched = ContinuousClock.now
  /// When the working tab was sent the open prompt last.
  var sent: (prompt: Int, at: ContinuousClock.Instant)?

  private var revision = 0
  private var ear: (ticket: Int, continuation: CheckedContinuation<Input?, Never>)?
  private var tickets = 0
  /// The answer that the till has been given and not said anything about yet.
  private var inHand: Replies.Key?
  private nonisolated let origin = Mutex(AnswerSource.hand)

  package init() {}

  /// Whose hands the answer in hand came from; a person's where there is none.
  package nonisolated var source: AnswerSource { origin.withLock { $0 } }

  /// The next number of an event.
  func nextRevision() -> Int {
    revision += 1
    return revision
  }

  func put(_ what: Stand) {
    stand = (what, nextRevision())
    if case .prompt(let prompt) = what { customer.note(prompt) }
    if case .waiting(let wait) = what { customer.note(wait) }
    wakeAll()
  }

  // MARK: The till's side

  package func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    while true {
      if case .answer(let answer) = try await input(at: prompt) { return answer }
    }
  }

  package func input(at prompt: Prompt) async throws(CashierGone) -> Input {
    settle(.taken)
    guard let input = await next(showing: .prompt(prompt)) else { throw CashierGone() }
    return input
  }

  package func input(whileWaiting prompt: Prompt) async -> Input? {
    settle(.taken)
    return await next(showing: .prompt(prompt))
  }

  package func scan() async -> Scan? {
    settle(.taken)
    guard case .scan(let scan) = await next(showing: nil) else { return nil }
    return scan
  }

  package func waiting(for wait: TillWait) {
    settle(.taken)
    put(.waiting(wait))
  }

  package func refuse(_ error: AnswerError, of prompt: Prompt) {
    settle(.refused(.answer(error), of: prompt))
  }

  package func show(_ notice: Notice) throws(CashierGone) {
    if case .over = stand.what { throw CashierGone() }
    if notices.add(notice, revision: nextRevision()) { settle(.taken) }
    if case .paper(let paper) = notice { customer.note(paper) }
    wakeAll()
  }

  // MARK: What it waits for

  /// Waits for what comes from a browser; nil where the task is cancelled or the till has ended.
  private func next(showing shown: Stand?) async -> Input? {
    if case .over = stand.what { return nil }
    if case .prompt(let prompt) = shown {
      if let newcomer = takeNewcomer(before: prompt) { return newcomer }
      note(prompt)
    }
    if let shown { show(shown) }
    if !scans.isEmpty { return .scan(takeScan()) }
    tickets += 1
    let ticket = tickets
    return await withTaskCancellationHandler {
      await withCheckedContinuation { ear = (ticket, $0) }
    } onCancel: {
      Task { await self.giveUp(ticket) }
    }
  }

  /// The same prompt goes on as it was shown: its quiet time need not begin anew.
  private func show(_ shown: Stand) {
    if case .prompt(let old) = stand.what, case .prompt(let new) = shown, old == new { return }
    put(shown)
  }

  private func giveUp(_ ticket: Int) {
    guard ear?.ticket == ticket else { return }
    hand(nil)
  }

  /// Whether the till waits for an input just now.
  var isListening: Bool { ear != nil }

  /// Gives the till what it waits for.
  func hand(_ input: Input?) {
    let waiting = ear
    ear = nil
    waiting?.continuation.resume(returning: input)
  }

  /// Gives the till an answer; what it says of it settles `key`.
  func hand(_ answer: Answer, of key: Replies.Key, from source: AnswerSource) {
    inHand = key
    origin.withLock { $0 = source }
    hand(.answer(answer))
  }

  /// What became of the answer in hand is known.
  private func settle(_ reply: Reply) {
    guard let key = inHand else { return }
    inHand = nil
    origin.withLock { $0 = .hand }
    replies.settle(key, reply)
  }

  // MARK: The end

  /// Ends all streams and what waits: the till has ended.
  package func close() {
    settle(.closing)
    put(.over)
    hand(nil)
    for scan in scans { replies.settle(scan.key, .closing) }
    scans = []
  }

  /// Somebody has read the notice of that number; what others have to read stays.
  func acknowledge(_ number: Int, at tab: Tab) -> Reply {
    guard working == tab else { return .notWorking }
    guard kept == .nothing else { return .locked }
    notices.acknowledge(number)
    return .taken
  }

  var isOver: Bool { if case .over = stand.what { true } else { false } }
}

/// A scan that came before the till could hear it.
struct WaitingScan {
  let scan: Scan
  let key: Replies.Key
}

/// A tab of a browser.
struct Tab: Hashable, Sendable {
  /// The browser that was let in.
  let browser: String
  /// Which of its tabs.
  let client: String
}
