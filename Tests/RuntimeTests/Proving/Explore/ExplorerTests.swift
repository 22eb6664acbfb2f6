import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What exploring a store finds of what was planted there.
@Suite(.timeLimit(.minutes(5))) struct ExplorerTests {
  /// A part of a store, and what is to be said of it.
  struct Planted: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let parts: String
    var before = ""
    let kind: Finding.Kind
    let says: String
    /// "leto/store.lua:4"; nil where no line is expected.
    var place: String?
    /// A charge that takes no money is a thing out of the usual, and its turn comes later.
    var branches = 800
  }

  static let planted = [
    Planted(
      testDescription: "an endless question",
      parts: """
        on = { before_payment = function()
            while true do prompt.confirm { "card.ask", title = "Карта лояльности?" } end
          end },
        """, kind: .loop, says: "card.ask; no answer leads out", place: "leto/store.lua:5"),
    Planted(
      testDescription: "an endless question that counts",
      parts: """
        on = { before_payment = function()
            local n = 0
            while true do
              n = n + 1
              prompt.confirm { "card.ask", title = "Карта лояльности?", args = { n = n } }
            end
          end },
        """, kind: .loop, says: "card.ask; no answer leads out", place: "leto/store.lua:8"),
    Planted(
      testDescription: "a loop that a decline never leaves",
      parts: "providers = { M.certificate },",
      before: """
        M.certificate = provider "certificate" { title = "Серт", outcomes = { "certificate.window" },
          charge = function(charge)
            while true do
              local outcome = charge:ask { id = "certificate.window", title = "Серт", approved = "Да", declined = "Нет" }
              if outcome ~= "declined" then return outcome end
              prompt.tell { "certificate.again", title = "Ещё раз" }
            end
          end }
        """, kind: .loop,
      says: "certificate.window → certificate.again; «declined» never leads out",
      branches: 2_600),
    Planted(
      testDescription: "a paid receipt that is not printed",
      parts: """
        providers = { stock.standalone {} },
        on = { before_printing = function()
            while true do prompt.tell { "leto.wait", title = "Подождите" } end
          end },
        """, kind: .charged,
      says: "at leto.wait a card is charged, and no answer leads to the receipt",
      place: "leto/store.lua:6"),
    Planted(
      testDescription: "a listener that fails on an empty receipt",
      parts: """
        on = { receipt_begun = function() local first = receipt.lines()[1]; log(first.name) end },
        """, kind: .error, says: "leto/store.lua:4"),
    Planted(
      testDescription: "words that lack an argument",
      parts: """
        on = { before_payment = function() prompt.tell { "bag.ask", title = "Пакет за {price}?" } end },
        """, kind: .words, says: "prompt bag.ask shows «{price}»"),
    Planted(
      testDescription: "words that fit no screen",
      parts: """
        on = { before_payment = function() prompt.tell { "bag.ask", title = ("Пакет "):rep(30) } end },
        """, kind: .words, says: "prompt bag.ask: the title has"),
    Planted(
      testDescription: "a rule of last year",
      parts: """
        providers = { stock.standalone {} },
        default_terminal = {
          { "праздники", marked = true, dates = { "2025-12-25", "2026-01-08" } },
          { "отмеченный", marked = true } },
        """, kind: .rule, says: "«праздники» can never hold again (ended 2026-01-08)",
      place: "leto/store.lua:6"),
    Planted(
      testDescription: "a rule whose function never holds",
      parts: """
        providers = { stock.standalone {} }, purposes = { large = "Крупные" },
        default_terminal = {
          { "Борис", purpose = "large", when = function(facts) return facts.cashier == "Борисс" end },
          { "Анна", purpose = "large", when = function(facts) return facts.cashier == "Анна" end },
          { "отмеченный", marked = true } },
        """, kind: .rule, says: "«Борис»: its «when» holds for none of 3000 charges",
      place: "leto/store.lua:6"),
  ]

  @Test(arguments: planted)
  func `finds what was planted, with a way that leads there`(planted: Planted) async throws {
    let store = try TriedStore(planted.parts, before: planted.before)
    let found = try await explored(store.path, branches: planted.branches)
    let findings = found.findings(on: StoreFacts.day("2026-01-12"))
    let finding = findings.first { $0.kind == planted.kind && $0.text.contains(planted.says) }
    #expect(finding != nil, "\(findings.map { "\($0.kind) \($0.text)" })")
    if let place = planted.place { #expect(finding?.place == place) }
    if planted.kind != .rule { #expect(finding?.way != nil) }
    if planted.kind != .deadEnd { #expect(!findings.contains { $0.kind == .deadEnd }) }
  }

  @Test func `says of a sound store only what was not reached`() async throws {
    let store = try TriedStore("providers = { stock.standalone {}, stock.connected {} },")
    let found = try await explored(store.path, branches: 1_500)
    #expect(found.findings(on: nil).map(\.text) == [])
  }

  @Test func `comes to the same at every run`() async throws {
    let store = try TriedStore(
      "kept = { { 'sales', kind = 'number', default = 0, life = 'day' } },"
        + "on = { after_receipt = function() kept.set('sales', kept.get 'sales' + 1) end },")
    let one = try await explored(store.path, branches: 1_500)
    let other = try await explored(store.path, branches: 1_500)
    #expect(
      ExploredText(one, one.findings()).lines == ExploredText(other, other.findings()).lines)
    #expect(one.states.map(\.prompt.id) == other.states.map(\.prompt.id))
  }

  @Test func `what is walked side by side is one walk afterwards`() async throws {
    let store = try TriedStore(
      "providers = { stock.standalone {}, stock.transfer {} }, purposes = { night = 'Окно' },"
        + "default_terminal = { { 'ночью', purpose = 'night', between = { '22:00', '06:00' } } },")
    let found = try await explored(store.path, branches: 400)
    let (worlds, states) = (found.worlds, found.states)
    #expect(worlds.count > 5 && Set(states.map(\.world)) == Set(worlds.indices))
    for (index, state) in states.enumerated() {
      #expect(
        state.edges.allSatisfy { edge in edge.to.map { states[$0].world == state.world } ?? true })
      guard let from = state.from else { continue }
      #expect(states[from.state].edges[from.edge].to == index && from.state != index)
      if case .turns(let like)? = state.bound { #expect(states[like].place == state.place) }
    }
    #expect(found.branches == states.reduce(0) { $0 + $1.edges.count })
    #expect(states.indices.allSatisfy { found.way(to: $0).world == worlds[states[$0].world] })
  }

  @Test func `names a listener that no way comes to`() async throws {
    let store = try TriedStore(
      "on = { receipt_taken_back = function() end, before_payment = function() end },")
    let found = try await explored(store.path, branches: 200)
    #expect(
      found.notReached.first?.line
        == "listener receipt_taken_back: no receipt that was set aside was taken back, "
        + "not in the \(found.branches) branches that were tried  (leto/store.lua:4)")
  }

  @Test func `says why no way came to what it did not reach`() async throws {
    let store = try TriedStore(
      """
      providers = { stock.standalone {}, M.never },
        purposes = { large = "Крупные" },
        default_terminal = {
          { "отмеченный", marked = true },
          { "крупные", purpose = "large", amount_at_least = rub "5" },
        },
        services = { M.loyalty },
      """,
      before: """
        M.never = provider "never" { title = "Никогда", charge = function(c) return c:ask {} end,
          accepts = function() return false, "Нет" end }
        M.loyalty = service "loyalty" { title = "Бонусы" }
        """)
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.departs, bounds.merges) = (4_000, 0, 0)
    let explorer = try Explorer(ExploredStore(folder: store.path), bounds)
    let found = try await explorer.explore()
    let lines = found.notReached.map(\.line)
    #expect(found.end == .closed, "\(found.states.count) states, \(found.branches) branches")
    for wanted in [
      "rule «крупные»: rules before it, or its own conditions, leave it no charge",
      "provider never: every charge on it was refused",
      "service loyalty: no way comes to what asks it",
    ] {
      #expect(lines.contains { $0.hasPrefix(wanted) }, "\(wanted)\n\(lines)")
    }
  }

  /// Only the time departs from the usual there.
  @Test func `sells in the usual way at the border of a time`() async throws {
    let store = try TriedStore(
      """
      providers = { stock.standalone {} }, purposes = { night = "Окно" },
        default_terminal = {
          { "ночью", purpose = "night", between = { "22:00", "06:00" } },
          { "отмеченный", marked = true },
        },
      """)
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.departs, bounds.merges) = (4_000, 1, 0)
    let explorer = try Explorer(ExploredStore(folder: store.path), bounds)
    let found = try await explorer.explore()
    #expect(
      found.states.contains {
        found.worlds[$0.world].isNarrow && $0.departs == 1 && $0.sight.reason == "ночью"
      }, "\(found.states.count) states")
  }

  @Test func `says where flows begin one another and ask nobody`() async throws {
    let store = try TriedStore("flows = { sale = function() return 'sale' end },")
    let found = try await explored(store.path, branches: 500)
    let kinds = Set(found.findings().map(\.kind))
    #expect(!kinds.isDisjoint(with: [.loop, .error]))
  }

  @Test func `a way that is pasted as a scenario plays to where it led`() async throws {
    let store = try TriedStore("providers = { stock.standalone {}, stock.transfer {} },")
    let found = try await explored(store.path, branches: 400)
    // A scenario ends with every charge printed or set aside.
    let ended = found.states.indices.dropFirst().filter {
      found.states[$0].sight.charged == .zero && found.states[$0].sight.open == nil
    }
    let step = max(1, ended.count / 12)
    let chosen = stride(from: 0, to: ended.count, by: step).map { ended[$0] }
    let text = chosen.map { found.way(to: $0).scenario("way \($0)") }.joined(separator: "\n\n")
    try write(text + "\n", to: store.path + "/scenarios/ways.lua")
    let results = try await store.play(filter: "way ")
    #expect(results.count == chosen.count)
    for result in results {
      #expect(result.failure == nil, "\(result.scenario): \(result.failure?.came ?? "")\n\(text)")
    }
  }

  @Test func `two ways to one state go on alike`() async throws {
    let store = try TriedStore("providers = { stock.standalone {} },")
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges) = (2_000, 80)
    let explorer = try Explorer(ExploredStore(folder: store.path), bounds)
    let found = try await explorer.explore()
    #expect(found.mergesPlayed > 0)
    #expect(found.mergesApart.map(\.how) == [])
  }

  private func explored(_ path: String, branches: Int) async throws -> Exploration {
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges) = (branches, 20)
    let explorer = try Explorer(ExploredStore(folder: path), bounds)
    return try await explorer.explore()
  }
}
