import Foundation
import KassaRuntime
import Testing

/// Selling through a browser: what counts, once, and what comes after a cut.
@Suite(.timeLimit(.minutes(4))) struct WebSaleProcessTests {
  private let folder: TestFolder
  private let till: ServedTill
  private let tablet: Visitor

  init() throws {
    folder = try TestFolder()
    let added = try CommandRun([
      "terminals", "add", "--provider", "standalone", "--mark", "--store", TillProcess.cafe,
      "--data", folder.path,
    ])
    try #require(added.code == 0, "\(added.errors)")
    till = try ServedTill(data: folder.path)
    tablet = try till.letIn()
    try tablet.open()
  }

  private static var coffee: [String: Any] {
    ["action": "free", "name": "Кофе", "price": 19_950]
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { "%" + [$0].hex }.joined()
  }

  /// Stands at the charge's window of a card sale.
  private func window() throws -> ShownPrompt {
    let sale = try tablet.go(to: "sale")
    #expect(try tablet.answer(sale.number, Self.coffee).isTaken)
    let next = try tablet.prompt()
    #expect(try tablet.answer(next.number, "pay.card").isTaken)
    return try tablet.prompt()
  }

  private func quiet() { Thread.sleep(forTimeInterval: 0.9) }

  @Test func `a card is charged, the receipt comes, and the next sale opens`() throws {
    let window = try window()
    #expect(window.buttons.contains("approved"))
    quiet()
    #expect(try tablet.answer(window.number, "approved").isTaken)
    let document = try #require(try tablet.event("document")["document"] as? [String: Any])
    #expect(document["kind"] as? String == "receipt")
    #expect((document["lines"] as? [String])?.contains { $0.contains("БЕЗНАЛИЧНЫМИ") } == true)
    #expect((document["svg"] as? String)?.hasPrefix("M0 0h7v1H0z") == true)
    #expect((document["modules"] as? Int ?? 0) >= 21)
    #expect(try tablet.go(to: "sale").lines == 0)
  }

  @Test func `money is answered by nobody before they can have read it`() throws {
    let window = try window()
    let early = try tablet.answer(window.number, "approved")
    #expect(early.status == 409 && early.code == "too_early")
    // A page that comes back counts anew.
    quiet()
    try tablet.open()
    #expect(try tablet.prompt().number == window.number)
    #expect(try tablet.answer(window.number, "approved").code == "too_early")
    quiet()
    #expect(try tablet.answer(window.number, "approved").isTaken)
  }

  @Test func `a lost reply is asked for by the same key, and nothing counts twice`() throws {
    let window = try window()
    quiet()
    let replies = try (0..<3).map { _ in
      try tablet.answer(window.number, "approved", key: "lost")
    }
    #expect(replies.allSatisfy { $0.isTaken })
    _ = try tablet.event("document")
    #expect(try tablet.go(to: "sale").lines == 0)
    // Whatever it says now: the key's reply is the first one.
    #expect(try tablet.answer(window.number + 40, "declined", key: "lost").isTaken)
    let late = try tablet.answer(window.number, "approved")
    #expect(late.status == 409 && late.code == "stale_number")
  }

  @Test func `two presses at once are one`() async throws {
    let window = try window()
    quiet()
    let (till, headers, client) = (till.port, tablet.headers, tablet.client)
    let number = window.number
    let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
      for press in 0..<2 {
        group.addTask {
          let connection = try WebConnection(port: till)
          let body = "{\"n\":\(number),\"answer\":\"approved\",\"key\":\"press-\(press)\"}"
          let head =
            headers.map { "\($0): \($1)\r\n" }.joined() + "Host: 127.0.0.1:\(till)\r\n"
            + "X-Kassa-Client: \(client)\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n"
          try connection.send("POST /api/1/answers HTTP/1.1\r\n\(head)\r\n\(body)")
          return try WebReply(connection).isTaken
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(taken == 1)
    _ = try tablet.event("document")
  }

  @Test func `a kill in the middle comes back to the same question, after the PIN`() throws {
    let window = try window()
    till.kill()
    let again = try ServedTill(data: folder.path, options: ["--listen", "127.0.0.1:\(till.port)"])
    let returned = Visitor(again, headers: tablet.headers, client: tablet.client)
    let session = try returned.get("session")
    returned.headers["X-Kassa-Token"] = session.json["token"] as? String
    try returned.open()
    let who = try returned.prompt()
    #expect(who.id == "person.pin")
    // What was meant for the question before the kill is none for this one.
    #expect(try returned.answer(window.number, "approved").code == "stale_number")
    #expect(try returned.answer(who.number, "1234").isTaken)
    let same = try returned.prompt()
    #expect(same.number == window.number && same.id == window.id)
    quiet()
    #expect(try returned.answer(same.number, "approved").isTaken)
    _ = try returned.event("document")
  }

  @Test func `scans are heard by key, and refused where money is asked about`() throws {
    let goods = try CommandRun([
      "goods", "import", TillProcess.cafe + "/goods.csv", "--data", folder.path,
    ])
    try #require(goods.code == 0)
    let sale = try tablet.go(to: "sale")
    for _ in 0..<2 { #expect(try tablet.scan("4600000000015", key: "beep").isTaken) }
    let shown = try #require(try tablet.event("prompt")["prompt"] as? [String: Any])
    let one = ShownPrompt(shown)
    let changed = (shown["sale"] as? [String: Any])?["changed"] as? [[String: Any]] ?? []
    #expect(changed.map { $0["quantity"] as? String } == ["1"] && one.number > sale.number)
    let found = try tablet.get("goods?text=%D0%BA%D0%B0%D0%BF%D1%83")
    let names = (found.json["goods"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names?.isEmpty == false && names?.allSatisfy { $0.contains("апу") } == true)
    let all = try tablet.get("goods").json
    let department = try #require((all["departments"] as? [String])?.first)
    let path = "goods?department=" + Self.escaped(department)
    let some = try tablet.get(path).json["goods"] as? [[String: Any]] ?? []
    #expect(!some.isEmpty && some.allSatisfy { $0["department"] as? String == department })
    #expect((all["goods"] as? [Any] ?? []).count >= some.count)
    #expect(try tablet.answer(one.number, "pay.card").isTaken)
    let window = try tablet.prompt()
    #expect(try tablet.scan("4600000000015").isTaken)
    let refused = try #require(try tablet.event("scan")["scan"] as? [String: Any])
    #expect((refused["refused"] as? String)?.contains("Скан не принят") == true)
    quiet()
    #expect(try tablet.answer(window.number, "approved").isTaken)
  }

  @Test func `paper comes again until it was read`() throws {
    let window = try window()
    quiet()
    #expect(try tablet.answer(window.number, "approved").isTaken)
    let shown = try tablet.event("document")
    // The shift's opening came before it.
    try tablet.open()
    let again = [try tablet.event("document"), try tablet.event("document")]
    #expect(again.last?["notice"] as? Int == shown["notice"] as? Int)
    for paper in again {
      let number = try #require(paper["notice"] as? Int)
      #expect(try tablet.post("acknowledged", ["notice": number]).status == 200)
    }
    try tablet.open()
    let next = [try tablet.event().name, try tablet.event().name]
    #expect(next == ["hello", "prompt"])
  }

  @Test func `the customer sees goods and sums, and can do nothing`() throws {
    let display = tablet.otherTab()
    try display.open("customer/events")
    func view() throws -> [String: Any] {
      try display.event("view")["view"] as? [String: Any] ?? [:]
    }
    #expect(try view()["state"] as? String == "empty")
    let window = try window()
    var seen = try view()
    while seen["state"] as? String != "card" { seen = try view() }
    #expect(seen["due"] as? Int == 19_950 && seen["total"] as? Int == 19_950)
    #expect((seen["lines"] as? [[String: Any]])?.first?["name"] as? String == "Кофе")
    quiet()
    #expect(try display.answer(window.number, "approved").code == "not_working")
    #expect(try tablet.answer(window.number, "approved").isTaken)
    while seen["state"] as? String != "thanks" { seen = try view() }
  }
}
