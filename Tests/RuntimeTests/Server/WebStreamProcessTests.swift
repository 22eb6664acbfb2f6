import Foundation
import Testing

/// Streams of events: who works the till, and what becomes of those that nobody reads.
@Suite(.timeLimit(.minutes(4))) struct WebStreamProcessTests {
  private let folder: TestFolder
  private let till: ServedTill
  private let tablet: Visitor

  init() throws {
    folder = try TestFolder()
    till = try ServedTill(data: folder.path)
    tablet = try till.letIn()
    try tablet.open()
  }

  private func works(_ visitor: Visitor) throws -> Bool? {
    try visitor.event("hello")["works"] as? Bool
  }

  @Test func `a second tab sees and does nothing until it takes over, by the PIN`() throws {
    let sale = try tablet.go(to: "sale")
    let other = tablet.otherTab()
    try other.open()
    #expect(try works(other) == false)
    #expect(try other.answer(sale.number, "pay.card").code == "not_working")
    #expect(try other.scan("46").code == "not_working")
    #expect(try other.post("acknowledged", ["notice": 1]).code == "not_working")
    #expect(try other.post("till/take", ["client": other.client]).isTaken)
    #expect(try works(other) == true)
    let who = try other.prompt()
    #expect(who.id == "person.pin")
    #expect(try tablet.event("taken_over")["taken_over"] as? Bool == true)
    #expect(try works(tablet) == false)
    #expect(try tablet.answer(who.number, "1234").code == "not_working")
    #expect(try other.answer(who.number, "0000").code == "refused")
    #expect(try other.answer(who.number, "1234").isTaken)
    #expect(try other.prompt().id == "sale")
  }

  @Test func `another device takes over by the PIN, and shows nothing before it`() throws {
    let sale = try tablet.go(to: "sale")
    let coffee: [String: Any] = ["action": "free", "name": "Кофе", "price": 19_950]
    #expect(try tablet.answer(sale.number, coffee).isTaken)
    let phone = try till.letIn(by: try till.newCode(), name: "Телефон")
    try phone.open()
    #expect(try works(phone) == false)
    #expect(try phone.get("people").json["people"] as? [String] == ["Анна"])
    #expect(try phone.post("till/take", ["client": phone.client]).code == "pin_needed")
    #expect(try phone.take(by: "Анна", "0000").code == "pin_wrong")
    #expect(try phone.take(by: "Никто", "1234").code == "pin_wrong")
    // Whoever works it has noticed nothing.
    #expect(try tablet.scan("46").isTaken)
    #expect(try phone.take(by: "Анна", "1234").isTaken)
    #expect(try works(phone) == true)
    // They have said who they are.
    #expect(try phone.prompt().lines == 1)
    #expect(try tablet.event("taken_over")["taken_over"] as? Bool == true)
  }

  @Test func `what a device guesses wrong holds up that device alone`() throws {
    _ = try tablet.go(to: "sale")
    let phone = try till.letIn(by: try till.newCode(), name: "Телефон")
    try phone.open()
    for _ in 0..<3 { #expect(try phone.take(by: "Анна", "0000").code == "pin_wrong") }
    // The right one comes too soon there, and who has another gets no guesses for it.
    #expect(try phone.take(by: "Анна", "1234").code == "wait")
    #expect(try phone.take(by: "Борис", "0000").code == "pin_wrong")
    let other = try till.letIn(by: try till.newCode(), name: "Планшет 2")
    try other.open()
    #expect(try other.take(by: "Анна", "1234").isTaken)
    #expect(try other.prompt().id == "sale")
  }

  @Test func `a restart ends no wait for the PIN of a take-over`() throws {
    _ = try tablet.go(to: "sale")
    let phone = try till.letIn(by: try till.newCode(), name: "Телефон")
    try phone.open()
    for _ in 0..<3 { #expect(try phone.take(by: "Анна", "0000").code == "pin_wrong") }
    Thread.sleep(forTimeInterval: 5.2)
    // Ten seconds now.
    #expect(try phone.take(by: "Анна", "0000").code == "pin_wrong")
    till.kill()
    let again = try ServedTill(
      data: folder.path, options: ["--listen", "127.0.0.1:\(till.port)"])
    let back = try [tablet, phone].map { old in
      let visitor = Visitor(again, headers: old.headers)
      visitor.headers["X-Kassa-Token"] = try visitor.get("session").json["token"] as? String
      try visitor.open()
      return visitor
    }
    #expect(try works(back[0]) == true)
    #expect(try back[1].take(by: "Анна", "1234").code == "wait")
  }

  @Test func `before anybody has a PIN nobody takes a till over that is worked`() throws {
    _ = try tablet.prompt()
    let phone = try till.letIn(by: try till.newCode(), name: "Телефон")
    try phone.open()
    #expect(try phone.take(by: "Анна", "1234").code == "no_pins")
    // Nor while its page reloads.
    tablet.closeStream()
    Thread.sleep(forTimeInterval: 0.3)
    #expect(try phone.take(by: "Анна", "1234").code == "no_pins")
    try tablet.open()
    #expect(try works(tablet) == true)
  }

  @Test func `a customer's screen gets nowhere`() throws {
    _ = try tablet.go(to: "sale")
    let screen = try till.letIn(by: try till.newCode(), name: "Покупатель", isCustomers: true)
    try screen.open("customer/events")
    #expect(try screen.event().name == "hello")
    let device = try screen.get("session").json["device"] as? [String: Any]
    #expect(device?["customers"] as? Bool == true)
    for path in ["events?client=x", "people", "goods"] {
      #expect(try screen.get(path).code == "customers_screen", "\(path)")
    }
    #expect(try screen.take(by: "Анна", "1234").code == "customers_screen")
    #expect(try screen.answer(1, "pay.card").code == "customers_screen")
    #expect(try screen.scan("46").code == "customers_screen")
    #expect(try CommandRun(["devices", "list", "--data", till.data]).output.contains("customer"))
  }

  @Test func `a tab that comes again goes on without a word`() throws {
    let sale = try tablet.go(to: "sale")
    tablet.closeStream()
    try tablet.open()
    #expect(try works(tablet) == true)
    let event = try tablet.event("prompt")
    #expect(event["fresh"] as? Bool == true)
    #expect(ShownPrompt(event["prompt"] as? [String: Any] ?? [:]) == sale)
  }

  @Test func `another tab works it where the first is gone, by the PIN`() throws {
    _ = try tablet.go(to: "sale")
    tablet.closeStream()
    Thread.sleep(forTimeInterval: 0.3)
    let other = tablet.otherTab()
    try other.open()
    #expect(try works(other) == true)
    #expect(try other.prompt().id == "person.pin")
  }

  @Test func `papers come right after the PIN where nobody had to type it before`() throws {
    let sale = try tablet.go(to: "sale")
    let coffee: [String: Any] = ["action": "free", "name": "Кофе", "price": 19_950]
    #expect(try tablet.answer(sale.number, coffee).isTaken)
    #expect(try tablet.answer(try tablet.prompt().number, "pay.cash").isTaken)
    let cash = try tablet.go(to: "payment.cash")
    Thread.sleep(forTimeInterval: 0.9)
    #expect(try tablet.answer(cash.number, 19_950).isTaken)
    let notice = try #require(try tablet.event("document")["notice"] as? Int)
    _ = try tablet.go(to: "sale", answering: ["payment.change": "ok"])
    tablet.closeStream()
    Thread.sleep(forTimeInterval: 0.3)
    let other = tablet.otherTab()
    for _ in 0..<2 {
      try other.open()
      #expect(try other.event().name == "hello")
      let next = try other.event()
      #expect(next.name == "prompt", "\(next.data)")
      #expect(try other.post("acknowledged", ["notice": notice]).code == "locked")
      guard next.name == "prompt" else { return }
    }
    try other.open()
    let who = try other.prompt()
    #expect(who.id == "person.pin")
    #expect(try other.answer(who.number, "1234").isTaken)
    while try other.event("document")["notice"] as? Int != notice {}
    #expect(try other.prompt().id == "sale")
    #expect(try other.post("acknowledged", ["notice": notice]).isTaken)
  }

  @Test func `lines come as changes`() throws {
    let sale = try tablet.go(to: "sale")
    let coffee: [String: Any] = ["action": "free", "name": "Кофе", "price": 19_950]
    #expect(try tablet.answer(sale.number, coffee).isTaken)
    let view = (try tablet.event("prompt")["prompt"] as? [String: Any])?["sale"] as? [String: Any]
    #expect(view?["lines"] == nil && view?["since"] as? Int == sale.number)
    #expect((view?["changed"] as? [Any])?.count == 1)
  }

  @Test func `streams that nobody reads hold neither the till nor its memory`() throws {
    var sale = try tablet.go(to: "sale")
    let stalled = try (0..<6).map { place in
      let display = tablet.otherTab()
      try display.open("customer/events")
      if place == 0 { #expect(try display.event().name == "hello") }
      return display
    }
    let before = till.memory
    let name = String(repeating: "Ж", count: 100)
    let start = ContinuousClock.now
    for price in 1...150 {
      let line: [String: Any] = ["action": "free", "name": "\(name) \(price)", "price": price]
      #expect(try tablet.answer(sale.number, line).isTaken)
      sale = try tablet.prompt()
    }
    let each = start.duration(to: .now) / 150
    #expect(each < .milliseconds(400), "\(each) a line")
    #expect(till.memory - before < 80_000, "\(before) KiB before, \(till.memory) after")
    withExtendedLifetime(stalled) {}
  }

  @Test func `a stream shows that it lives, and ends with the till`() throws {
    let events = try WebConnection(port: till.port, seconds: 8)
    let head = tablet.headers.map { "\($0): \($1)\r\n" }.joined()
    try events.send(
      "GET /api/1/customer/events?client=c HTTP/1.1\r\nHost: 127.0.0.1:\(till.port)\r\n\(head)\r\n")
    let reply = try WebReply(events)
    #expect(reply.headers["content-type"] == "text/event-stream; charset=utf-8")
    #expect(reply.headers["cache-control"] == "no-store")
    _ = try events.chunk()
    #expect(try events.chunk() == ":\n\n")
    till.kill()
    #expect(throws: WebConnection.Gone.self) { while true { _ = try events.chunk() } }
  }
}
