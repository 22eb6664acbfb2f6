import Foundation
import Testing

@testable import KassaRuntime
@testable import KassaServer

/// What stands at the front end of a browser, without a browser: keys, notices, the lock.
@Suite(.timeLimit(.minutes(1))) struct WebCashierTests {
  private let cashier = WebCashier()
  private let tab = Tab(browser: "b", client: "c")

  private func open(_ tab: Tab) async throws -> Int {
    try #require(await cashier.open(tab, .till) {}).id
  }

  /// Four devices full of customer's screens would keep the till's own tab out otherwise.
  @Test func `streams that one device has too many of make room for others, its oldest first`()
    async throws
  {
    let working = try await open(tab)
    var ids: [Int: [Int]] = [:]
    for place in 1...4 {
      for turn in 1...16 {
        let screen = Tab(browser: "device \(place)", client: "\(turn)")
        if let opened = await cashier.open(screen, .customer, cut: {}) {
          ids[place, default: []].append(opened.id)
        }
      }
    }
    // One of them has more than any other already: nobody gives way to its last.
    #expect(ids.values.map(\.count).reduce(0, +) == 63)
    #expect(await cashier.openStreams.count == 64)
    let another = Tab(browser: "tablet", client: "1")
    #expect(await cashier.open(another, .till, cut: {}) != nil)
    let open = await cashier.openStreams
    #expect(open.count == 64)
    #expect(open.contains(working))
    for held in ids.values { #expect(open.isSuperset(of: held.dropFirst(2))) }
    #expect(await cashier.open(Tab(browser: "device 1", client: "17"), .customer, cut: {}) == nil)
  }

  /// What the till does: it asks, and says what came.
  private func asking(_ prompt: Prompt) -> Task<Input?, Never> {
    Task { try? await cashier.input(at: prompt) }
  }

  /// Waits until the till listens.
  private func listening() async {
    while await !cashier.isListening { await Task.yield() }
  }

  private func sending(_ line: String, key: String, client: String = "c") -> Sending {
    Sending(
      caller: .browser(id: "b", name: "B", isCustomers: false), client: client, key: key,
      line: Array(line.utf8))
  }

  @Test func `an answer is taken once the till goes on, and refused where it says so`() async throws
  {
    _ = try await open(tab)
    let asked = asking(Prompts.of(.confirm, buttons: Prompts.yesNo))
    await listening()
    async let reply = cashier.answer(sending(#"{"n":12,"answer":"yes"}"#, key: "1"))
    #expect(await asked.value == .answer(.button("yes")))
    await cashier.refuse(.refused(rule: "нельзя"), of: Prompts.of(.confirm, buttons: Prompts.yesNo))
    let refused = await reply
    #expect(refused.status == 409)
    #expect(refused.body["error"]["text"].string == "нельзя; ответьте иначе")

    let again = asking(Prompts.of(.confirm, buttons: Prompts.yesNo))
    await listening()
    #expect(await cashier.answer(sending(#"{"n":12,"answer":"no"}"#, key: "1")) == refused)
    async let taken = cashier.answer(sending(#"{"n":12,"answer":"no"}"#, key: "2"))
    #expect(await again.value == .answer(.button("no")))
    let next = asking(Prompts.pin)
    #expect(await taken == .taken)
    next.cancel()
    #expect(await next.value == nil)
  }

  @Test func `what comes while nothing is asked answers nothing`() async throws {
    _ = try await open(tab)
    await cashier.waiting(for: TillWait(.terminal, since: Moment(milliseconds: 0)))
    let reply = await cashier.answer(sending(#"{"n":12,"answer":"yes"}"#, key: "1"))
    #expect(reply.status == 409 && reply.body["error"]["code"].string == "stale_number")
    let heard = Task { await cashier.scan() }
    await listening()
    #expect(await cashier.scan(sending(#"{"scan":"46","key":"s"}"#, key: "s")) == .taken)
    #expect(await heard.value == Scan("46", key: "s"))
  }

  @Test func `scans that come too soon wait in their order, and not without end`() async throws {
    _ = try await open(tab)
    let replies = (0..<60).map { place in
      Task {
        await cashier.scan(sending(#"{"scan":"\#(place)","key":"\#(place)"}"#, key: "\(place)"))
      }
    }
    while await cashier.scans.count < 50 { await Task.yield() }
    var heard = 0
    while heard < 50, await cashier.scan() != nil { heard += 1 }
    var codes: [Int: Int] = [:]
    for reply in replies { codes[await reply.value.status, default: 0] += 1 }
    #expect(codes == [200: 50, 429: 10])
  }

  @Test func `a till that ends says so to whoever waits`() async throws {
    let id = try await open(tab)
    let asked = asking(Prompts.pin)
    await listening()
    async let reply = cashier.answer(sending(#"{"n":12,"answer":"0000"}"#, key: "1"))
    _ = await asked.value
    await cashier.close()
    #expect(await reply == .closing)
    #expect(await cashier.take(id, [:])?.contains("event: closing") == true)
    #expect(await cashier.take(id, [:]) == nil)
    await #expect(throws: CashierGone.self) { try await cashier.input(at: Prompts.pin) }
    #expect(await cashier.answer(sending(#"{"n":12,"answer":"0000"}"#, key: "2")) == .closing)
  }

  @Test func `a sale is hidden after a while, and not before`() async throws {
    let id = try await open(tab)
    let sale = asking(Prompts.sale.with(scansWaiting: 0, cashier: "Анна"))
    await listening()
    await cashier.lock(after: .seconds(60))
    #expect(await cashier.take(id, [:])?.contains("Круассан") == true)
    try await Task.sleep(for: .milliseconds(5))
    await cashier.lock(after: .milliseconds(1))
    #expect(await sale.value == .newcomer(nil))
  }

  @Test func `who works the till keeps it while the page reloads, and not for long`() async throws {
    let id = try await open(tab)
    let other = Tab(browser: "other", client: "c")
    _ = try await open(other)
    #expect(await cashier.standing(of: other) == .taken)
    await cashier.end(id)
    #expect(await cashier.standing(of: other) == .taken)
    let later = ContinuousClock.now + WebCashier.graceMax + .seconds(1)
    #expect(await cashier.standing(of: other, at: later) == .free)
    // Back in time it works it as before, and its next absence counts anew.
    let again = try await open(tab)
    #expect(await cashier.standing(of: other, at: later) == .taken)
    await cashier.end(again)
    // Put out, it is nobody's at once.
    await cashier.putOut { $0 == "b" }
    #expect(await cashier.standing(of: other) == .free)
    #expect(await cashier.take(other))
    #expect(await cashier.working == other)
  }

  @Test func `notices are kept by the score, and the same words once`() async throws {
    let id = try await open(tab)
    let sale = asking(Prompts.sale.with(scansWaiting: 0, cashier: "Анна"))
    await listening()
    defer { sale.cancel() }
    for number in 0..<40 { try await cashier.show(.warning("\(number)")) }
    try await cashier.show(.warning("39"))
    let text = try #require(await cashier.take(id, [:]))
    #expect(text.components(separatedBy: "event: warning").count - 1 == 32)
    #expect(text.components(separatedBy: "\"message\":\"39\"").count - 1 == 1)
  }

  @Test func `replies are kept for the last answers alone`() {
    var replies = Replies()
    for number in 0..<600 {
      let key = Replies.Key(caller: "b", key: "\(number)")
      replies.begin(key)
      replies.settle(key, .taken)
    }
    #expect(!replies.has(Replies.Key(caller: "b", key: "0")))
    #expect(replies.has(Replies.Key(caller: "b", key: "599")))
  }
}

extension WebCashier {
  /// Their numbers.
  fileprivate var openStreams: Set<Int> { Set(streams.keys) }
}
