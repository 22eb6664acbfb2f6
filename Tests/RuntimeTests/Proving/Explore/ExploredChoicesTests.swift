import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Chance, the clock and the power as things that may go otherwise on a way.
@Suite(.timeLimit(.minutes(5))) struct ExploredChoicesTests {
  private static let standalone = "providers = { stock.standalone {} },"

  @Test(arguments: [
    ("math.random(1000) == 1000", "day.random \"most\""),
    ("math.random(1000) == 1", "day.random \"least\""),
    ("math.random(1000) == 1 and math.random(1000) == 1000", "day.random \"least_first\""),
  ])
  func `what one draw of a thousand leads to is found`(
    condition: String, step: String
  ) async throws {
    let store = try TriedStore(
      """
      flows = { sale = function()
          prompt.tell { "lucky.ask", title = "Удача?" }
          if \(condition) then
            while true do prompt.tell { "lucky.won", title = "Приз" } end
          end
          return "sale"
        end },
      """)
    let found = try await explored(store.path, branches: 300)
    let loop = found.findings().first { $0.kind == .loop }
    #expect(loop?.text == "lucky.ask → lucky.won; no answer leads out")
    let way = loop?.way?.scenario("way") ?? ""
    #expect(way.contains(step), "\(way)")
    try write(way + "\n", to: store.path + "/scenarios/ways.lua")
    let failures = try await store.play(filter: "way").map { $0.failure?.description }
    #expect(failures == [nil])
  }

  @Test func `what the store's prices take off keeps no line from being changed`() async throws {
    let store = try TriedStore(
      "prices = { { 'Скидка', function(lines) return require 'kassa.prices'.share(lines, 500) end } },"
    )
    let till = try ExploredTill(ExploredStore(folder: store.path))
    try await till.begin(ExploredWorld())
    for _ in 0..<8 where till.sight?.linesAdded == 0 {
      try await till.take(try #require(usual(till)))
    }
    guard case .sale(let sale)? = till.prompt?.kind else { throw WalkedAstray.nowhere }
    #expect(sale.lines.first?.discountNames == ["Скидка"])
    let acts = till.moves().compactMap {
      if case .action(let action) = $0.answer { "\(action)" } else { nil }
    }
    for wanted in ["remove", "contact", "quantity", "discount"] {
      #expect(acts.contains { $0.hasPrefix(wanted) }, "\(wanted): \(acts)")
    }
  }

  /// Which of two a script takes off is seen by that.
  @Test func `the second of two lines is another one, and may be changed`() async throws {
    let store = try TriedStore()
    let till = try ExploredTill(ExploredStore(folder: store.path))
    try await till.begin(ExploredWorld())
    for _ in 0..<8 where till.sight?.linesAdded == 0 {
      try await till.take(try #require(usual(till)))
    }
    let another = till.moves().first { move in
      if case .action(.free) = move.answer { true } else { false }
    }
    try await till.take(try #require(another))
    guard case .sale(let sale)? = till.prompt?.kind else { throw WalkedAstray.nowhere }
    #expect(sale.lines.count == 2 && sale.lines.first?.price != sale.lines.last?.price)
    let last = try #require(sale.lines.last?.id)
    let moves = till.moves().map(\.answer)
    #expect(moves.contains(.action(.remove(line: last))), "\(moves)")
  }

  @Test func `a shift that grows too old in a sale is closed and opened in it`() async throws {
    let store = try TriedStore()
    let till = try ExploredTill(ExploredStore(folder: store.path))
    try await till.begin(ExploredWorld())
    var (documents, calls): (Int, [DeviceCall]) = (0, [])
    for _ in 0..<30 where documents < 2 {
      let move = try #require(usual(till))
      let isPaying = move.answer == .button("pay.cash") && documents == 1
      let taken = try await till.take(isPaying ? move.with(.aDay) : move)
      documents += taken.documents.count
      calls += taken.events.compactMap { if case .called(let call) = $0 { call } else { nil } }
    }
    let kinds = calls.map { "\($0)".prefix { $0 != "(" } }
    #expect(kinds == ["openShift", "print", "closeShift", "openShift", "print"])
    #expect(documents == 2)
  }

  /// What sells a good for cash; what is typed before any button.
  private func usual(_ till: ExploredTill) -> Move? {
    let moves = till.moves().filter { $0.departs == 0 }
    if till.prompt?.isSale == true {
      let wanted = till.sight?.linesAdded == 0 ? nil : Move(.button("pay.cash"))
      return wanted ?? Move(.action(.free(name: "Товар", price: Money(checked: 100_00))))
    }
    return moves.first {
      switch $0.answer {
      case .amount, .text: true
      case .button, .cancel, .action, .count: false
      }
    } ?? moves.first
  }

  @Test func `a power cut at the print leaves one document, however far it came`() async throws {
    let store = try TriedStore(Self.standalone)
    let found = try await explored(store.path, branches: 1_500)
    let cut = found.states.flatMap(\.edges).filter {
      if case .power? = $0.move.mishap { true } else { false }
    }
    let prints = cut.filter { edge in
      edge.events.contains { if case .called(.print) = $0 { true } else { false } }
    }
    let counts = Set(prints.map { $0.documents.count })
    let (mishaps, faults) = (Set(prints.map { $0.move.mishap }), cut.count { $0.isFault })
    #expect(mishaps.count >= 2)
    #expect(counts.contains(1) && counts.isSubset(of: [0, 1]))
    #expect(faults == 0)
  }

  @Test func `a till that starts again stands at the same prompt, once at each`() async throws {
    let store = try TriedStore(Self.standalone)
    let found = try await explored(store.path, branches: 600)
    #expect(found.restarts > 10)
    #expect(found.restartsApart.map(\.how) == [])
    #expect(found.bounded.contains("a power cut at each prompt once"))
  }

  @Test func `each answer that the store says of its services is tried`() async throws {
    let store = try TriedStore(
      """
      services = { M.loyalty },
      flows = { sale = function()
          prompt.tell { "points.ask", title = "Баллы?" }
          local found = M.loyalty:ask("points", { phone = "1" })
          while found and found.points == 0 do prompt.tell { "points.none", title = "Баллов нет" } end
          return "sale"
        end },
      """,
      before: """
        M.loyalty = service "loyalty" { title = "Бонусы",
          examples = { points = { { points = 120 }, { points = 0, name = "Пётр" } } } }
        """)
    let found = try await explored(store.path, branches: 300)
    #expect(found.findings().map(\.text) == ["points.none; no answer leads out"])
    let way = found.findings().first?.way?.scenario("way") ?? ""
    #expect(way.contains("answer = { [\"name\"] = \"Пётр\", [\"points\"] = 0 }"), "\(way)")
    try write(way + "\n", to: store.path + "/scenarios/ways.lua")
    let failures = try await store.play(filter: "way").map { $0.failure?.description }
    #expect(failures == [nil])
  }

  /// Two more things, and the amount of a sale and who sells meet there in all combinations.
  @Test func `the times of a rule that names a person and an amount depart from nothing`() throws {
    let folder = try TestFolder()
    try write(
      """
      return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
        providers = { stock.standalone {} }, purposes = { large = "Крупные" },
        default_terminal = {
          { "трое", purpose = "large", between = { "22:00", "06:00" }, cashier = "Борис",
            amount_at_least = rub "5000" },
          { "двое", purpose = "large", between = { "12:00", "13:00" }, cashier = "Борис" },
          { "отмеченный", marked = true } },
        address = "Москва", place = "Кафе", cashiers = { "Анна", "Борис" } }
      """, to: folder.path + "/leto/store.lua")
    let worlds = ExploredWorlds.of(try ExploredStore(folder: folder.path + "/leto"))
    let departing = worlds.filter(\.isNarrow).filter(\.departs).map { $0.name.suffix(5) }
    let others = worlds.filter(\.isNarrow).filter { !$0.departs }.map { $0.name.suffix(5) }
    #expect(Set(others) == ["22:00", "21:59", "06:00", "05:59"])
    #expect(Set(departing).isSuperset(of: ["12:00", "11:59", "13:00", "12:59"]))
  }

  private func explored(_ path: String, branches: Int) async throws -> Exploration {
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges) = (branches, 20)
    let explorer = try Explorer(ExploredStore(folder: path), bounds)
    return try await explorer.explore()
  }
}
